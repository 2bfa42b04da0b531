import type { ProjectPath } from '../../contract/basics';
import type { FileSystem } from './file-system';
import { encodeMemory, readMemory, writeMemory } from './kept-memory';
import { nothingLooksAlike } from './look-threads';
import type { LookThreads, LooksAlike } from './look-threads';
import { splitNul } from './path-bytes';
import type { Remembered } from './remembered';

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
  /** Writes it down when enough is new. Never fails: then the next start reads more files. */
  save(): Promise<void>;
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
  const looking = threads === null ? null : teachWhenQuiet(threads, () => known);
  let changes = 0;
  let loaded = false;
  let list: KnownList | null = null;
  const changed = (): void => {
    changes += 1;
    looking?.changed();
  };
  const load = async (): Promise<void> => {
    if (loaded) return;
    loaded = true;
    const kept = await readMemory(fs, path, root);
    known = new Map([...kept, ...known]);
    looking?.changed(kept.length);
  };
  const remove = (file: string): void => {
    if (known.delete(file)) changed();
  };
  const write = async (): Promise<void> => {
    changes = 0;
    await writeMemory(fs, path, encodeMemory(root, known));
  };
  return {
    listed: (bytes) => (list?.bytes.equals(bytes) === true ? list : (list = { bytes, ...readList(bytes) })),
    get: (file) => known.get(file),
    set: (file, remembered) => {
      changed();
      known.set(file, remembered);
    },
    delete: remove,
    load,
    save: async () => {
      looking?.teach();
      if (isMuch(changes, known)) await write();
    },
    look: () => threads?.look() ?? Promise.resolve(nothingLooksAlike),
    keepOnly: (paths) => {
      if (paths === keptOnly) return;
      keptOnly = paths;
      const before = known;
      known = pick(before, paths);
      for (let gone = before.size - known.size; gone > 0; gone -= 1) changed();
    },
    drop: async (paths) => {
      await load();
      paths.forEach(remove);
      await write();
    },
    clear: () => {
      known = new Map();
      list = null;
    },
    close: () => looking?.stop(),
  };
}

/** For fewer files one thread takes no longer than telling others about them. */
const manyFiles = 5_000;
/** A command that ends after one backup needs no threads. */
const quietMs = 300;

function teachWhenQuiet(
  threads: LookThreads,
  known: () => ReadonlyMap<string, Remembered>,
): { changed(files?: number): void; teach(): void; stop(): void } {
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    changed: (files = 1) => {
      changes += files;
    },
    teach: () => {
      if (known().size < manyFiles || !isMuch(changes, known())) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        changes = 0;
        threads.learn([...known()]);
      }, quietMs).unref();
    },
    stop: () => {
      clearTimeout(timer);
      threads.close();
    },
  };
}
