import { dirname, resolve } from 'node:path';
import type { OpenProject } from '../../contract/projects';
import { revealCharacters } from '../../core/text/reveal-characters';
import type { Engine } from '../../engine/index';
import { dataFolder } from '../data-folder';
import { endWithFailure, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { findApp, hasDisplay } from '../mergetool/find-app';
import { isWindowOpen } from '../mergetool/open-window';
import { startApp, type StartedApp } from '../mergetool/start-app';
import { type ConflictWatch, leftoverMarker, watchConflict } from '../mergetool/watch-conflict';
import { namedPath } from '../named-path';
import { withProject } from '../with-project';

export interface MergetoolOptions {
  /** The sides as git lays them beside the file; the index is read instead, these say which markers are content. */
  readonly local: string;
  readonly remote: string;
  /** The file in the working tree; what git calls MERGED. */
  readonly merged: string;
}

const lookEveryMs = 250;
/** A window that was asked by a second start needs a moment before it can be seen. */
const patienceMs = 15_000;

/**
 * Opens the window at one conflict and waits: 0 when the path is resolved and holds no marker, 1 when the window was
 * left or the merge given up without that. Without a display, or for a path that is not in conflict, it says so and fails.
 */
export function mergetoolCommand(options: MergetoolOptions, terminal: Terminal): Promise<number> {
  const folder = { repository: dirname(resolve(options.merged)), json: false };
  return withProject(folder, terminal, (engine, project) => resolveInWindow(engine, project, options, terminal));
}

async function resolveInWindow(
  engine: Engine,
  project: OpenProject,
  { local, remote, merged }: MergetoolOptions,
  terminal: Terminal,
): Promise<number> {
  const path = await namedPath(resolve(merged), '/', project.root);
  const name = revealCharacters(path);
  const watch = await watchConflict(engine, project, path);
  if (!watch.ok) return endWithFailure(watch.failure, { json: false }, terminal);
  if (watch.value === null)
    return endWithFailure({ code: 'state-changed-since', what: path }, { json: false }, terminal);
  const cannot = (sentence: string): number => {
    terminal.error(`selvedge: ${sentence}`);
    return exitCodes.failed.code;
  };
  if (!hasDisplay()) return cannot('there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty)');
  const app = await findApp();
  if (app === null) return cannot('the window was not found; name its program in SELVEDGE_APP');
  terminal.error(`selvedge: waiting until ${name} is resolved in the window`);
  const started = startApp(app, [`--user-data=${dataFolder()}`, `--conflict=${path}`, project.root]);
  const ending = await waitFor(started, watch.value);
  const line = ending === 'resolved' ? await leftoverMarker(merged, [local, remote]) : null;
  if (ending === 'resolved' && line === null) return exitCodes.done.code;
  if (ending === 'not-started') return cannot(`the window could not be started (${revealCharacters(app.program)})`);
  terminal.error(
    ending === 'given-up'
      ? `selvedge: the merge was given up, ${name} was not resolved`
      : ending === 'left'
        ? `selvedge: the window was left, and ${name} is still in conflict`
        : `selvedge: ${name} was marked as resolved, but line ${line} is a conflict marker`,
  );
  return exitCodes.conflicts.code;
}

type Ending = 'resolved' | 'given-up' | 'left' | 'not-started';

/** Until the conflict is answered, or until nobody is there any more who could answer it. */
async function waitFor(app: StartedApp, watch: ConflictWatch): Promise<Ending> {
  const started = Date.now();
  let wasSeen = false;
  for (;;) {
    // In this order: what was answered before the window closed counts.
    const isThere = await isWindowOpen(dataFolder());
    const state = app.state();
    const fate = await watch.look();
    if (fate !== 'open') return fate;
    if (!isThere) {
      if (wasSeen) return 'left';
      if (state === 'failed') return 'not-started';
      if (state === 'ended' && Date.now() - started > patienceMs) return 'left';
    }
    wasSeen ||= isThere;
    await new Promise((look) => setTimeout(look, lookEveryMs));
  }
}
