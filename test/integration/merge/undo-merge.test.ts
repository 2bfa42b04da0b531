import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { hashBytes } from '../../../src/engine/files/hash';
import { abortMerge } from '../../../src/engine/merge/abort-merge';
import { completeMerge } from '../../../src/engine/merge/complete-merge';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { reopenPath } from '../../../src/engine/merge/reopen-path';
import { resolveText } from '../../../src/engine/merge/resolve-text';
import { resolveWhole } from '../../../src/engine/merge/resolve-whole';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { divergedRepository } from '../../support/diverged';
import { failureOf, safeProject, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const a = 'a.yaml' as ProjectPath;

/** All that git knows, and all that lies in the working tree. */
const snapshot = async (repo: TestRepository): Promise<string[]> => [
  await repo.git('rev-parse', 'HEAD'),
  await repo.git('symbolic-ref', 'HEAD'),
  await repo.git('for-each-ref', '--exclude=refs/selvedge/').catch(() => repo.git('for-each-ref', 'refs/heads')),
  await repo.git('ls-files', '--stage'),
  ...(await repo.status()),
  await repo.read('a.yaml').catch(() => 'absent'),
  await repo.read('b.yaml').catch(() => 'absent'),
  String(await repo.exists('.git/MERGE_HEAD')),
];

describe('a merge through the safety core', () => {
  it('can be undone and redone deed by deed', async () => {
    const repo = await divergedRepository({ theirs: { 'a.yaml': 'a: theirs\n', 'b.yaml': 'b: theirs\n' } });
    const project = await safeProject(repo.root);
    const states = [await snapshot(repo)];
    valueOf(await startMerge(project, 'topic', context));
    states.push(await snapshot(repo));
    const worktree = hashBytes(await repo.bytes('a.yaml'));
    valueOf(await resolveText(project, { path: a, text: 'a: both\n', worktree, allowMarkers: false }, context));
    states.push(await snapshot(repo));
    valueOf(await reopenPath(project, a, context));
    valueOf(
      await resolveWhole(
        project,
        { path: a, choice: 'theirs', worktree: hashBytes(await repo.bytes('a.yaml')) },
        context,
      ),
    );
    states.push(await snapshot(repo));
    expect(valueOf(await completeMerge(project, { message: 'merged' }, context)).finished).toBe(true);
    const done = await snapshot(repo);
    expect(await repo.git('log', '-1', '--format=%s')).toBe('merged');

    valueOf(await project.operations.undo(null, context));
    expect(await snapshot(repo)).toEqual(states[3]);
    expect(valueOf(await readMergeState(project))).toMatchObject({ progress: 'merge', resolved: ['a.yaml'] });
    valueOf(await project.operations.undo(null, context));
    valueOf(await project.operations.undo(null, context));
    expect(await snapshot(repo)).toEqual(states[2]);
    valueOf(await project.operations.undo(null, context));
    expect(await snapshot(repo)).toEqual(states[1]);
    valueOf(await project.operations.undo(null, context));
    expect(await snapshot(repo)).toEqual(states[0]);
    for (let step = 0; step < 5; step += 1) valueOf(await project.operations.redo(context));
    expect(await snapshot(repo)).toEqual(done);
    expect(await repo.git('fsck', '--no-dangling')).toBe('');
  });

  it('an abort can be undone, with what was resolved and edited', async () => {
    const repo = await divergedRepository();
    const project = await safeProject(repo.root);
    valueOf(await startMerge(project, 'topic', context));
    await repo.write({ 'a.yaml': 'a: half resolved\n', 'b.yaml': 'b: edited beside\n' });
    const before = await snapshot(repo);
    valueOf(await abortMerge(project, context));
    expect(await repo.read('a.yaml')).toBe('a: ours\n');
    valueOf(await project.operations.undo(null, context));
    expect(await snapshot(repo)).toEqual(before);
  });

  it('refuses to overwrite, and nothing is recorded as done', async () => {
    const repo = await divergedRepository();
    const project = await safeProject(repo.root);
    await repo.write({ 'a.yaml': 'a: mine\n' });
    const before = await snapshot(repo);
    expect(failureOf(await startMerge(project, 'topic', context))).toMatchObject({ code: 'would-overwrite' });
    expect(await snapshot(repo)).toEqual(before);
  });

  it('a rebase step, and an aborted rebase, can be undone', async () => {
    const repo = await divergedRepository();
    await repo.git('checkout', '--quiet', 'topic');
    await repo.commit('second', { 'b.yaml': 'b: topic\n' });
    const tip = await repo.git('rev-parse', 'topic');
    await repo.tryGit('rebase', 'main');
    const project = await safeProject(repo.root);
    const worktree = hashBytes(await repo.bytes('a.yaml'));
    valueOf(await resolveText(project, { path: a, text: 'a: both\n', worktree, allowMarkers: false }, context));
    expect(valueOf(await completeMerge(project, { message: '' }, context)).finished).toBe(true);
    expect(await repo.git('rev-parse', 'topic')).not.toBe(tip);
    valueOf(await project.operations.undo(null, context));
    expect(valueOf(await readMergeState(project))).toMatchObject({
      progress: 'rebase',
      step: { current: 1, total: 2 },
    });
    valueOf(await abortMerge(project, context));
    expect(await repo.git('rev-parse', 'topic')).toBe(tip);
    expect(await repo.git('symbolic-ref', 'HEAD')).toBe('refs/heads/topic');
    valueOf(await project.operations.undo(null, context));
    expect(valueOf(await readMergeState(project)).progress).toBe('rebase');
    expect(valueOf(await completeMerge(project, { message: '' }, context)).finished).toBe(true);
    expect(await repo.git('log', '--format=%s', 'main..topic')).toBe('second\ntheirs');
  });
});
