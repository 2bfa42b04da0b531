import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Nothing in the engine writes to a project except through run-operation. Who may call the disk's writing functions
 * at all is listed here with the reason; a new one has to be weighed.
 */
const engine = new URL('../../../src/engine/', import.meta.url).pathname;

const mayWrite: Readonly<Record<string, string>> = {
  'files/node-file-system.ts': 'the port to the disk itself; used by the operations path and for our own folders',
  'files/node-now.ts': 'the part of the port that does not wait',
  'files/sync-all.ts': 'opens for syncing only',
  'git/read-progress.ts': 'opens for reading only',
  'git/listing-files.ts': 'opens for reading only',
  'fabric/desk/kept-state.ts': 'what was worked out before, in our own folder',
  'merge/rehearse/scratch-repository.ts': 'a repository for trying a merge, in our own folder',
  'merge/complete-merge.ts':
    "a rebase's message file, inside of an operation's git work, whose state is recorded and put back",
};

/** Outside of any project: our own folders, or a repository that is being made. */
const ownFolders =
  /^(demo|settings|merge\/(?:drafts|decisions|rehearse\/scratch)|projects\/recent|faults|netbox|sync|fabric\/cache|workers|upkeep)/;

const writing =
  /\b(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rename|renameSync|unlink|unlinkSync|rmSync|rmdir|rmdirSync|mkdir|mkdirSync|mkdtemp|copyFile|copyFileSync|cp|cpSync|symlink|symlinkSync|truncate|truncateSync|chmod|chmodSync|utimes|openSync|open|rm)\b/;

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(engine, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await sources(path)));
    else if (path.endsWith('.ts')) found.push(path);
  }
  return found;
}

/** Names that a file imports from `node:fs` or `node:fs/promises`, or uses of a namespace of it. */
function importedWriters(text: string): string[] {
  const found: string[] = [];
  for (const [, names = '', whole = ''] of text.matchAll(
    /import\s+(?:\{([^}]*)\}|(?:\* as )?(\w+))\s+from 'node:fs(?:\/promises)?'/g,
  )) {
    for (const name of names.split(',')) if (writing.test(name.trim().split(' as ')[0] ?? '')) found.push(name.trim());
    const spaces = [whole, ...[...names.matchAll(/promises as (\w+)/g)].map(([, alias = '']) => alias)].filter(
      (one) => one !== '',
    );
    for (const space of spaces)
      for (const [, call = ''] of text.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g')))
        if (writing.test(call)) found.push(call);
  }
  return found;
}

/** Git's own ways of writing to a project, outside of the operations path: each only ever as an operation's git work. */
const mayAskGit: Readonly<Record<string, string>> = {
  'changes/discard-paths.ts': 'git work of "discard"',
  'changes/commit-staged.ts': 'git work of "commit"',
  'git/write-index.ts': 'for the git work of "stage", "unstage" and "resolve"',
  'merge/start-merge.ts': 'git work of "merge-start"',
  'merge/abort-merge.ts': 'git work of "merge-abort" and its like',
  'merge/reopen-path.ts': 'git work of "reopen-conflict"',
  'merge/resolve-whole.ts': 'git work of "resolve"',
};

const gitWriting =
  /(?:\[|^)\s*'(add|am|apply|branch|checkout|checkout-index|cherry-pick|clean|commit|commit-tree|fetch|gc|merge|mv|notes|prune|pull|push|read-tree|rebase|replace|reset|restore|revert|rm|sparse-checkout|stash|submodule|switch|tag|update-index|update-ref|symbolic-ref)'(?!, '(?:list|status|--format|--get))/m;

/** Names that begin a list in a program's arguments and are no work of git's. */
const otherLists = new Set(['git/safe-config.ts']);

describe('who may write', () => {
  it('is the port alone, in all that concerns a project', async () => {
    const offenders: string[] = [];
    for (const path of await sources('')) {
      if (mayWrite[path] !== undefined || ownFolders.test(path)) continue;
      const found = importedWriters(await readFile(join(engine, path), 'utf8'));
      if (found.length > 0) offenders.push(`${path}: ${found.join(', ')}`);
    }
    expect(offenders).toEqual([]);
  });

  it('has git write only as the work of an operation', async () => {
    const asking: string[] = [];
    for (const path of await sources('')) {
      if (path.startsWith('operations/') || otherLists.has(path) || ownFolders.test(path)) continue;
      if (gitWriting.test(await readFile(join(engine, path), 'utf8'))) asking.push(path);
    }
    // New ones have to be weighed; those that write no longer have to go from the list.
    expect(asking.sort()).toEqual(Object.keys(mayAskGit).sort());
  });

  it('changes nothing through the port to the disk that it opened for reading', async () => {
    // The caches lie in our own folder; the count opens git's index for reading.
    const offenders: string[] = [];
    const changing =
      /\b(?:fs|disk|fileSystem|nodeFileSystem\(\))\.(rename|unlink|mkdir|rmdir|symlink|link|chmod|chown|setModified|open)\(/;
    for (const path of await sources('')) {
      if (
        /^((files|locks|vault|operations)\/|history\/judgement-cache|history\/meaning-cache|watch\/tracked-file-count)/.test(
          path,
        ) ||
        mayWrite[path] !== undefined ||
        ownFolders.test(path)
      )
        continue;
      if (changing.test(await readFile(join(engine, path), 'utf8'))) offenders.push(path);
    }
    expect(offenders).toEqual([]);
  });

  it('sees a violation when there is one', () => {
    expect(gitWriting.test("await git.run(['reset', '--hard']);")).toBe(true);
    expect(gitWriting.test("const args = [\n  'merge',\n  '--no-edit'];")).toBe(true);
    expect(gitWriting.test("await git.run(['status', '-z']);")).toBe(false);
    expect(importedWriters(`import { readFile, writeFile } from 'node:fs/promises';`)).toEqual(['writeFile']);
    expect(importedWriters(`import { promises as disk } from 'node:fs';\nawait disk.unlink(x);`)).toEqual(['unlink']);
    expect(importedWriters(`import * as fs from 'node:fs';\nfs.rmSync(x);`)).toEqual(['rmSync']);
    expect(importedWriters(`import { readFile } from 'node:fs/promises';`)).toEqual([]);
  });

  // Opening a project makes our own data folder, and nothing else; imported kinds go into the person's extensions.
  it('outside of the operations path nobody asks the port for more than reading', async () => {
    const allowed =
      /^((files|locks|vault|operations|demo)\/|history\/judgement-cache|history\/meaning-cache|merge\/decisions\/|git\/kept-head|projects\/open-project|fabric\/desk\/kind-files)/;
    const offenders: string[] = [];
    for (const path of await sources('')) {
      if (allowed.test(path) || ownFolders.test(path)) continue;
      const text = await readFile(join(engine, path), 'utf8');
      if (/from '(\.\.\/)+files\/durable'/.test(text)) offenders.push(path);
    }
    expect(offenders).toEqual([]);
  });
});
