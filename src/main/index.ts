import { app, session } from 'electron';
import { join } from 'node:path';
import { createEngine } from '../engine/index';
import { createCrashScreen } from './crash-screen';
import { electronDesktop } from './desktop';
import { createHandlers } from './handlers/create-handlers';
import { createDispatcher } from './ipc/dispatcher';
import { registerIpc } from './ipc/register-ipc';
import { catchTheUncaught, giveUp } from './last-resort';
import { openLog } from './log';
import { setMenu } from './menu';
import { createPage, type Page } from './page';
import { registerPageScheme, servePage } from './protocol';
import { closeBeforeQuitting } from './quit';
import { isFirstStart, onSecondStart, requestProject } from './second-start';
import { lockDown } from './security';
import { readStartupArguments, type StartupArguments } from './startup-arguments';

const outFolder = join(import.meta.dirname, '..');
const startup = readStartupArguments(process.argv, process.cwd(), process.defaultApp === true);
if (startup.userDataFolder !== null) app.setPath('userData', startup.userDataFolder);

if (isFirstStart(startup.request)) onSecondStart(start(startup).catch(giveUp));
else app.exit(0);

/** The order matters: the scheme before Electron is ready, the locks before the page. The engine starts while the page loads; its calls wait. */
async function start({ request }: StartupArguments) {
  const dataFolder = app.getPath('userData');
  const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  const log = openLog(join(dataFolder, 'logs'));
  catchTheUncaught(log);
  registerPageScheme();
  // Root on Linux can only run without Chromium's sandbox; the page stays isolated from Node all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

  await app.whenReady();
  const crashScreen = createCrashScreen(log);
  lockDown(session.defaultSession, { log, devServer, onAction: crashScreen.act });
  servePage({ folder: join(outFolder, 'renderer'), devServer, madePage: crashScreen.page });

  const desktop = electronDesktop({ window: () => page.window(), startup: request, log });
  const page: Page = createPage({
    dataFolder,
    outFolder,
    crashScreen,
    log,
    onLeft: (caller) => void door.then((dispatcher) => dispatcher.cancelAll(caller)),
    onOpened: desktop.pageBegins,
  });
  const engine = createEngine({ dataFolder, emit: page.send, onBug: (error) => log.bug('the engine', error) });
  const handlers = engine.then((started) => createHandlers(started, desktop));
  const door = handlers.then((table) =>
    createDispatcher({ handlers: table, log, send: (_, event) => page.send(event), checkOutput: !app.isPackaged }),
  );
  registerIpc({
    door,
    ourPage: () => page.window()?.webContents ?? null,
    onDrop: (path) => page.send({ kind: 'project-requested', path }),
    log,
  });
  page.show();
  setMenu((command) => page.send({ kind: 'command-requested', command }));

  app.on('browser-window-focus', () => void engine.then((started) => started.lookNow()));
  app.on('activate', () => page.show());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  closeBeforeQuitting(async () => (await engine).close(), log);
  await door;
  return {
    show: page.show,
    async request(wanted: NonNullable<typeof request>): Promise<void> {
      if (!desktop.keepForPage(wanted)) await requestProject(await handlers, wanted, page.send);
    },
  };
}
