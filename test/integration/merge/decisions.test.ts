import { afterAll, describe, expect, test } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import type { ProjectPath } from '../../../src/contract/basics';
import type { ConflictValue } from '../../../src/contract/merge-values';
import { commitStaged } from '../../../src/engine/changes/commit-staged';
import { completeMerge } from '../../../src/engine/merge/complete-merge';
import { alikeConflicts, applyAlike } from '../../../src/engine/merge/decisions/alike-conflicts';
import { readConflictFiles } from '../../../src/engine/merge/decisions/conflict-files';
import {
  forgetDecisions,
  listDecisions,
  recallDecisions,
  rememberDecisions,
} from '../../../src/engine/merge/decisions/decision-memory';
import { driverDecisions } from '../../../src/engine/merge/decisions/driver-decisions';
import { saveDriverRecord } from '../../../src/engine/merge/decisions/driver-records';
import { readMergeLog } from '../../../src/engine/merge/decisions/merge-log';
import { exportDrafts, importDrafts } from '../../../src/engine/merge/decisions/portable-drafts';
import { saveDraft } from '../../../src/engine/merge/drafts';
import { outcomeOf } from '../../../src/engine/merge/threads/outcome-of';
import { conflictedRepository } from '../../support/diverged';
import { bareProject, failureOf, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const { signal } = context;
const a = 'a.yaml' as ProjectPath;

const app = (name: string, tag: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  tag: ${tag}\n`;
const files = (tag: string): Record<string, string> => ({
  'a.yaml': app('a', tag),
  'b.yaml': app('b', tag),
  'c.yaml': app('c', tag),
});
const conflicted = (): Promise<TestRepository> =>
  conflictedRepository({ base: files('v1'), ours: files('v2'), theirs: files('v3') });

type Owner = Awaited<ReturnType<typeof bareProject>>;

const questionOf = async (project: Owner, path: string): Promise<ConflictValue> => {
  const file = valueOf(await readConflictFiles(project, signal)).find(({ stages }) => stages.path === path);
  const [conflict] = file?.texts ? outcomeOf({ path, ...file.texts, answers: {} }).conflicts : [];
  if (conflict === undefined) throw new Error(`${path} asks nothing`);
  return conflict;
};

const draftOf = async (project: Owner, path: string) =>
  valueOf(await readConflictFiles(project, signal)).find(({ stages }) => stages.path === path)?.draft ?? null;

describe('an answer for all that are alike', () => {
  test('is previewed, then written into drafts; what somebody typed stays', async () => {
    const repo = await conflicted();
    const project = await bareProject(repo.root);
    const question = await questionOf(project, 'a.yaml');
    const input = { path: a, conflictId: question.id, choice: 'theirs' as const };
    const { alike, looked } = valueOf(await alikeConflicts(project, input, signal));
    expect(looked).toBe(3);
    expect(alike.map(({ path, after }) => [path, after])).toEqual([
      ['b.yaml', 'v3'],
      ['c.yaml', 'v3'],
    ]);
    const c = valueOf(await readConflictFiles(project, signal)).find(({ stages }) => stages.path === 'c.yaml');
    if (c === undefined) throw new Error('no conflict');
    await saveDraft(project, c.stages, { text: 'by hand\n', choices: {} });
    const wanted = alike.map(({ path, conflict }) => ({ path, conflictId: conflict.id }));
    const gone = { path: 'gone.yaml' as ProjectPath, conflictId: 'x' };
    const applied = valueOf(await applyAlike(project, { choice: 'theirs', conflicts: [...wanted, gone] }, signal));
    expect(applied).toEqual({
      applied: 1,
      skipped: [
        { path: 'gone.yaml', why: 'it is not in conflict any more' },
        { path: 'c.yaml', why: 'somebody edited its draft by hand' },
      ],
    });
    expect(await draftOf(project, 'b.yaml')).toMatchObject({ text: app('b', 'v3') });
    expect((await draftOf(project, 'c.yaml'))?.text).toBe('by hand\n');
    expect(project.requests).toEqual([]);
  });

  test('of a conflict that is gone: a failure', async () => {
    const project = await bareProject((await conflicted()).root);
    const input = { path: a, conflictId: 'nonsense', choice: 'ours' as const };
    expect(failureOf(await alikeConflicts(project, input, signal))).toMatchObject({ code: 'state-changed-since' });
  });
});

describe('memory', () => {
  test('suggests what was decided, in the other direction too; can be forgotten', async () => {
    const project = await bareProject((await conflicted()).root);
    const question = await questionOf(project, 'a.yaml');
    expect(await recallDecisions(project, [question])).toEqual([]);
    await rememberDecisions(project, a, [{ conflict: question, choice: 'theirs' }]);
    await rememberDecisions(project, a, [{ conflict: question, choice: 'theirs' }]);
    expect(await recallDecisions(project, [question])).toMatchObject([
      { conflictId: question.id, choice: 'theirs', decision: { times: 2, file: 'a.yaml' } },
    ]);
    const mirrored = { ...question, ours: question.theirs, theirs: question.ours };
    expect(await recallDecisions(project, [mirrored])).toMatchObject([{ choice: 'ours' }]);
    expect(await forgetDecisions(project, ['other'])).toBe(0);
    expect(await forgetDecisions(project, 'all')).toBe(1);
    expect(await listDecisions(project)).toEqual([]);
  });
});

describe('drafts on the move', () => {
  test('an export goes on in a clone that is in the same merge, and nowhere else', async () => {
    const one = await bareProject((await conflicted()).root);
    const state = valueOf(await readConflictFiles(one, signal)).find(({ stages }) => stages.path === 'a.yaml');
    if (state === undefined) throw new Error('no conflict');
    const question = await questionOf(one, 'a.yaml');
    await saveDraft(one, state.stages, { text: app('a', 'v3'), choices: {}, answers: { [question.id]: 'theirs' } });
    const { text, drafts } = valueOf(await exportDrafts(one, signal));
    expect(drafts).toBe(1);

    const other = await bareProject((await conflicted()).root);
    expect(valueOf(await importDrafts(other, { text, replace: false }, signal))).toEqual({ imported: 1, skipped: [] });
    expect(await draftOf(other, 'a.yaml')).toMatchObject({
      text: app('a', 'v3'),
      answers: { [question.id]: 'theirs' },
    });
    expect(valueOf(await importDrafts(other, { text, replace: false }, signal)).skipped).toEqual([
      { path: 'a.yaml', why: 'there is a draft of it already' },
    ]);
    const third = await bareProject(
      (await conflictedRepository({ base: files('v1'), ours: files('v2'), theirs: files('v9') })).root,
    );
    expect(valueOf(await importDrafts(third, { text, replace: true }, signal))).toEqual({
      imported: 0,
      skipped: [{ path: 'a.yaml', why: 'other versions of it meet here' }],
    });
    for (const wrong of ['', '{}', '[]', '{"kind":"selvedge-drafts","version":2,"drafts":[]}'])
      expect(failureOf(await importDrafts(other, { text: wrong, replace: true }, signal)).code).toBe('bad-input');
  });
});

describe('completing', () => {
  const answered = async (): Promise<{ repo: TestRepository; project: Owner }> => {
    const repo = await conflicted();
    const project = await bareProject(repo.root);
    const state = valueOf(await readConflictFiles(project, signal)).find(({ stages }) => stages.path === 'a.yaml');
    if (state === undefined) throw new Error('no conflict');
    const question = await questionOf(project, 'a.yaml');
    await saveDraft(project, state.stages, { text: app('a', 'v3'), choices: {}, answers: { [question.id]: 'theirs' } });
    await repo.write(files('v3'));
    await repo.git('add', '--all');
    return { repo, project };
  };

  test('the log goes behind the message when it is wanted, and the answers are remembered', async () => {
    const { repo, project } = await answered();
    expect(valueOf(await readMergeLog(project, signal)).entries).toMatchObject([
      { path: 'a.yaml', at: ['spec', 'tag'], did: 'took theirs', value: 'v3', by: 'person' },
    ]);
    valueOf(await completeMerge(project, { message: '', log: 'trailers' }, context));
    expect(await repo.git('log', '-1', '--format=%(trailers:key=Merge-Decision,valueonly)')).toMatch(
      /^a\.yaml: .*spec\.tag — took theirs: v3$/m,
    );
    expect(await repo.git('log', '-1', '--format=%s')).toBe("Merge branch 'topic'");
    expect(await listDecisions(project)).toMatchObject([{ path: ['spec', 'tag'] }]);
  });

  test('a file that is broken by the merge is refused, by whichever way it came; a reason goes on and is kept', async () => {
    const { repo, project } = await answered();
    await repo.write({ 'b.yaml': `${app('b', 'v3')}spec:\n  tag: v4\n`, 'c.yaml': 'x\n<<<<<<< ours\n' });
    await repo.git('add', '--all');
    const refused = failureOf(await completeMerge(project, { message: 'm' }, context));
    expect(refused).toMatchObject({ code: 'merge-unproven', more: 0 });
    expect(refused.code === 'merge-unproven' && refused.problems.map(({ path, line }) => [path, line])).toEqual(
      expect.arrayContaining([
        ['b.yaml', 7],
        ['c.yaml', 2],
      ]),
    );
    const head = await repo.git('rev-parse', 'HEAD');
    expect(failureOf(await commitStaged(project, { message: 'm', expectedHead: head }, context)).code).toBe(
      'merge-unproven',
    );
    expect(project.requests).toEqual([]);
    valueOf(await completeMerge(project, { message: 'm', override: { reason: 'fixed in the next commit' } }, context));
    expect(project.requests.at(-1)?.title).toBe(
      'Commit “m”, although its check found something: fixed in the next commit',
    );
    expect(await repo.git('log', '-1', '--format=%s')).toBe('m');
  });

  test('a rebase is checked at each of its steps', async () => {
    const repo = await conflictedRepository({ base: files('v1'), ours: files('v2'), theirs: files('v3') });
    await repo.git('merge', '--abort');
    await repo.tryGit('rebase', 'topic');
    await repo.write({ ...files('v4'), 'a.yaml': `${app('a', 'v4')}spec: {}\n` });
    await repo.git('add', '--all');
    const project = await bareProject(repo.root);
    expect(failureOf(await completeMerge(project, { message: '' }, context)).code).toBe('merge-unproven');
  });
});

describe('what the driver decided', () => {
  test('is current while its merge is under way, and when it is HEAD', async () => {
    const repo = await conflicted();
    const project = await bareProject(repo.root);
    const head = await repo.git('rev-parse', 'HEAD');
    const record = {
      ...{ path: 'a.yaml', head, tier: 'auto' as const, source: 'structure' as const },
      ...{ conflicts: [], decisions: [], notices: [], fallbacks: [], failedChecks: [] },
      labels: { base: 'base', ours: 'ours', theirs: 'theirs' },
    };
    await saveDriverRecord(project.dataFolder, record);
    await saveDriverRecord(project.dataFolder, { ...record, path: 'old.yaml', head: '0'.repeat(40) });
    const current = async (): Promise<string[]> =>
      valueOf(await driverDecisions(project, signal))
        .records.filter((one) => one.current)
        .map(({ path }) => path);
    expect(await current()).toEqual(['a.yaml']);
    await repo.write(files('v3'));
    await repo.git('add', '--all');
    await repo.git('commit', '--no-edit');
    expect(await current()).toEqual(['a.yaml']);
    await repo.commit('after', { 'z.yaml': 'z: 1\n' });
    expect(await current()).toEqual([]);
  });
});
