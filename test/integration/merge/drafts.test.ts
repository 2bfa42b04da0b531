import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { abortMerge } from '../../../src/engine/merge/abort-merge';
import { completeMerge } from '../../../src/engine/merge/complete-merge';
import { dropDraft, saveDraft } from '../../../src/engine/merge/drafts';
import { findConflict, openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { resolveText } from '../../../src/engine/merge/resolve-text';
import { hashBytes } from '../../../src/engine/files/hash';
import { conflictedRepository } from '../../support/diverged';
import { bareProject, valueOf } from '../../support/project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const a = 'a.yaml' as ProjectPath;

const started = async () => {
  const repo = await conflictedRepository();
  const project = await bareProject(repo.root);
  const conflict = valueOf(await findConflict(project.git, a));
  const drafts = (): Promise<string[]> => readdir(join(project.dataFolder, 'drafts')).catch(() => []);
  const draftNow = async () => valueOf(await openConflict(project, a)).draft;
  return { repo, project, conflict, drafts, draftNow };
};

describe('drafts', () => {
  it('are kept outside of the repository and come back with the conflict', async () => {
    const { repo, project, conflict, draftNow } = await started();
    const { savedAt } = await saveDraft(project, conflict, {
      text: 'a: half\n',
      choices: { r1: 'ours', r2: 'edited' },
    });
    expect(await draftNow()).toEqual({ text: 'a: half\n', choices: { r1: 'ours', r2: 'edited' }, savedAt });
    expect(valueOf(await readMergeState(project)).conflicts[0]?.hasDraft).toBe(true);
    expect(await repo.status()).toEqual(['UU a.yaml']);
    await dropDraft(project, conflict);
    expect(await draftNow()).toBeNull();
  });

  it('that are saved at once leave the newest', async () => {
    const { project, conflict, drafts, draftNow } = await started();
    const texts = Array.from({ length: 20 }, (_, at) => `a: ${at}\n`);
    await Promise.all(texts.map((text) => saveDraft(project, conflict, { text, choices: {} })));
    expect((await draftNow())?.text).toBe('a: 19\n');
    expect(await drafts()).toHaveLength(1);
  });

  it('survive an abort and the same merge again, but not another one of that path', async () => {
    const { repo, project, conflict, draftNow } = await started();
    await saveDraft(project, conflict, { text: 'a: half\n', choices: {} });
    valueOf(await abortMerge(project, context));
    await repo.tryGit('merge', 'topic');
    expect((await draftNow())?.text).toBe('a: half\n');
    valueOf(await abortMerge(project, context));
    await repo.commit('ours again', { 'a.yaml': 'a: different\n' });
    await repo.tryGit('merge', 'topic');
    expect(await draftNow()).toBeNull();
  });

  it('go when the merge is complete', async () => {
    const { repo, project, conflict, drafts } = await started();
    await saveDraft(project, conflict, { text: 'a: half\n', choices: {} });
    const worktree = hashBytes(await repo.bytes('a.yaml'));
    valueOf(await resolveText(project, { path: a, text: 'a: both\n', worktree, allowMarkers: false }, context));
    expect(await drafts()).toHaveLength(1);
    valueOf(await completeMerge(project, { message: '' }, context));
    expect(await drafts()).toEqual([]);
  });

  it('that are damaged are no failure; those that nobody came back to go', async () => {
    const { repo, project, conflict, drafts, draftNow } = await started();
    await saveDraft(project, conflict, { text: 'a: half\n', choices: {} });
    const [name = ''] = await drafts();
    await writeFile(join(project.dataFolder, 'drafts', name), '{"version":1,');
    expect(await draftNow()).toBeNull();
    const old = join(project.dataFolder, 'drafts', `${'0'.repeat(64)}.json`);
    await writeFile(old, '{}');
    await utimes(old, new Date('2020-01-01'), new Date('2020-01-01'));
    await repo.write({ 'a.yaml': 'a: both\n' });
    await repo.git('add', 'a.yaml');
    valueOf(await completeMerge(project, { message: '' }, context));
    expect(await drafts()).toEqual([]);
  });
});
