import { createGit } from '../../../src/engine/git/create-git';
import { findGit } from '../../../src/engine/git/find-git';
import type { Git } from '../../../src/engine/git/git';
import { openRepository } from '../../../src/engine/git/open-repository';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { watchQuestions } from '../../support/watch-questions';
import type { ProjectWatch, WatchFact, WatchOptions } from '../../../src/engine/watch/watch-project';
import { watchProject } from '../../../src/engine/watch/watch-project';

export async function gitIn(root: string): Promise<Git> {
  const executable = await findGit();
  if (!executable.ok) throw new Error('no git');
  const found = await openRepository(root, executable.value);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return createGit(found.value.place, executable.value);
}

export interface Watched {
  readonly watch: ProjectWatch;
  readonly facts: WatchFact[];
  /** Resolves when such a fact is told (or was, since `forget`). */
  fact(kind: WatchFact['kind'], withinMs?: number): Promise<WatchFact>;
  forget(): void;
  /** Paths of all facts since `forget`. */
  paths(): string[];
}

const open: ProjectWatch[] = [];

export const closeWatches = async (): Promise<void> => {
  for (const watch of open.splice(0)) await watch.close();
};

/** A real watch on a real repository. Chokidar needs a moment until every folder is watched; it is waited for. */
export async function watchRepository(root: string, options: Partial<WatchOptions> = {}): Promise<Watched> {
  const git = await gitIn(root);
  const facts: WatchFact[] = [];
  const waiting = new Set<() => void>();
  const watch = await watchProject({
    place: git.place,
    fs: nodeFileSystem(),
    ...watchQuestions(git),
    pollSeconds: () => 600,
    wroteLast: () => false,
    onFact: (fact) => {
      facts.push(fact);
      for (const wake of waiting) wake();
    },
    onBug: (error) => {
      throw error;
    },
    ...options,
  });
  open.push(watch);
  await pause(700);
  await watch.lookNow();
  facts.length = 0;
  return {
    watch,
    facts,
    forget: () => void (facts.length = 0),
    paths: () => facts.flatMap((fact) => (fact.kind === 'working-tree-changed' ? fact.paths : [])).sort(),
    fact: (kind, withinMs = 5_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No ${kind} within ${withinMs} ms; ${JSON.stringify(facts).slice(0, 500)}`)),
          withinMs,
        );
        const look = (): void => {
          const found = facts.find((fact) => fact.kind === kind);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
