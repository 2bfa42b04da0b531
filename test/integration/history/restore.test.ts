import { chmod, lstat, mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import type { VersionSource } from '../../../src/contract/history';
import { quietContext } from '../../../src/engine/call-context';
import { compareInHistory } from '../../../src/engine/history/compare-versions';
import { readEntryPaths } from '../../../src/engine/history/entry-paths';
import { previewRestore, restorePaths } from '../../../src/engine/history/restore';
import type { TestRepository } from '../../support/repository';
import { createRepository, executable, symlinkTo } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';
import type { OpenedHistory } from './opened-history';
import { openHistory, path, value } from './opened-history';

afterAll(removeAllFolders);

let repo: TestRepository;
let history: OpenedHistory;
let first: string;
let second: string;
const at = (commit: string): VersionSource => ({ kind: 'commit', commit });
const now: VersionSource = { kind: 'now' };
const restore = (source: VersionSource, ...paths: string[]) =>
  restorePaths(history, { source, paths: paths as ProjectPath[] }, quietContext());

beforeEach(async () => {
  repo = await createRepository();
  first = await repo.commit('first', {
    'a.yaml': 'a: 1\n',
    'gone.yaml': 'gone: 1\n',
    'run.sh': executable('#!/bin/sh\n'),
    link: symlinkTo('a.yaml'),
    'bytes.bin': Buffer.from([0, 255, 10, 13]),
    'deep/er/b.yaml': 'b: 1\r\nc: 2',
  });
  second = await repo.commit('second', {
    'a.yaml': 'a: 2\n',
    'gone.yaml': null,
    'run.sh': null,
    link: symlinkTo('run.sh'),
    'bytes.bin': Buffer.from([0, 1]),
    'deep/er/b.yaml': null,
    'born.yaml': 'born: 1\n',
  });
  second = await repo.commit('third', { 'run.sh': '#!/bin/sh\n' });
  await repo.git('reset', '--quiet', '--soft', first);
  second = await repo.commit('second');
  history = await openHistory(repo);
});

describe('restore', () => {
  test('files, deletions, modes, links, bytes: exactly what the commit has', async () => {
    const all = ['a.yaml', 'gone.yaml', 'run.sh', 'link', 'bytes.bin', 'deep/er/b.yaml', 'born.yaml'];
    const preview = value(await previewRestore(history, { source: at(first), paths: all.map(path) }, quietContext()));
    expect(preview.map((one) => `${one.effect} ${one.path} ${one.sizeBytes}`)).toEqual([
      'replace a.yaml 5',
      'create gone.yaml 8',
      'replace run.sh 10',
      'replace link 6',
      'replace bytes.bin 4',
      'create deep/er/b.yaml 10',
      'delete born.yaml 0',
    ]);
    expect(await repo.status()).toEqual([]);

    const receipt = value(await restore(at(first), ...all));
    expect(receipt).toMatchObject({ title: `Restore 7 files from commit ${first.slice(0, 8)}`, undoable: true });
    await repo.git('add', '--intent-to-add', '--all');
    expect(await repo.git('diff', '--stat', first, '--', '.')).toBe('');
    await repo.git('reset', '--quiet');
    expect(await repo.bytes('deep/er/b.yaml')).toEqual(Buffer.from('b: 1\r\nc: 2'));
    expect(await readlink(repo.path('link'))).toBe('a.yaml');
    expect((await lstat(repo.path('run.sh'))).mode & 0o111).toBe(0o111);

    value(await history.operations.undo(receipt.operationId, quietContext()));
    expect(await repo.git('diff', '--stat', second, '--', '.')).toBe('');
    expect(await repo.status()).toEqual([]);
  });

  test('edits that nobody committed are in the backup, and come back from it', async () => {
    await repo.write({ 'a.yaml': 'a: unsaved\n' });
    const receipt = value(await restore(at(first), 'a.yaml'));
    expect(await repo.read('a.yaml')).toBe('a: 1\n');
    const { backups } = value(await history.operations.vault.list(path('a.yaml')));
    const backup: VersionSource = { kind: 'backup', backupId: backups[0]?.backupId ?? '' };
    value(await restore(backup, 'a.yaml'));
    expect(await repo.read('a.yaml')).toBe('a: unsaved\n');
    value(await restore({ kind: 'operation', operationId: receipt.operationId, side: 'post' }, 'a.yaml'));
    expect(await repo.read('a.yaml')).toBe('a: 1\n');
    value(await restore({ kind: 'operation', operationId: receipt.operationId, side: 'pre' }, 'a.yaml'));
    expect(await repo.read('a.yaml')).toBe('a: unsaved\n');
  });

  test('an edit between look and deed is not overwritten', async () => {
    const sources: typeof history = {
      ...history,
      run: async (request, context) => {
        await repo.write({ 'a.yaml': 'a: somebody\n' });
        return history.run(request, context);
      },
    };
    const result = await restorePaths(sources, { source: at(first), paths: [path('a.yaml')] }, quietContext());
    expect(result).toMatchObject({ ok: false, failure: { code: 'file-changed-since', paths: ['a.yaml'] } });
    expect(await repo.read('a.yaml')).toBe('a: somebody\n');
  });

  test('a write right behind it is noticed when reading back', async () => {
    const sources: typeof history = {
      ...history,
      run: async (request, context) => {
        const result = await history.run(request, context);
        await repo.write({ 'a.yaml': 'a: somebody\n' });
        return result;
      },
    };
    const result = await restorePaths(sources, { source: at(first), paths: [path('a.yaml')] }, quietContext());
    expect(result).toMatchObject({ ok: false, failure: { code: 'file-changed-since', path: 'a.yaml' } });
  });

  test('all or nothing: one path that cannot be written keeps the others as they are', async () => {
    await rm(repo.path('gone.yaml'), { force: true });
    await mkdir(repo.path('gone.yaml'));
    await writeFile(repo.path('gone.yaml/inside.txt'), 'mine');
    const result = await restore(at(first), 'a.yaml', 'gone.yaml');
    expect(result).toMatchObject({ ok: false, failure: { code: 'unsupported-path', path: 'gone.yaml' } });
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
    expect(await repo.read('gone.yaml/inside.txt')).toBe('mine');
  });

  test('a file that was renamed since is found under its former name', async () => {
    const body = Array.from({ length: 20 }, (_, index) => `key${index}: ${index}\n`).join('');
    const made = await repo.commit('made', { 'old.yaml': body });
    await repo.commit('moved', { 'old.yaml': null, 'middle.yaml': `${body}more: 1\n` });
    await repo.commit('moved again', { 'middle.yaml': null, 'new.yaml': `${body}more: 2\n` });
    value(await restore(at(made), 'new.yaml'));
    expect(await repo.read('new.yaml')).toBe(body);
    expect(await repo.exists('old.yaml')).toBe(false);
    await repo.git('branch', 'feature/long-name', made);
    const again = value(await restore(at(made), 'new.yaml'));
    expect(again).toMatchObject({ title: 'new.yaml is already like this', undoable: false, changedPaths: [] });
    await repo.write({ 'new.yaml': 'other\n' });
    const named = value(await restore(at('feature/long-name'), 'new.yaml'));
    expect(named.title).toBe('Restore new.yaml from commit feature/long-name');
  });

  test('line ends are those of the working tree', async () => {
    const commit = await repo.commit('attributes', {
      '.gitattributes': '*.txt text eol=crlf\n',
      'note.txt': 'one\r\ntwo\r\n',
    });
    await repo.write({ 'note.txt': 'changed\r\n' });
    value(await restore(at(commit), 'note.txt'));
    expect(await repo.bytes('note.txt')).toEqual(Buffer.from('one\r\ntwo\r\n'));
    expect(await repo.status()).toEqual([]);
  });

  test('line ends as git itself writes them, whatever the attributes and settings say', async () => {
    const contents: Record<string, Buffer> = {
      lf: Buffer.from('one\ntwo\n'),
      crlf: Buffer.from('one\r\ntwo\r\n'),
      mixed: Buffer.from('one\r\ntwo\n'),
      lonecr: Buffer.from('one\rtwo\nthree'),
      nul: Buffer.from('one\n\0two\n'),
      control: Buffer.from('one\n\x01\x02two\n'),
      none: Buffer.from('one'),
      dosend: Buffer.from('one\n\x1a'),
    };
    const words = [
      'text',
      '-text',
      'text=auto',
      'text eol=crlf',
      'text eol=lf',
      'text=auto eol=crlf',
      'eol=crlf',
      '-crlf',
      'crlf',
      'crlf=input',
      'eol=lf',
      'binary',
    ];
    const names = [...words.map((_, index) => `w${index}`), 'plain'];
    const files = names.flatMap((name) => Object.keys(contents).map((content) => `${name}.${content}`));
    // Stored as they are, whatever the attributes say: the index is written directly.
    for (const [content, bytes] of Object.entries(contents)) {
      const objectId = await repo.gitWithInput(bytes, 'hash-object', '-w', '--stdin', '--no-filters');
      const lines = names.map((name) => `100644 ${objectId} 0\t${name}.${content}\n`).join('');
      await repo.gitWithInput(lines, 'update-index', '--add', '--index-info');
    }
    await repo.write({ '.gitattributes': words.map((word, index) => `w${index}.* ${word}\n`).join('') });
    await repo.git('commit', '--quiet', '-m', 'line ends');
    for (const [autocrlf, eol] of [
      ['false', 'lf'],
      ['true', 'native'],
      ['input', 'lf'],
      ['false', 'crlf'],
    ] as const) {
      await repo.git('config', 'core.autocrlf', autocrlf);
      await repo.git('config', 'core.eol', eol);
      for (const file of files) await rm(repo.path(file), { force: true });
      await repo.git('checkout-index', '--force', '--all');
      const wanted = await Promise.all(files.map((file) => repo.bytes(file)));
      for (const file of files) await rm(repo.path(file));
      value(await restore(at('HEAD'), ...files));
      const got = await Promise.all(files.map((file) => repo.bytes(file)));
      expect(
        files.filter((_, index) => !wanted[index]!.equals(got[index]!)),
        `${autocrlf} ${eol}`,
      ).toEqual([]);
    }
  });

  test.each<[string, VersionSource, string, string]>([
    ['an unknown commit', at('f'.repeat(40)), 'a.yaml', 'unknown-revision'],
    ['an option in the place of a commit', at('--output=pwned'), 'a.yaml', 'unknown-revision'],
    ['an unknown backup', { kind: 'backup', backupId: 'b-none' }, 'a.yaml', 'backup-missing'],
    ['an unknown operation', { kind: 'operation', operationId: 'o-none', side: 'pre' }, 'a.yaml', 'operation-missing'],
    ['now', now, 'a.yaml', 'bad-input'],
    ['a way out', at('HEAD'), '../outside.yaml', 'path-outside-project'],
    ['git’s own folder', at('HEAD'), '.git/config', 'path-outside-project'],
    ['a folder', at('HEAD~1'), 'deep', 'unsupported-path'],
  ])('%s is a failure with a sentence', async (_name, source, file, code) => {
    const result = await restore(source, file);
    expect(result).toMatchObject({ ok: false, failure: { code } });
    expect(await repo.status()).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written', async () => {
    await chmod(repo.root, 0o500);
    expect(await restore(at(first), 'a.yaml')).toMatchObject({ ok: false });
    await chmod(repo.root, 0o700);
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
  });
});

describe('compare', () => {
  test('any two moments, with what they are called', async () => {
    await repo.write({ 'a.yaml': 'a: 3\n' });
    const versions = value(await compareInHistory(history, { path: path('a.yaml'), from: at(first), to: now }));
    expect(versions).toMatchObject({
      before: { kind: 'text', text: 'a: 1\n' },
      after: { kind: 'text', text: 'a: 3\n' },
      beforeLabel: `Commit ${first.slice(0, 8)}`,
      afterLabel: 'Now',
    });
    const kinds = async (file: string): Promise<string> => {
      const { before, after } = value(
        await compareInHistory(history, { path: path(file), from: at(first), to: at(second) }),
      );
      return `${before.kind} → ${after.kind}`;
    };
    expect(await kinds('gone.yaml')).toBe('text → absent');
    expect(await kinds('born.yaml')).toBe('absent → text');
    expect(await kinds('link')).toBe('symlink → symlink');
    expect(await kinds('bytes.bin')).toBe('binary → binary');
  });

  test('before and after an operation, and its backup', async () => {
    await repo.write({ 'a.yaml': 'a: unsaved\n' });
    history.at('2026-01-05T09:30:00Z');
    const { operationId } = value(await restore(at(first), 'a.yaml'));
    const versions = value(
      await compareInHistory(history, {
        path: path('a.yaml'),
        from: { kind: 'operation', operationId, side: 'pre' },
        to: { kind: 'operation', operationId, side: 'post' },
      }),
    );
    expect(versions).toMatchObject({
      before: { text: 'a: unsaved\n' },
      after: { text: 'a: 1\n' },
      beforeLabel: `Before: Restore a.yaml from commit ${first.slice(0, 8)}`,
    });
    const { backups } = value(await history.operations.vault.list(null));
    const backup: VersionSource = { kind: 'backup', backupId: backups[0]?.backupId ?? '' };
    expect(value(await compareInHistory(history, { path: path('a.yaml'), from: backup, to: now }))).toMatchObject({
      before: { text: 'a: unsaved\n' },
      beforeLabel: 'Backup of 2026-01-05 09:30 UTC',
    });
  });

  test('a rename between two commits shows the content, not a birth', async () => {
    const body = Array.from({ length: 20 }, (_, index) => `key${index}: ${index}\n`).join('');
    const made = await repo.commit('made', { 'old.yaml': body });
    const moved = await repo.commit('moved', { 'old.yaml': null, 'new.yaml': `${body}more: 1\n` });
    const forwards = { path: path('new.yaml'), from: at(made), to: at(moved) };
    expect(value(await compareInHistory(history, forwards)).before).toMatchObject({ text: body });
  });
});

test('the paths of an entry, all of them', async () => {
  const of = async (source: VersionSource): Promise<string[]> =>
    value(await readEntryPaths(history, source)).map(
      (one) => `${one.change} ${one.path}${one.from === null ? '' : ` ← ${one.from}`}`,
    );
  expect(await of(at(second))).toEqual([
    'modified a.yaml',
    'added born.yaml',
    'modified bytes.bin',
    'deleted deep/er/b.yaml',
    'deleted gone.yaml',
    'modified link',
    'modified run.sh',
  ]);
  expect(await of(at(first))).toHaveLength(6);
  const { operationId } = value(await restore(at(first), 'a.yaml', 'born.yaml', 'gone.yaml'));
  expect((await of({ kind: 'operation', operationId, side: 'post' })).sort()).toEqual([
    'added gone.yaml',
    'deleted born.yaml',
    'modified a.yaml',
  ]);
  const { backups } = value(await history.operations.vault.list(null));
  expect((await of({ kind: 'backup', backupId: backups[0]?.backupId ?? '' })).sort()).toEqual([
    'absent gone.yaml',
    'kept a.yaml',
    'kept born.yaml',
  ]);
});
