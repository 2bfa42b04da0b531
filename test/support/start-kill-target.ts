import { spawn } from 'node:child_process';
import type { KillKind } from './kill-trials';

/** A process of its own that runs operations until it is killed. */
export interface KillTarget {
  /** Resolves when its first operation begins. */
  readonly working: Promise<void>;
  /** What it said so far, line by line. */
  said(): string[];
  /** Stops it, with the git it started, in the middle of whatever it does; it can still be killed. */
  stop(): void;
  /** Resolves when it is gone, with the git it started. */
  kill(): Promise<void>;
}

/** Starts test/support/kill-target.ts in a process group of its own. */
export function startKillTarget(root: string, dataFolder: string, kind: KillKind): KillTarget {
  const script = new URL('./kill-target.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, root, dataFolder, kind], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  const working = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('begin 0')) resolve();
    });
    child.on('exit', () => reject(new Error(`the process ended by itself: ${said}${complained}`)));
  });
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  };
  return {
    working,
    said: () => said.trim().split('\n'),
    stop: () => signal('SIGSTOP'),
    kill: async () => {
      if (child.exitCode !== null) throw new Error(`the process ended by itself: ${said}${complained}`);
      signal('SIGKILL');
      await gone;
    },
  };
}
