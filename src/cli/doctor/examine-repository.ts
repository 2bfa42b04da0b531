import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectPath } from '../../contract/basics';
import type { Head } from '../../contract/changes';
import { expectThat, type Examination } from './examination';

/** The scratch repository of one examination. */
export interface Scratch {
  readonly projectId: string;
  readonly root: string;
}

const path = (text: string): ProjectPath => text as ProjectPath;
const bytesAt = async ({ root }: Scratch, name: string): Promise<string | null> =>
  readFile(join(root, name), 'latin1').catch(() => null);

const commitOf = (head: Head): string | null => (head.kind === 'unborn' ? null : head.commit);

/** Operations: write, undo, redo, refuse, commit, back up. */
export async function examineOperations(examination: Examination, scratch: Scratch): Promise<void> {
  const { projectId } = scratch;
  const own = path('doctor/note.yaml');
  const first = 'note: first\n';
  await examination.check('a file is written as an operation and read back', async () => {
    const { operationId } = await examination.value('changes.write-file', {
      projectId,
      path: own,
      text: first,
      expected: null,
    });
    expectThat((await bytesAt(scratch, own)) === first, 'the file does not hold what was written');
    return [operationId, null];
  });
  await examination.check('undo and redo restore the bytes', async () => {
    await examination.value('operations.undo', { projectId, operationId: null });
    expectThat((await bytesAt(scratch, own)) === null, 'undo did not take the file away');
    await examination.value('operations.redo', { projectId });
    expectThat((await bytesAt(scratch, own)) === first, 'redo did not bring the file back');
    return ['there and back', null];
  });
  await examination.check('a write over something unseen is refused and changes nothing', async () => {
    const answer = await examination.ask('changes.write-file', {
      projectId,
      path: own,
      text: 'note: second\n',
      expected: null,
    });
    expectThat(!answer.ok && answer.failure.code === 'file-changed-since', 'it was not refused');
    expectThat((await bytesAt(scratch, own)) === first, 'the file changed although it was refused');
    return ['file-changed-since', null];
  });
  await examination.check('staging and committing', async () => {
    const before = await examination.value('changes.status', { projectId });
    await examination.value('changes.stage', { projectId, paths: [own] });
    const expectedHead = commitOf(before.head);
    await examination.value('changes.commit', { projectId, message: 'doctor: a note', expectedHead });
    const after = await examination.value('changes.status', { projectId });
    const head = commitOf(after.head);
    expectThat(head !== expectedHead, 'HEAD did not move');
    return [head ?? '', null];
  });
  await examination.check('backups can be read and are whole', async () => {
    const { damaged, blobs } = await examination.value('vault.verify', { projectId, backupId: null });
    expectThat(damaged.length === 0, `${damaged.length} are damaged`);
    return [`${blobs} contents checked`, null];
  });
  // Where the commit failed the note is left, and what comes next needs a clean working tree.
  await examination.ask('changes.unstage', { projectId, paths: [own] });
  await examination.ask('changes.discard', { projectId, paths: [own] });
}

/** Conflicts and rollback: a merge that cannot go by itself, and back as it was. */
export async function examineMerging(examination: Examination, scratch: Scratch, branch: string): Promise<void> {
  const { projectId } = scratch;
  await examination.check('a merge with conflicts is told, and taken back exactly', async () => {
    const before = await examination.value('changes.status', { projectId });
    const { conflicts } = await examination.value('merge.start', { projectId, revision: branch });
    expectThat(conflicts > 0, 'there should have been conflicts');
    const state = await examination.value('merge.state', { projectId });
    const [file] = state.conflicts;
    expectThat(file !== undefined, 'no conflict is listed');
    await examination.value('merge.open-file', { projectId, path: file.path });
    await examination.value('merge.abort', { projectId });
    const after = await examination.value('changes.status', { projectId });
    expectThat(
      JSON.stringify([before.head, before.entries]) === JSON.stringify([after.head, after.entries]),
      'the repository is not what it was',
    );
    return [`${conflicts} conflicts`, null];
  });
}

/** The fabric: model and rules in the worker, a plan done and taken back, history in words. */
export async function examineFabric(examination: Examination, scratch: Scratch): Promise<void> {
  const { projectId } = scratch;
  const root = await examination.check('the fabric is read and judged in a worker', async () => {
    const { fabrics } = await examination.value('fabric.overview', { projectId });
    const [fabric] = fabrics;
    expectThat(fabric !== undefined, 'no fabric directory was found');
    const { total } = await examination.value('problems.list', { projectId });
    return [`${fabric.files} files, ${total} problems`, fabric.root];
  });
  await examination.check('a rename with everything that names it is done and taken back', async () => {
    expectThat(root !== null, 'there is no fabric to try it on');
    const { rows } = await examination.value('fabric.resources', {
      projectId,
      fabric: root,
      kinds: ['VPC'],
      states: ['live'],
    });
    const [vpc] = rows;
    expectThat(typeof vpc?.name === 'string', 'there is no VPC');
    const before = await bytesAt(scratch, vpc.path);
    const request = { kind: 'rename', resource: { kind: 'VPC', name: vpc.name }, to: 'doctor-vpc' } as const;
    const { digest, files } = await examination.value('fabric.plan', { projectId, fabric: root, request });
    await examination.value('fabric.apply', { projectId, fabric: root, request, digest });
    const renamed = await examination.value('fabric.resources', {
      projectId,
      fabric: root,
      kinds: ['VPC'],
      text: 'doctor-vpc',
    });
    expectThat(renamed.total === 1, 'the renamed VPC is not found');
    await examination.value('operations.undo', { projectId, operationId: null });
    expectThat((await bytesAt(scratch, vpc.path)) === before, 'undo did not restore the bytes');
    return [`${files.length} files`, null];
  });
  await examination.check('history is told in words', async () => {
    const { entries } = await examination.value('history.timeline', { projectId, kinds: ['commit'] });
    const told = entries.filter((entry) => entry.kind === 'commit' && entry.meaning !== undefined);
    expectThat(told.length > 0, 'no commit is told in words');
    return [`${told.length} commits`, null];
  });
}

/** How many operations were asked for at the same time. */
const atOnce = 8;

/** Several operations at a time: one after the other, none lost. Answers how many came through. */
export async function examineConcurrency(examination: Examination, scratch: Scratch): Promise<number> {
  const { projectId } = scratch;
  let came = 0;
  await examination.check(`${atOnce} operations at the same time`, async () => {
    const names = Array.from({ length: atOnce }, (_, index) => path(`doctor/at-once-${index}.yaml`));
    const answers = await Promise.all(
      names.map((name) =>
        examination.ask('changes.write-file', { projectId, path: name, text: `name: ${name}\n`, expected: null }),
      ),
    );
    came = answers.filter(({ ok }) => ok).length;
    const written = await Promise.all(names.map((name) => bytesAt(scratch, name)));
    const lost = written.filter((text, index) => text !== `name: ${names[index] ?? ''}\n`).length;
    expectThat(came === atOnce && lost === 0, `${came} of ${atOnce} were answered, ${lost} files are wrong`);
    return [`${came} done`, null];
  });
  return came;
}
