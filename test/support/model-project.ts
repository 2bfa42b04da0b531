import { ok } from '../../src/contract/call';
import { quietContext } from '../../src/engine/call-context';
import type { FileSystem } from '../../src/engine/files/file-system';
import type { Git } from '../../src/engine/git/git';
import type { RepositoryLock } from '../../src/engine/locks/repository-lock';
import { openOperations } from '../../src/engine/operations/open-operations';
import type { Operations } from '../../src/engine/operations/operations';
import { emptyDisk, listDisk } from './model-disk';
import type { DiskState } from './model-disk';
import { modelFileSystem } from './model-file-system';
import type { FileValue, Files } from './repository';

/** A project on the disk in memory, for operations of files: git is never asked. */
const place = { root: '/repo', gitDir: '/repo/.git', commonDir: '/repo/.git' };
const dataFolder = '/data';

const noGit: Git = {
  place,
  run: (args) => Promise.reject(new Error(`no git here: ${args.join(' ')}`)),
  text: (args) => Promise.reject(new Error(`no git here: ${args.join(' ')}`)),
};

/** Dies with the process, as the system's lock does. */
const freshLock = (): RepositoryLock => ({
  acquire: () => Promise.resolve(ok({ epoch: 1, release: () => Promise.resolve() })),
  holder: () => Promise.resolve(null),
  close: () => undefined,
});

/** A clock that moves by a second each time it is asked. */
const ticking = (): (() => number) => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  return () => (now += 1_000);
};

export const openModel = (fileSystem: FileSystem): Promise<Operations> =>
  openOperations({
    place,
    git: noGit,
    repositoryId: 'model',
    dataFolder,
    fileSystem,
    lock: freshLock(),
    clock: ticking(),
    onRecorded: () => undefined,
  });

/** A durable disk with a repository that holds these files, opened once. */
export async function modelDisk(files: Files): Promise<DiskState> {
  const fs = modelFileSystem(emptyDisk());
  for (const folder of ['/repo', '/repo/.git', '/data']) await fs.mkdir(folder, 0o755);
  for (const [path, value] of Object.entries(files)) await writeModel(fs, path, value);
  await openModel(fs);
  return fs.state();
}

async function writeModel(fs: FileSystem, path: string, value: FileValue): Promise<void> {
  const full = `/repo/${path}`;
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const folder = `/repo/${parts.slice(0, depth).join('/')}`;
    if ((await fs.lstat(folder)) === null) await fs.mkdir(folder, 0o755);
  }
  if ((await fs.lstat(full)) !== null) await fs.unlink(full);
  if (value === null) return;
  if (typeof value === 'object' && 'symlink' in value) return fs.symlink(value.symlink, full);
  const text = typeof value === 'object' && 'executable' in value ? value.executable : value;
  const file = await fs.open(full, 'create', typeof value === 'object' && 'executable' in value ? 0o755 : 0o644);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += await file.write(bytes, at, bytes.length - at, null);
  await file.close();
}

/** The working tree as a table, without git's folder. */
export const worktree = (disk: DiskState): Record<string, string> =>
  Object.fromEntries(Object.entries(listDisk(disk, '/repo')).filter(([path]) => !/^\/\.git(\/|$)/.test(path)));

/** What must not be left behind: journal, stage, locks. */
export const leftovers = (disk: DiskState): string[] =>
  Object.keys(listDisk(disk, '/repo/.git')).filter((path) =>
    /\.lock$|\/selvedge\/(journal|stage|set-aside)\/./.test(path),
  );

export const context = quietContext;
