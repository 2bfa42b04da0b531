import { chmod, link, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashBytes } from '../../../src/engine/files/hash';
import { lookThreads } from '../../../src/engine/files/look-threads';
import type { LookThreads } from '../../../src/engine/files/look-threads';
import { diskNow } from '../../../src/engine/files/node-now';
import { toDisk } from '../../../src/engine/files/path-bytes';
import type { Remembered } from '../../../src/engine/files/remembered';
import { quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

let root: string;
let threads: LookThreads;

beforeAll(async () => {
  root = await quickFolder('look');
  threads = lookThreads(root);
});

afterAll(async () => {
  threads.close();
  await removeAllFolders();
});

const then = new Date('2026-01-01T00:00:00Z');
const place = (path: string): string | Buffer => toDisk(`${root}/${path}`);

async function put(path: string, text = 'vlan: 1\n'): Promise<void> {
  await mkdir(dirname(`${root}/${path}`), { recursive: true });
  await writeFile(place(path), text);
  await utimes(place(path), then, then);
}

function remember(path: string): [string, Remembered] {
  const stat = diskNow.lstat(`${root}/${path}`);
  if (stat === null) throw new Error(`${path} is not there`);
  const { sizeBytes, mode } = stat;
  return [path, { stat, entry: { kind: 'file', hash: hashBytes(path), sizeBytes, mode }, readAtMs: stat.changedMs }];
}

/** Which of these look as they are remembered after something was done. */
async function alikeAfter(paths: readonly string[], act: () => Promise<unknown>): Promise<string[]> {
  await rm(root, { recursive: true });
  for (const path of paths) await put(path);
  const rows = paths.map(remember);
  threads.learn(rows);
  const before = await threads.look();
  expect(rows.filter(([, remembered]) => !before(remembered))).toEqual([]);
  await act();
  const looksAlike = await threads.look();
  return rows.filter(([, remembered]) => looksAlike(remembered)).map(([path]) => path);
}

describe('threads that look at remembered files', () => {
  const paths = ['a.yaml', 'd/b.yaml', 'd/e/c.yaml', 'd/é \udc80.yaml', 'z.yaml'];
  const others = (gone: string): string[] => paths.filter((path) => path !== gone);

  it.each<[string, string, () => Promise<unknown>]>([
    ['a changed content of the same size and time', 'a.yaml', () => put('a.yaml', 'vlan: 2\n')],
    ['a content that grew', 'z.yaml', () => put('z.yaml', 'vlan: 1\n\n')],
    ['another mode', 'd/e/c.yaml', () => chmod(place('d/e/c.yaml'), 0o600)],
    ['a file that was only touched', 'd/b.yaml', () => utimes(place('d/b.yaml'), new Date(), new Date())],
    ['a file that is gone', 'd/b.yaml', () => rm(place('d/b.yaml'))],
    ['another file in its place', 'a.yaml', () => put('x').then(() => rename(place('x'), place('a.yaml')))],
    [
      'a link in its place',
      'a.yaml',
      () => rename(place('a.yaml'), place('x')).then(() => symlink('x', place('a.yaml'))),
    ],
    ['a folder in its place', 'z.yaml', () => rm(place('z.yaml')).then(() => mkdir(place('z.yaml')))],
    ['a second name for it', 'z.yaml', () => link(place('z.yaml'), place('y'))],
  ])('see %s', async (_what, path, act) => {
    expect(await alikeAfter(paths, act)).toEqual(others(path));
  });

  it('do not look through a folder that became a link', async () => {
    const act = async (): Promise<void> => {
      await rename(place('d/e'), place('elsewhere'));
      await symlink('../elsewhere', place('d/e'));
    };
    expect(await alikeAfter(paths, act)).toEqual(others('d/e/c.yaml'));
  });

  it('say nothing of what they were not told, nor of what was read anew', async () => {
    await put('a.yaml');
    await put('z.yaml');
    const [told, other] = [remember('a.yaml'), remember('z.yaml')];
    threads.learn([told]);
    const looksAlike = await threads.look();
    expect(looksAlike(told[1])).toBe(true);
    expect(looksAlike(other[1])).toBe(false);
    expect(looksAlike({ ...told[1] })).toBe(false);
    threads.learn([other]);
    const later = await threads.look();
    expect([later(told[1]), later(other[1])]).toEqual([false, true]);
  });

  it('that ended are done without', async () => {
    await put('a.yaml');
    const own = lookThreads(root);
    own.learn([remember('a.yaml')]);
    const asked = own.look();
    own.close();
    expect((await asked)(remember('a.yaml')[1])).toBe(false);
    expect((await own.look())(remember('a.yaml')[1])).toBe(false);
  });
});
