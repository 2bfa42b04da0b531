import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import type { AppStart } from './find-app';

/** How a started window ended, once it has. A second start ends at once, after it has told the first. */
export interface StartedApp {
  state(): 'running' | 'ended' | 'failed';
}

/** Starts the window; it outlives us when the person goes on working in it. */
export function startApp({ program, args }: AppStart, own: readonly string[]): StartedApp {
  let state: 'running' | 'ended' | 'failed' = 'running';
  const child = spawn(program, [...args, ...own], {
    cwd: homedir(),
    detached: true,
    stdio: 'ignore',
    env: ownEnvironment(process.env),
  });
  child.once('error', () => (state = 'failed'));
  child.once('exit', (code) => (state = code === 0 ? 'ended' : 'failed'));
  child.unref();
  return { state: () => state };
}

/** Git's words for this one merge (`GIT_DIR`, `GIT_INDEX_FILE`, …) must not reach a window that lives on. */
function ownEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => name !== 'ELECTRON_RUN_AS_NODE' && (!name.startsWith('GIT_') || name.startsWith('GIT_CONFIG_')),
  );
  return Object.fromEntries(kept);
}
