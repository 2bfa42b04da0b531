import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { statMemory } from '../../../src/engine/files/stat-memory';
import type { Host } from '../../../src/engine/operations/host';
import { listEverything } from '../../../src/engine/operations/checkpoints/list-everything';
import type { Listing } from '../../../src/engine/operations/checkpoints/list-everything';
import { gitFor, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import type { TestRepository } from '../../support/repository';

interface Desk {
  readonly repo: TestRepository;
  readonly host: Host;
  readonly asked: () => number;
}

/** What listing takes of a project, and how often git was asked for a list. */
async function openDesk(repo: TestRepository): Promise<Desk> {
  const git = await gitFor(repo.root);
  let asked = 0;
  const counting: Host['git'] = {
    ...git,
    run: (args, options) => {
      if (args[0] === 'ls-files') asked += 1;
      return git.run(args, options);
    },
  };
  const fs = nodeFileSystem();
  const memory = statMemory(fs, repo.path('unused'), repo.root);
  const host = { place: { ...git.place }, git: counting, fs, memory, clock: Date.now };
  return { repo, host: host as unknown as Host, asked: () => asked };
}

const list = async (desk: Desk): Promise<Listing> => valueOf(await listEverything(desk.host));

/** Git's own answer, with nothing kept. */
const anew = async ({ repo }: Desk): Promise<Listing> => list(await openDesk(repo));

async function makeRepository(): Promise<TestRepository> {
  const repo = await createRepository();
  await repo.commit('all', {
    'a.yaml': 'a\n',
    'd/b.yaml': 'b\n',
    'd/e/c.yaml': 'c\n',
    '.gitignore': '*.log\n/out/\n',
    'd/.gitignore': '*.tmp\n',
  });
  await repo.write({ 'd/new.yaml': 'new\n', 'out/big.bin': 'x\n', 'd/e/seen.log': 'x\n' });
  await repo.write({ 'only/logs/a.log': 'x\n', 'd/logs/a.log': 'x\n' });
  await mkdir(repo.path('empty/inner'), { recursive: true });
  return repo;
}

type Change = (repo: TestRepository) => Promise<unknown>;

const changes: readonly (readonly [string, Change])[] = [
  ['a new file', (repo) => writeFile(repo.path('d/e/more.yaml'), 'x\n')],
  ['a file in a folder that was empty', (repo) => writeFile(repo.path('empty/inner/first.yaml'), 'x\n')],
  ['a file beside files that are all ignored', (repo) => writeFile(repo.path('only/logs/first.yaml'), 'x\n')],
  ['a file above files that are all ignored', (repo) => writeFile(repo.path('only/first.yaml'), 'x\n')],
  ['a .gitignore beside files that are all ignored', (repo) => writeFile(repo.path('d/logs/.gitignore'), '!*.log\n')],
  ['a removed untracked file', (repo) => rm(repo.path('d/new.yaml'))],
  ['a renamed file', (repo) => rename(repo.path('d/new.yaml'), repo.path('d/other.yaml'))],
  ['a moved folder', (repo) => rename(repo.path('empty'), repo.path('d/e/empty'))],
  ['another .gitignore', (repo) => writeFile(repo.path('.gitignore'), '*.log\n/new/\n')],
  ['another .gitignore of the same size', (repo) => writeFile(repo.path('d/.gitignore'), 'n*.y*\n')],
  ['a .gitignore where there was none', (repo) => writeFile(repo.path('d/e/.gitignore'), '*.yaml\n')],
  ['a new file that is ignored', (repo) => writeFile(repo.path('d/e/more.log'), 'x\n')],
  ['what the repository excludes', (repo) => writeFile(repo.path('.git/info/exclude'), 'new.yaml\n')],
  [
    'what the person excludes',
    async (repo) => {
      await writeFile(repo.path('.git/mine'), 'new.yaml\n');
      await repo.git('config', 'core.excludesFile', repo.path('.git/mine'));
    },
  ],
  ['a staged file', (repo) => repo.git('add', 'd/new.yaml')],
  ['a file taken out of the index', (repo) => repo.git('rm', '--cached', '--quiet', 'a.yaml')],
  ['a repository within', (repo) => repo.git('init', '--quiet', repo.path('d/e/within'))],
  ['a link to a folder', (repo) => symlink('d', repo.path('link'))],
];

let desks: Desk[];

beforeAll(async () => {
  desks = [];
  for (let at = 0; at <= changes.length; at += 1) desks.push(await openDesk(await makeRepository()));
  // Until nothing was written for so long that times tell everything.
  await new Promise((resume) => setTimeout(resume, 2_100));
});

afterAll(async () => {
  for (const { repo } of desks) await repo.remove();
});

describe('a kept list of the working tree', () => {
  it.each(changes)('is not believed after %s', async (what, change) => {
    const desk = desks[changes.findIndex(([name]) => name === what)];
    if (desk === undefined) throw new Error('one for each');
    const first = await list(desk);
    expect(desk.asked()).toBe(2);
    await writeFile(desk.repo.path('d/b.yaml'), 'another content\n');
    expect(await list(desk)).toBe(first);
    expect(desk.asked()).toBe(2);
    await change(desk.repo);
    expect(await list(desk)).toEqual(await anew(desk));
  });

  it('is not kept of a tree that changed a moment ago', async () => {
    const desk = desks.at(-1);
    if (desk === undefined) throw new Error('one more');
    await writeFile(desk.repo.path('d/just now.yaml'), 'x\n');
    await list(desk);
    await list(desk);
    expect(desk.asked()).toBe(4);
  });
});
