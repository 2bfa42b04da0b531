import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { dataFolder } from '../data-folder';
import { endWithFailure, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { findApp, hasDisplay, type AppStart } from '../mergetool/find-app';
import { isAppRunning } from '../mergetool/running-app';
import { namedPath } from '../named-path';
import { withProject } from '../with-project';

export interface MergetoolOptions {
  /** The file in the working tree; what git calls MERGED. The three others are in the index too, and read there. */
  readonly merged: string;
}

const lookEveryMs = 500;
/** A window that was asked by a second start needs a moment before it can be seen. */
const patienceMs = 15_000;

/**
 * Opens the window for one conflict and waits: 0 when the path is resolved, 1 when the window was left without that.
 * Without a display, or for a path that is not in conflict, it says so and fails.
 */
export function mergetoolCommand({ merged }: MergetoolOptions, terminal: Terminal): Promise<number> {
  const options = { repository: dirname(resolve(merged)), json: false };
  return withProject(options, terminal, async (engine, { projectId, root }) => {
    const path = await namedPath(resolve(merged), '/', root);
    const isOpen = async (): Promise<boolean | null> => {
      const state = await engine.calls['merge.state']({ projectId }, quietContext());
      return state.ok ? state.value.conflicts.some((conflict) => conflict.path === path) : null;
    };
    const first = await isOpen();
    if (first === null || !first) return endWithFailure({ code: 'state-changed-since', what: path }, options, terminal);
    if (!hasDisplay()) {
      terminal.error('selvedge: there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty)');
      return exitCodes.failed.code;
    }
    const app = await findApp();
    if (app === null) {
      terminal.error('selvedge: the window was not found; name its program in SELVEDGE_APP');
      return exitCodes.failed.code;
    }
    terminal.error(`selvedge: waiting until ${revealCharacters(path)} is resolved in the window`);
    const ended = await waitFor(startApp(app, root), isOpen);
    if (ended === 'resolved') return exitCodes.done.code;
    terminal.error(
      ended === 'not-started'
        ? `selvedge: the window could not be started (${revealCharacters(app.program)})`
        : `selvedge: the window was left, and ${revealCharacters(path)} is still in conflict`,
    );
    return ended === 'not-started' ? exitCodes.failed.code : exitCodes.conflicts.code;
  });
}

/** Outlives us when the person goes on working in it. */
function startApp({ program, args }: AppStart, root: string): ChildProcess {
  const child = spawn(program, [...args, root], { detached: true, stdio: 'ignore' });
  child.unref();
  return child;
}

type Ending = 'resolved' | 'left' | 'not-started';

/** A second start ends at once after it has told the first; then the first one is watched. */
async function waitFor(app: ChildProcess, isOpen: () => Promise<boolean | null>): Promise<Ending> {
  let state: 'running' | 'ended' | 'failed' = 'running';
  app.once('error', () => (state = 'failed'));
  app.once('exit', (code) => (state = code === 0 ? 'ended' : 'failed'));
  const started = Date.now();
  let seen = false;
  for (;;) {
    if ((await isOpen()) === false) return 'resolved';
    const now = state as 'running' | 'ended' | 'failed';
    if (now !== 'running') {
      const running = await isAppRunning(dataFolder());
      seen ||= running === true;
      const gone = running === false && (seen || now === 'failed' || Date.now() - started > patienceMs);
      if (gone || (now === 'ended' && running === false)) return now === 'failed' && !seen ? 'not-started' : 'left';
    }
    await new Promise((look) => setTimeout(look, lookEveryMs));
  }
}
