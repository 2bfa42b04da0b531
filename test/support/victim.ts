import { existsSync } from 'node:fs';
import { chmod, cp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ProjectPath } from '../../src/contract/basics';
import { quietContext } from '../../src/engine/call-context';
import { commitStaged } from '../../src/engine/changes/commit-staged';
import { compareVersions } from '../../src/engine/changes/compare-versions';
import { discardPaths } from '../../src/engine/changes/discard-paths';
import { listBranches } from '../../src/engine/changes/list-branches';
import { readRepositoryStatus } from '../../src/engine/changes/read-repository-status';
import { stagePaths } from '../../src/engine/changes/stage-paths';
import { unstagePaths } from '../../src/engine/changes/unstage-paths';
import { readLog } from '../../src/engine/git/read-log';
import { resolveCommit } from '../../src/engine/git/resolve-commit';
import { abortMerge } from '../../src/engine/merge/abort-merge';
import { completeMerge } from '../../src/engine/merge/complete-merge';
import { openConflict } from '../../src/engine/merge/open-conflict';
import { readMergeState } from '../../src/engine/merge/read-merge-state';
import { reopenPath } from '../../src/engine/merge/reopen-path';
import { resolveWhole } from '../../src/engine/merge/resolve-whole';
import { startMerge } from '../../src/engine/merge/start-merge';
import { bareProject } from './project';
import type { TestRepository } from './repository';
import { createRepository, existingRepository } from './repository';
import { removeAllFolders, temporaryFolder } from './temporary-folder';

/**
 * Repositories that try to run a program. Each attack is first shown to work against plain git, so that a test cannot
 * pass because its attack is blunt; then every deed of ours is done to the same repository, and nothing may have run.
 */
let template: string;
const home = process.env['HOME'];

beforeAll(async () => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: base\n', 'b.yaml': 'b: base\n', 'c.yaml': 'c: base\n' });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('theirs', { 'a.yaml': 'a: theirs\n', 'b.yaml': 'b: theirs\n', 'd.yaml': 'd: new\n' });
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('ours', { 'a.yaml': 'a: ours\n' });
  template = repo.root;
  // No setting of the machine that runs the tests may take part.
  process.env['HOME'] = await temporaryFolder('home');
});

afterAll(async () => {
  process.env['HOME'] = home;
  await removeAllFolders();
});

export interface Victim {
  readonly repo: TestRepository;
  /** A program that leaves a mark when it is run. */
  readonly program: string;
  hasRun(): boolean;
}

export const victim = async (): Promise<Victim> => {
  const root = await temporaryFolder('victim');
  await cp(template, root, { recursive: true });
  const away = await temporaryFolder('canary');
  const mark = join(away, 'mark');
  const program = join(away, 'program.sh');
  await writeFile(program, `#!/bin/sh\necho run >> '${mark}'\ncat 2>/dev/null\nexit 0\n`);
  await chmod(program, 0o755);
  return { repo: existingRepository(root), program, hasRun: () => existsSync(mark) };
};

const context = quietContext();
const path = (name: string): ProjectPath => name as ProjectPath;

/** Everything that a person can do, on one repository. Failures are answers; only what ran counts. */
export const doEverything = async (repo: TestRepository): Promise<void> => {
  const project = await bareProject(repo.root);
  const { git } = project;
  await repo.write({ 'b.yaml': 'b: changed\n', 'c.yaml': 'c: changed\n', 'new.yaml': 'n: 1\n' });
  await readRepositoryStatus(git);
  await compareVersions(project, { path: path('b.yaml'), from: null, area: 'all' });
  await listBranches(project);
  await readLog(git, { limit: 10, withChanges: true });
  await readLog(git, { limit: 10, path: 'a.yaml', withChanges: true });
  await stagePaths(project, [path('b.yaml'), path('new.yaml')], context);
  await unstagePaths(project, [path('b.yaml'), path('new.yaml')], context);
  await discardPaths(project, [path('c.yaml'), path('new.yaml')], context);
  await stagePaths(project, [path('b.yaml')], context);
  const head = await resolveCommit(git, 'HEAD');
  await commitStaged(project, { message: 'm', expectedHead: head.ok ? head.value : null }, context);
  await startMerge(project, 'topic', context);
  await abortMerge(project, context);
  await startMerge(project, 'topic', context);
  await readMergeState(project);
  for (const name of ['a.yaml', 'b.yaml']) {
    await openConflict(project, path(name));
    await resolveWhole(project, { path: path(name), choice: 'theirs', worktree: null }, context);
    await git.run(['checkout-index', '--force', '--index', '--', name]);
    await reopenPath(project, path(name), context);
    await git.run(['add', '--', name]);
  }
  // What is staged above still holds markers; a person may insist.
  await completeMerge(project, { message: 'merged', override: { reason: 'a test' } }, context);
};

export const useAttributes = (repo: TestRepository, text: string): Promise<void> =>
  writeFile(repo.path('.git/info/attributes'), text);

export type Attack = (made: Victim) => Promise<unknown>;
export type Fire = (made: Victim) => Promise<unknown>;

/** Shows that an attack is sharp, then does everything of ours to the same repository. `fire` null: not by plain git. */
export const expectHarmless = async (attack: Attack, fire: Fire | null): Promise<void> => {
  const prepare = async (): Promise<Victim> => {
    const made = await victim();
    await attack(made);
    await rm(join(dirname(made.program), 'mark'), { force: true });
    return made;
  };
  if (fire !== null) {
    const control = await prepare();
    await fire(control);
    await settle();
    expect(control.hasRun(), 'the attack works against plain git').toBe(true);
  }
  const target = await prepare();
  await doEverything(target.repo);
  await settle();
  expect(target.hasRun(), 'nothing ran for us').toBe(false);
};

/** A program that git started in the background may be late. */
const settle = (): Promise<void> => new Promise((resume) => setTimeout(resume, 20));

export const plainCommit: Fire = async ({ repo }) => {
  await repo.write({ 'c.yaml': 'c: x\n' });
  await repo.tryGit('commit', '-am', 'x');
};
export const plainAdd: Fire = async ({ repo }) => {
  await repo.write({ 'c.yaml': 'c: x\n' });
  await repo.tryGit('add', 'c.yaml');
};
export const plainCheckout: Fire = async ({ repo }) => {
  await rm(repo.path('c.yaml'));
  await repo.tryGit('checkout', '--', 'c.yaml');
};
export const plainDiff: Fire = async ({ repo }) => {
  await repo.write({ 'c.yaml': 'c: x\n' });
  await repo.tryGit('diff');
};
