import { mkdir } from 'node:fs/promises';
import type { TestRepository } from '../../test/support/repository';
import type { Measure } from './stopwatch';
import { changeEvery, editTen } from './tree';
import { runProgram } from './run-program';

/** Git as a backup: everything into an object store of its own, and the stash. Leaves the tree as it was committed. */
export async function benchGit(repo: TestRepository, store: string, count: number, measure: Measure): Promise<void> {
  await mkdir(store);
  const keep = async (): Promise<void> => {
    const environment = { GIT_DIR: store, GIT_WORK_TREE: repo.root };
    await runProgram('git', ['add', '-A'], { cwd: repo.root, environment });
    await runProgram('git', ['write-tree'], { cwd: repo.root, environment });
  };
  await runProgram('git', ['init', '--quiet', '--bare', store], { cwd: store });
  await measure('first backup', 'git add', keep);
  await editTen(repo, 'git');
  await measure('repeated backup', 'git add', keep);
  await repo.git('checkout', '--force', '--quiet', 'HEAD');
  await changeEvery(repo, count, 5, 'stashed');
  await measure('keep a changed fifth', 'git stash', () => repo.git('stash', '--quiet', '-u'));
  await measure('bring the fifth back', 'git stash', () => repo.git('stash', 'apply', '--quiet'));
  await repo.git('checkout', '--force', '--quiet', 'HEAD');
}
