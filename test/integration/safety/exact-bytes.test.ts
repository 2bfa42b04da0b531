import { chmod, lstat } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import type { Files } from '../../support/repository';
import { gitRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const quiet = { protects: 'changed-and-untracked' } as const;

/** Branch `t` has other contents than `main`, which is checked out. */
const twoBranches = async (settings: readonly string[], files: Files, others: Files) => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  for (let at = 0; at + 1 < settings.length; at += 2)
    await repo.git('config', settings[at] ?? '', settings[at + 1] ?? '');
  await repo.commit('one', files);
  await repo.git('checkout', '-q', '-b', 't');
  await repo.commit('two', others);
  await repo.git('checkout', '-q', 'main');
  return { repo, ...(await openSafety(repo.root)) };
};

describe('undo brings exact bytes back', () => {
  it.each([
    ['core.autocrlf', ['core.autocrlf', 'true'], {}],
    ['text eol=crlf', [], { '.gitattributes': '*.txt text eol=crlf\n' }],
    ['text=auto and a file with CRLF', [], { '.gitattributes': '*.txt text=auto\n' }],
    ['ident', [], { '.gitattributes': '*.txt ident\n', 'id.txt': '$Id$\n' }],
    ['an encoding', [], { '.gitattributes': 'u.txt text working-tree-encoding=UTF-16LE eol=lf\n' }],
  ] as const)('with %s', async (_what, settings, attributes) => {
    const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
    const files = { ...attributes, 'a.txt': 'one\r\ntwo\r\n', 'u.txt': utf16('one\ntwo\n'), 'same.txt': 'x\r\n' };
    const { repo, git, run, undo } = await twoBranches(settings, files, {
      'a.txt': 'one\r\nTWO\r\n',
      'u.txt': utf16('one\nTWO\n'),
      'id.txt': '$Id$\nmore\n',
    });
    await repo.write({ 'a.txt': 'one\r\ntwo\r\n', 'u.txt': utf16('one\ntwo\n') });
    await repo.git('add', '-A');
    const before = await photograph(repo.root, git);
    valueOf(await run(gitRequest(['checkout', '-q', 't'], quiet)));
    valueOf(await undo());
    expect(await photograph(repo.root, git)).toEqual(before);
  });

  it('with permissions of a person’s own', async () => {
    const { repo, run, undo } = await twoBranches([], { 'a.txt': 'one\n' }, { 'a.txt': 'two\n' });
    await chmod(repo.path('a.txt'), 0o600);
    valueOf(await run(gitRequest(['checkout', '-q', 't'], quiet)));
    valueOf(await undo());
    expect((await lstat(repo.path('a.txt'))).mode & 0o777).toBe(0o600);
  });

  it('also when git fails half-way and everything is put back', async () => {
    const { repo, git, run } = await twoBranches(['core.autocrlf', 'true'], { 'a.txt': 'a\r\n' }, { 'a.txt': 'b\r\n' });
    await repo.write({ 'a.txt': 'a\r\n' });
    await repo.git('add', '-A');
    const before = await photograph(repo.root, git);
    const request = gitRequest(['checkout', '-q', 't'], quiet);
    const failed = await run({
      ...request,
      git: {
        protects: 'changed-and-untracked',
        act: async (within, signal) => {
          valueOf(await within.run(['checkout', '-q', 't'], { signal }));
          return { ok: false, failure: { code: 'cancelled' } };
        },
      },
    });
    failureOf(failed);
    expect(await photograph(repo.root, git)).toEqual(before);
  });
});
