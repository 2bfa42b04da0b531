import { createRequire } from 'node:module';
import { errorText } from './error-text';

/** A lock of the operating system on one file; freed by it at once when the process dies. */
export interface LockDatabase {
  /** Does not wait. False: somebody else holds it. */
  tryAcquire(): boolean;
  release(): void;
  close(): void;
}

interface Sqlite {
  DatabaseSync: new (path: string) => { exec(sql: string): void; close(): void };
}

const load = createRequire(import.meta.url);

/** `node:sqlite` where Node has it, else a package that carries the same. Throws when neither loads: a broken package. */
function loadSqlite(): Sqlite {
  for (const name of ['node:sqlite', '@photostructure/sqlite']) {
    try {
      return load(name) as Sqlite;
    } catch {
      // Not in this Node, or not built for this platform: the next one.
      continue;
    }
  }
  throw new Error('No SQLite loads on this platform, so no lock can be held safely.');
}

/**
 * Opens the lock file as an SQLite database and uses nothing of it but its lock.
 *
 * Law: nothing else in this process may ever open that file. POSIX frees all locks of a process on a file as
 * soon as it closes any handle on it.
 */
export function openLockDatabase(path: string): LockDatabase {
  const sqlite = loadSqlite();
  const database = new sqlite.DatabaseSync(path);
  // Nothing that reads the file: somebody may hold it right now.
  database.exec('PRAGMA busy_timeout = 0');
  let needsNoRoom = false;
  return {
    tryAcquire: () => {
      try {
        // Else taking the lock begins a journal beside the file, which fails on a full disk. Refused while it is held.
        if (!needsNoRoom) database.exec('PRAGMA journal_mode = MEMORY');
        needsNoRoom = true;
        database.exec('BEGIN EXCLUSIVE');
        return true;
      } catch (error) {
        if (/locked|busy/i.test(errorText(error))) return false;
        throw error;
      }
    },
    release: () => database.exec('ROLLBACK'),
    close: () => database.close(),
  };
}
