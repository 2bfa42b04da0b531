import { join } from 'node:path';
import { _electron } from 'playwright';
import { listenToComplaints, type OpenedWindow, type OpenRequest, type Place, untilInteractive } from './opened-window';

export const checkout = join(import.meta.dirname, '../../..');

/** Starts the built app in the Electron that `npm run test:e2e` prepared. */
export async function openInElectron(place: Place, request: OpenRequest): Promise<OpenedWindow> {
  const app = await _electron.launch({
    args: [checkout, ...argumentsFor(place, request)],
    cwd: place.scratch,
    env: environment(),
    timeout: 30_000,
  });
  const page = await app.firstWindow();
  const complaints = listenToComplaints(page);
  const main = app.process();
  const ended = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  const isRunning = (): boolean => main.exitCode === null && main.signalCode === null;
  await untilInteractive(page);
  return {
    page,
    app,
    complaints: () => complaints,
    close: async () => {
      if (isRunning()) await app.close();
    },
    kill: async () => {
      main.kill('SIGKILL');
      await ended;
    },
  };
}

export function argumentsFor(place: Pick<Place, 'dataFolder'>, { path, demo }: OpenRequest): string[] {
  return [
    `--user-data=${place.dataFolder}`,
    ...(demo === true ? ['--demo'] : []),
    ...(path === undefined ? [] : [path]),
  ];
}

/** The person's own git configuration must not decide a test. */
function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(kept), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}
