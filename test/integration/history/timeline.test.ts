import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../src/contract/history';
import { ok } from '../../../src/contract/call';
import { quietContext } from '../../../src/engine/call-context';
import type { Git } from '../../../src/engine/git/git';
import { readTimeline } from '../../../src/engine/history/read-timeline';
import type { TestRepository } from '../../support/repository';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';
import { buildDemo } from '../demo/build-demo';
import type { OpenedHistory } from './opened-history';
import { openHistory, path, value } from './opened-history';

afterAll(removeAllFolders);

const line = (entry: TimelineEntry): string => `${entry.kind} ${entry.title}`;
const write = (file: string, text: string) =>
  ({
    kind: 'write-file',
    title: `Write ${file}`,
    files: [{ path: path(file), to: { kind: 'file', bytes: Buffer.from(text) }, expected: 'anything' }],
  }) as const;

describe('one stream', () => {
  let repo: TestRepository;
  let history: OpenedHistory;
  beforeEach(async () => {
    repo = await createRepository();
    // Commits at 08:01, 08:02, 08:03.
    for (const name of ['one', 'two', 'three']) await repo.commit(name, { [`${name}.yaml`]: `${name}: 1\n` });
    history = await openHistory(repo);
    history.at('2026-01-05T08:02:30Z');
    value(await history.run(write('one.yaml', 'one: 2\n'), quietContext()));
    history.at('2026-01-05T09:00:00Z');
    value(await history.run(write('new.yaml', 'new: 1\n'), quietContext()));
  });

  test('commits, backups and operations by time, newest first', async () => {
    const { entries, next, total } = await history.page();
    expect(entries.map(line)).toMatchInlineSnapshot(`
      [
        "operation Write new.yaml",
        "backup Before: Write new.yaml",
        "commit three",
        "operation Write one.yaml",
        "backup Before: Write one.yaml",
        "commit two",
        "commit one",
      ]
    `);
    expect(next).toBeNull();
    expect(total).toBe(entries.length);
  });

  test('pages hold it all once, also when something happens in between', async () => {
    const whole = (await history.page()).entries.map((entry) => entry.id);
    for (const limit of [1, 2, 3, 5]) {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof history.page>> = await history.page({ limit, cursor });
        ids.push(...page.entries.map((entry) => entry.id));
        cursor = page.next;
        history.at(`2026-01-05T1${limit}:00:00Z`);
        if (ids.length < 4) {
          await repo.commit(`later ${limit} ${ids.length}`, { 'later.yaml': `${limit} ${ids.length}\n` });
          value(await history.run(write('more.yaml', `more: ${limit} ${ids.length}\n`), quietContext()));
        }
      } while (cursor !== null);
      const known = ids.filter((id) => whole.includes(id));
      expect(known).toEqual(whole);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('one kind only, words, one file', async () => {
    expect((await history.page({ kinds: ['operation'] })).entries.map(line)).toEqual([
      'operation Write new.yaml',
      'operation Write one.yaml',
    ]);
    expect((await history.page({ kinds: ['backup', 'commit'], text: 'ONE' })).entries.map(line)).toEqual([
      'backup Before: Write one.yaml',
      'commit one',
    ]);
    expect((await history.page({ path: path('one.yaml') })).entries.map(line)).toEqual([
      'operation Write one.yaml',
      'backup Before: Write one.yaml',
      'commit one',
    ]);
  });

  test('a commit carries what a row needs', async () => {
    await repo.git('tag', 'v1');
    const [entry] = (await history.page({ kinds: ['commit'], limit: 1 })).entries;
    expect(entry).toMatchObject({
      kind: 'commit',
      at: '2026-01-05T08:03:00.000Z',
      author: { name: 'Iris Weaver', email: 'iris@example.org' },
      paths: ['three.yaml'],
      pathCount: 1,
      refs: ['main', 'tag: v1'],
      volatileOnly: false,
    });
  });

  test('a cursor that is not ours is refused', async () => {
    const request = { path: null, kinds: [], text: '', limit: 5, unfolded: false };
    for (const cursor of ['', 'x', Buffer.from('{"version":9}').toString('base64url')])
      expect(await readTimeline(history, { ...request, cursor })).toMatchObject({ failure: { code: 'bad-input' } });
  });
});

test('no commit yet: what was done is there all the same', async () => {
  const history = await openHistory(await createRepository());
  expect(await history.page()).toEqual({ entries: [], next: null, total: 0 });
  value(await history.run(write('a.yaml', 'a: 1\n'), quietContext()));
  expect((await history.page({ kinds: ['operation'] })).entries.map(line)).toEqual(['operation Write a.yaml']);
});

test('a file is followed through its renames', async () => {
  const repo = await createRepository();
  const body = Array.from({ length: 20 }, (_, index) => `key${index}: ${index}\n`).join('');
  await repo.commit('made', { 'old/name.yaml': body });
  await repo.commit('other', { 'other.yaml': 'x: 1\n' });
  await repo.commit('moved', { 'old/name.yaml': null, 'new/name.yaml': body });
  await repo.commit('changed', { 'new/name.yaml': `${body}more: 1\n` });
  const history = await openHistory(repo);
  const { entries } = await history.page({ path: path('new/name.yaml'), kinds: ['commit'] });
  expect(entries.map((entry) => `${entry.title}: ${entry.paths.join()}`)).toEqual([
    'changed: new/name.yaml',
    'moved: new/name.yaml',
    'made: old/name.yaml',
  ]);
});

describe('the demo fabric', () => {
  let repo: TestRepository;
  let history: OpenedHistory;
  beforeEach(async () => {
    repo = existingRepository((await buildDemo()).path);
    history = await openHistory(repo);
  });

  test('its storms are folded, its people are not', async () => {
    const { entries } = await history.page();
    const folds = entries.filter((entry) => entry.kind === 'fold');
    expect(folds.map((fold) => fold.title)).toEqual(['6 timestamp-only commits', '19 timestamp-only commits']);
    const unfolded = await history.page({ unfolded: true });
    expect(unfolded.entries.length).toBe(entries.length - 2 + 25);
    for (const entry of unfolded.entries)
      if (entry.kind === 'commit') expect(entry.volatileOnly).toBe(/by signal_handler$/.test(entry.title));
  });

  test('what was judged is remembered on disk, and damage to that memory costs only time', async () => {
    const before = await history.page();
    const file = join(history.dataFolder, 'timestamp-only-commits.v1.txt');
    const kept = await readFile(file, 'utf8');
    expect(kept.match(/ 1$/gm)).toHaveLength(25);
    await writeFile(file, `${kept.slice(0, 300)}\u0000\u0001garbage\n${'a'.repeat(41)} 1\n`);
    expect(await history.page()).toEqual(before);
  });
});

describe('a commit that was made here', () => {
  let repo: TestRepository;
  let history: OpenedHistory;
  const commit = async (title: string, options: readonly string[] = []): Promise<void> => {
    const act = async (git: Git) => {
      const made = await git.text(['commit', '--quiet', '--allow-empty', '-m', title, ...options]);
      return made.ok ? ok({}) : made;
    };
    value(
      await history.run({ kind: 'commit', title: `Commit “${title}”`, git: { protects: [], act } }, quietContext()),
    );
  };
  beforeEach(async () => {
    repo = await createRepository();
    await repo.commit('start', { 'a.yaml': 'a: 1\n' });
    history = await openHistory(repo);
    await commit('made here');
  });

  test('is one entry, and names its operation', async () => {
    const { operations } = value(await history.operations.list({ limit: 9, before: null }));
    const page = await history.page();
    expect(page.entries.map(line)).toEqual(['commit made here', 'commit start']);
    expect(page.entries[0]).toMatchObject({ madeBy: { operationId: operations[0]?.operationId, undoable: true } });
    expect(page.entries[1]).not.toHaveProperty('madeBy');
    const inPages = [(await history.page({ limit: 1 })).next].map((cursor) => history.page({ limit: 1, cursor }));
    expect((await Promise.all(inPages)).flatMap(({ entries }) => entries.map(line))).toEqual(['commit start']);
  });

  test('of operations alone it is one of them', async () => {
    expect((await history.page({ kinds: ['operation'] })).entries.map(line)).toEqual(['operation Commit “made here”']);
  });

  test('undone, or left on another branch, only its operation is left to tell of it', async () => {
    await repo.git('checkout', '-q', '-b', 'other', 'HEAD~1');
    expect((await history.page()).entries.map(line)).toEqual(['operation Commit “made here”', 'commit start']);
    await repo.git('checkout', '-q', 'main');
    value(await history.operations.undo(null, quietContext()));
    expect((await history.page()).entries.map(line)).toEqual([
      'operation Undo: Commit “made here”',
      'operation Commit “made here”',
      'commit start',
    ]);
  });

  test('an operation that did more than one commit stays', async () => {
    await commit('once more', ['--amend']);
    expect((await history.page()).entries.map(line)).toContain('operation Commit “once more”');
  });
});
