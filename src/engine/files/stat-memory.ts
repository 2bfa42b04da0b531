import type { ProjectPath } from '../../contract/basics';
import type { FileSystem } from './file-system';
import { encodeMemory, readMemory, writeMemory } from './kept-memory';
import { nothingLooksAlike } from './look-threads';
import type { LookThreads, LooksAlike } from './look-threads';
import { splitNul } from './path-bytes';
import { isAtHand } from './remembered';
import type { AtHand, Remembered } from './remembered';

/** What was read of unchanged files before, by path. */
export interface ReadMemory {
  get(path: string): Remembered | undefined;
  set(path: string, remembered: Remembered): void;
  delete(path: string): void;
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
  /**
   * Writes it down when enough is new. Never fails: then the next start reads more files. `atHand`: what is found out
   * of all of it when nobody waits.
   */
  save(atHand: AtHand): Promise<void>;
  /** Asks the disk about all of it at once. Not worth it for a few paths. */
  look(): Promise<LooksAlike>;
  /** Drops what is not in a list, and takes over its strings, by which all is found again several times as quickly. */
  keepOnly(paths: readonly string[]): void;
  /** Drops what was found to be wrong, on the disk too: the next start must not believe it again. */
  drop(paths: readonly string[]): Promise<void>;
  clear(): void;
  close(): void;
}

function readList(bytes: Buffer): ListedPaths {
  const all = [...new Set(splitNul(bytes))];
  return {
    paths: all.filter((path) => !path.endsWith('/')) as ProjectPath[],
    within: all.filter((path) => path.endsWith('/')),
  };
}

type KnownList = ListedPaths & { readonly bytes: Buffer };

function pick(known: ReadonlyMap<string, Remembered>, paths: readonly string[]): Map<string, Remembered> {
  const picked = new Map<string, Remembered>();
  for (const path of paths) {
    const remembered = known.get(path);
    if (remembered !== undefined) picked.set(path, remembered);
  }
  return picked;
}

/** Answers how many there were. */
function letGo(known: Map<string, Remembered>, file: string): number {
  const old = known.get(file);
  if (old === undefined) return 0;
  old.gone = true;
  known.delete(file);
  return 1;
}

/** Fewer changes than this, or than a twentieth, are sooner read again than written down. */
const fewChanges = 200;
const isMuch = (changes: number, of: ReadonlyMap<string, unknown>): boolean =>
  changes >= Math.max(fewChanges, of.size / 20);

/**
 * `path`: the file, in a folder that is private to the person. `root`: the working tree that it is about. Without `threads`
 * the disk is asked by one thread alone.
 */
export function statMemory(fs: FileSystem, path: string, root: string, threads: LookThreads | null = null): StatMemory {
  let known = new Map<string, Remembered>();
  let keptOnly: readonly string[] = [];
  const order = inOrder();
  const looking = threads === null ? null : teachWhenQuiet(threads, () => known, order.learn);
  let changes = 0;
  let loaded = false;
  let list: KnownList | null = null;
  const changed = (files = 1): void => {
    changes += files;
    looking?.changed(files);
  };
  const load = async (): Promise<void> => {
    if (loaded) return;
    loaded = true;
    const kept = await readMemory(fs, path, root);
    known = new Map([...kept, ...known]);
    looking?.changed(kept.length);
  };
  const remove = (file: string): void => changed(letGo(known, file));
  const write = (): Promise<void> => writeMemory(fs, path, encodeMemory(root, known));
  return {
    listed: (bytes) => (list?.bytes.equals(bytes) === true ? list : (list = { bytes, ...readList(bytes) })),
    get: (file) => order.next(file) ?? order.found(known.get(file)),
    set: (file, remembered) => {
      changed();
      letGo(known, file);
      known.set(file, remembered);
    },
    delete: remove,
    load,
    save: async (atHand) => {
      looking?.teach(atHand);
      if (!isMuch(changes, known)) return;
      changes = 0;
      await write();
    },
    look: () => threads?.look() ?? Promise.resolve(nothingLooksAlike),
    keepOnly: (paths) => {
      if (paths === keptOnly) return;
      keptOnly = paths;
      const before = known.size;
      known = pick(known, paths);
      if (known.size < before) order.learn([]);
      changed(before - known.size);
    },
    drop: async (paths) => {
      await load();
      paths.forEach(remove);
      await write();
    },
    clear: () => {
      known = new Map();
      order.learn([]);
      list = null;
    },
    close: () => looking?.stop(),
  };
}

type Rows = readonly (readonly [string, Remembered])[];

/** Paths are nearly always asked for in the order in which they were handed out: then nothing is searched. */
function inOrder(): {
  learn(rows: Rows): void;
  /** What comes next, if it is that of this file. */
  next(file: string): Remembered | undefined;
  found(remembered: Remembered | undefined): Remembered | undefined;
} {
  let rows: Rows = [];
  let at = 0;
  return {
    learn: (fresh) => {
      rows = fresh;
      at = 0;
    },
    next: (file) => {
      const row = rows[at];
      if (row?.[0] !== file) return undefined;
      at += 1;
      return row[1].gone === true ? undefined : row[1];
    },
    found: (remembered) => {
      const place = remembered?.place;
      if (place !== undefined && rows[place]?.[1] === remembered) at = place + 1;
      return remembered;
    },
  };
}

/** For fewer files one thread takes no longer than telling others about them. */
const manyFiles = 5_000;
/** A command that ends after one backup needs no threads. */
const quietMs = 300;

function teachWhenQuiet(
  threads: LookThreads,
  known: () => ReadonlyMap<string, Remembered>,
  learn: (rows: Rows) => void,
): { changed(files: number): void; teach(atHand: AtHand): void; stop(): void } {
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    changed: (files) => {
      changes += files;
    },
    teach: (atHand) => {
      if (known().size < manyFiles || !isMuch(changes, known())) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        changes = 0;
        const rows = [...known()];
        threads.learn(rows);
        learn(rows);
        for (const [, remembered] of rows) isAtHand(remembered, atHand);
      }, quietMs).unref();
    },
    stop: () => {
      clearTimeout(timer);
      threads.close();
    },
  };
}
