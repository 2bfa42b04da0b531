import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { readRepositoryStatus } from '../../../src/engine/changes/read-repository-status';
import { listRefs } from '../../../src/engine/git/list-refs';
import { readLog } from '../../../src/engine/git/read-log';
import { abortMerge } from '../../../src/engine/merge/abort-merge';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { bareProject, valueOf } from '../../support/project';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** A real fabric repository beside the checkout; not part of the project. */
const bundle = resolve('..', 'shared', 'data', 'repos', 'demo-gitops.bundle');
const isThere = existsSync(bundle);
if (!isThere) console.log('skipped: the real repository is not beside this checkout');

describe.runIf(isThere)('a real repository', () => {
  it('is read branch by branch, and a merge into each opens every conflict', async () => {
    const parent = await temporaryFolder('real');
    await (await createRepository()).git('clone', '--quiet', bundle, join(parent, 'clone'));
    const repo = existingRepository(join(parent, 'clone'));
    await repo.git('config', 'user.name', 'Iris Weaver');
    await repo.git('config', 'user.email', 'iris@example.org');
    const project = await bareProject(repo.root);
    expect(valueOf(await readRepositoryStatus(project.git)).entries).toEqual([]);
    const branches = valueOf(await listRefs(project.git, { under: ['refs/remotes'] }));
    expect(branches.length).toBeGreaterThan(1);
    for (const { name, commit } of branches) {
      let cursor: string | null = null;
      let count = 0;
      do {
        const page: Awaited<ReturnType<typeof readLog>> = await readLog(project.git, {
          from: name,
          limit: 50,
          cursor,
          withChanges: true,
        });
        count += valueOf(page).commits.length;
        cursor = valueOf(page).next;
      } while (cursor !== null);
      expect(count).toBe(Number(await repo.git('rev-list', '--count', commit)));
    }
    const yaml = (await repo.git('ls-files', '*.yaml')).split('\n').slice(0, 12);
    for (const { name, commit } of branches) {
      await repo.git('checkout', '--quiet', '--detach', commit);
      const present = [];
      for (const path of yaml) if (await repo.exists(path)) present.push(path);
      const edit =
        (word: string) =>
        async (path: string): Promise<[string, string]> => [path, `# ${word}\n${await repo.read(path)}`];
      await repo.git('checkout', '--quiet', '-b', `one-${name}`);
      await repo.commit('one side', Object.fromEntries(await Promise.all(present.map(edit('one')))));
      await repo.git('checkout', '--quiet', '-b', `other-${name}`, commit);
      await repo.commit('other side', Object.fromEntries(await Promise.all(present.map(edit('other')))));
      const before = await repo.git('rev-parse', 'HEAD');
      const started = valueOf(await startMerge(project, `one-${name}`, quietContext()));
      expect(started.conflicts).toBe(present.length);
      const { conflicts } = valueOf(await readMergeState(project));
      for (const { path } of conflicts) {
        const { base, ours, theirs } = valueOf(await openConflict(project, path as ProjectPath));
        expect([base.kind, ours.kind, theirs.kind]).toEqual(['text', 'text', 'text']);
      }
      valueOf(await abortMerge(project, quietContext()));
      expect(await repo.git('rev-parse', 'HEAD')).toBe(before);
      expect(await repo.status()).toEqual([]);
    }
  });
});
