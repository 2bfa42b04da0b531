import type { ContentHash, ProjectPath } from '../../contract/basics';
import { createFile, makeFolder, parentOf, removeIfThere, renamePatiently } from './durable';
import type { Entry } from './entry';
import type { FileStat, FileSystem } from './file-system';
import { errorCode } from './file-system';
import { hashBytes } from './hash';
import { splitNul } from './path-bytes';
import { TooLarge, readBytesIfThere } from './read-bytes';

/**
 * What was read of unchanged files before: a path, as the disk described it then, and the content it had. An entry is
 * only made when the file had been left alone for a while before it was read, so that any later change shows in its times.
 */
export interface ReadMemory {
  get(path: string): Remembered | undefined;
  set(path: string, remembered: Remembered): void;
  delete(path: string): void;
}

export interface Remembered {
  readonly stat: Pick<FileStat, 'sizeBytes' | 'modifiedMs' | 'changedMs' | 'inode' | 'device'>;
  readonly entry: Extract<Entry, { kind: 'file' }>;
  /** The state of the vault in which its content was found there. */
  there?: object;
}

/** What git lists of a working tree. `within`: repositories within this one, with a slash at the end. */
export interface ListedPaths {
  readonly paths: readonly ProjectPath[];
  readonly within: readonly string[];
}

/** The memory of one working tree, kept in a file between starts. Losing it costs only time. */
export interface StatMemory extends ReadMemory {
  /** What git's list says, NUL after each. The same list gives the same strings, which are found again quicker. */
  listed(bytes: Buffer): ListedPaths;
  /** Takes in what is on disk, once. Not needed for a few paths. */
  load(): Promise<void>;
  /** Writes it down when enough is new. Never fails: then the next start reads more files. */
  save(): Promise<void>;
  /** Drops paths that are not there any more. */
  keepOnly(paths: readonly string[]): void;
  clear(): void;
}

function readList(bytes: Buffer): ListedPaths {
  const all = [...new Set(splitNul(bytes))];
  return {
    paths: all.filter((path) => !path.endsWith('/')) as ProjectPath[],
    within: all.filter((path) => path.endsWith('/')),
  };
}

/** Fewer changes than this, or than a twentieth, are sooner read again than written down. */
const fewChanges = 200;

/** `path`: the file, in a folder that is private to the person. `root`: the working tree that it is about. */
export function statMemory(fs: FileSystem, path: string, root: string): StatMemory {
  const known = new Map<string, Remembered>();
  let changes = 0;
  let loaded = false;
  let list: (ListedPaths & { readonly bytes: Buffer }) | null = null;
  return {
    listed: (bytes) => (list?.bytes.equals(bytes) === true ? list : (list = { bytes, ...readList(bytes) })),
    get: (file) => known.get(file),
    set: (file, remembered) => {
      changes += 1;
      known.set(file, remembered);
    },
    delete: (file) => {
      if (known.delete(file)) changes += 1;
    },
    load: async () => {
      if (loaded) return;
      loaded = true;
      for (const [file, remembered] of await readMemory(fs, path, root))
        if (!known.has(file)) known.set(file, remembered);
    },
    save: async () => {
      if (changes < Math.max(fewChanges, known.size / 20)) return;
      changes = 0;
      await writeMemory(fs, path, encodeMemory(root, known));
    },
    keepOnly: (paths) => {
      if (known.size <= paths.length) return;
      const there = new Set(paths);
      for (const file of [...known.keys()])
        if (!there.has(file)) {
          known.delete(file);
          changes += 1;
        }
    },
    clear: () => {
      known.clear();
      list = null;
    },
  };
}

const version = 1;
const limitBytes = 1 << 28;

/** One row a file: path, hash, size, mode, modified, changed, inode, device. The first line has the sum of the second. */
type Row = readonly [string, string, number, number, number, number, number, number];

function encodeMemory(root: string, known: ReadonlyMap<string, Remembered>): Buffer {
  const rows: Row[] = [];
  for (const [path, { stat, entry }] of known)
    rows.push([path, entry.hash, stat.sizeBytes, entry.mode, stat.modifiedMs, stat.changedMs, stat.inode, stat.device]);
  const body = JSON.stringify({ version, root, rows });
  return Buffer.from(`${hashBytes(body)}\n${body}`);
}

/** Not synced: what a power cut leaves of it is seen by its sum. */
async function writeMemory(fs: FileSystem, path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.new`;
  try {
    await makeFolder(fs, parentOf(path));
    await removeIfThere(fs, fresh);
    await createFile(fs, fresh, bytes, { mode: 0o600, sync: false });
    await renamePatiently(fs, fresh, path);
  } catch (error) {
    // A full disk, say. What lies there is still true.
    if (errorCode(error) === null) throw error;
  }
}

/** Empty: there is none, it is damaged, of another version, or about another folder. */
async function readMemory(fs: FileSystem, path: string, root: string): Promise<[string, Remembered][]> {
  try {
    const bytes = await readBytesIfThere(fs, path, limitBytes);
    const cut = 64;
    if (bytes === null || bytes[cut] !== 0x0a) return [];
    const body = bytes.subarray(cut + 1);
    if (hashBytes(body) !== bytes.toString('latin1', 0, cut)) return [];
    const found: unknown = JSON.parse(body.toString('utf8'));
    if (!isRecord(found) || found['version'] !== version || found['root'] !== root) return [];
    const rows: unknown = found['rows'];
    return Array.isArray(rows) && rows.every(isRow) ? rows.map(toRemembered) : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TooLarge || errorCode(error) !== null) return [];
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isRow = (row: unknown): row is Row =>
  Array.isArray(row) &&
  row.length === 8 &&
  row.every((cell, column) => (column < 2 ? typeof cell === 'string' : typeof cell === 'number')) &&
  /^[0-9a-f]{64}$/.test(String(row[1]));

function toRemembered(row: Row): [string, Remembered] {
  const [path, hash, sizeBytes, mode, modifiedMs, changedMs, inode, device] = row;
  return [
    path,
    {
      stat: { sizeBytes, modifiedMs, changedMs, inode, device },
      entry: { kind: 'file', hash: hash as ContentHash, sizeBytes, mode },
    },
  ];
}
