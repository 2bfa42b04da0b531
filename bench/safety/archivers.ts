import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRepository } from '../../test/support/repository';
import { runProgram } from './run-program';
import type { Measure } from './stopwatch';
import { editTen } from './tree';

interface Archiver {
  readonly name: string;
  readonly init: (store: string) => string[];
  readonly backup: (store: string) => string[];
  readonly verify: (store: string) => string[];
  /** Runs in `out`. */
  readonly restore: (store: string, out: string, newest: string) => string[];
  /** Prints what `restore` calls the newest backup. */
  readonly newest: ((store: string) => string[]) | null;
}

const archivers: readonly Archiver[] = [
  {
    name: 'restic',
    init: (store) => ['-r', store, 'init', '-q'],
    backup: (store) => ['-r', store, 'backup', '-q', '--exclude', '.git', '.'],
    verify: (store) => ['-r', store, 'check', '-q', '--read-data'],
    restore: (store, out) => ['-r', store, 'restore', '-q', 'latest', '--target', out],
    newest: null,
  },
  {
    name: 'borg',
    init: (store) => ['init', '-e', 'none', store],
    backup: (store) => ['create', '--exclude', '.git', `${store}::{now:%H%M%S%f}`, '.'],
    verify: (store) => ['check', '--verify-data', store],
    restore: (store, _out, newest) => ['extract', `${store}::${newest}`],
    newest: (store) => ['list', '--last', '1', '--short', store],
  },
];

/** Programs for backups, where they are installed. Answers what is missing, in words. */
export async function benchArchivers(repo: TestRepository, folder: string, measure: Measure): Promise<string[]> {
  const notes: string[] = [];
  await mkdir(folder);
  for (const archiver of archivers) {
    const { name } = archiver;
    const store = join(folder, name);
    const out = join(folder, `${name}-out`);
    const environment = {
      RESTIC_PASSWORD: 'x',
      BORG_PASSPHRASE: 'x',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
      BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
      HOME: folder,
    };
    const call = (args: readonly string[], cwd = repo.root): Promise<string> =>
      runProgram(name, args, { cwd, environment });
    try {
      await call(archiver.init(store));
    } catch {
      notes.push(`${name} is missing or does not start; on Debian: apt-get install restic borgbackup`);
      continue;
    }
    await measure('first backup', name, () => call(archiver.backup(store)));
    await editTen(repo, name);
    await measure('repeated backup', name, () => call(archiver.backup(store)));
    await measure('verify', name, () => call(archiver.verify(store)));
    await mkdir(out);
    const newest = archiver.newest === null ? '' : await call(archiver.newest(store));
    await measure('restore of all files', name, () => call(archiver.restore(store, out, newest), out));
  }
  return notes;
}
