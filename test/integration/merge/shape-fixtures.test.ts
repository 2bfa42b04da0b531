import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { bareProject, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** Hard cases of what is no text: links, submodules, modes, a file where the other side has a folder. Git merges. */
interface Entry {
  readonly kind: 'file' | 'executable' | 'link' | 'submodule';
  readonly path: string;
  readonly body: string;
}

interface Case {
  readonly name: string;
  readonly base: readonly Entry[];
  readonly ours: readonly Entry[];
  readonly theirs: readonly Entry[];
  readonly result: readonly Entry[];
  /** `CONFLICT SHAPE`; `one-sided`: only one side has this path. Git puts a file aside that meets a link. */
  readonly asks: readonly string[];
}

const modes = { file: '100644', executable: '100755', link: '120000', submodule: '160000' } as const;

function readCases(): Case[] {
  const file = join(import.meta.dirname, '../../fixtures/merge/git/shapes.txt');
  const [, ...blocks] = readFileSync(file, 'utf8').split(/^#### /m);
  return blocks.map((block) => {
    const [head = '', ...parts] = block.split(/^---- /m);
    const entries = (of: string): Entry[] =>
      parts.flatMap((part) => {
        const found = /^(\w+) (file|executable|link|submodule) (.+)\n([^]*)$/.exec(part);
        if (found?.[1] !== of) return [];
        const [, , kind, path = '', body = ''] = found;
        return [{ kind: kind as Entry['kind'], path, body }];
      });
    const asks = parts.flatMap((part) => (part.startsWith('asks ') ? [part.slice(5).trim()] : []));
    const [base, ours, theirs, result] = ['base', 'ours', 'theirs', 'result'].map(entries) as [
      Entry[],
      Entry[],
      Entry[],
      Entry[],
    ];
    return { name: head.trim(), base, ours, theirs, result, asks };
  });
}

const shaped = ({ kind, body }: Entry, ends: string): string =>
  kind === 'link' || kind === 'submodule' ? body.trimEnd() : body.replaceAll('\n', ends);

async function commitOf(
  repo: TestRepository,
  entries: readonly Entry[],
  ends: string,
  parents: string[],
): Promise<string> {
  await repo.git('read-tree', '--empty');
  for (const entry of entries) {
    const text = shaped(entry, ends);
    const id = entry.kind === 'submodule' ? text : await repo.gitWithInput(text, 'hash-object', '-w', '--stdin');
    await repo.git('update-index', '--add', '--cacheinfo', `${modes[entry.kind]},${id.trim()},${entry.path}`);
  }
  const tree = await repo.git('write-tree');
  return repo.git('commit-tree', tree, '-m', 'made', ...parents.flatMap((parent) => ['-p', parent]));
}

/** main holds ours, topic theirs, and git has merged topic into main as far as it could. */
async function merged(
  { base, ours, theirs }: Pick<Case, 'base' | 'ours' | 'theirs'>,
  ends: string,
): Promise<TestRepository> {
  const repo = await createRepository();
  const kept: Entry = { kind: 'file', path: 'README.md', body: 'a fabric\n' };
  const start = await commitOf(repo, [kept, ...base], ends, []);
  const topic = await commitOf(repo, [kept, ...theirs], ends, [start]);
  const main = await commitOf(repo, [kept, ...ours], ends, [start]);
  await repo.git('branch', 'topic', topic);
  await repo.git('reset', '--quiet', '--hard', main);
  await repo.tryGit('merge', '--no-edit', 'topic');
  return repo;
}

const asked = async (repo: TestRepository): Promise<string[]> => {
  const { conflicts } = valueOf(await readMergeState(await bareProject(repo.root)));
  return conflicts
    .map(({ conflict, shape }) => `${conflict.replace(/^(?:deleted|added)-by-.*$/, 'one-sided')} ${shape}`)
    .sort();
};

describe('conflicts of what is no text', () => {
  it.each(readCases().map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const holdsText = [...one.base, ...one.ours, ...one.theirs].some(
      ({ kind }) => kind === 'file' || kind === 'executable',
    );
    for (const ends of holdsText ? ['\n', '\r\n'] : ['\n'])
      for (const sides of [one, { ...one, ours: one.theirs, theirs: one.ours }]) {
        const repo = await merged(sides, ends);
        expect(await asked(repo)).toEqual([...one.asks].sort());
        for (const entry of one.result) {
          const [mode = '', id = ''] = (await repo.git('ls-tree', 'HEAD', '--', entry.path))
            .split(/\s/)
            .filter((word) => word !== 'blob' && word !== 'commit');
          expect(mode).toBe(modes[entry.kind]);
          if (entry.kind === 'submodule') expect(id).toBe(shaped(entry, ends));
          else expect(await repo.read(entry.path)).toBe(shaped(entry, ends));
        }
        await repo.remove();
      }
  });
});
