import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Entry } from '../files/entry';

/** One path of a backup. The path is checked against leaving the project again before anything is written there. */
export interface KeptFile {
  readonly path: ProjectPath;
  readonly entry: Entry;
}

/**
 * A backup's list of files as it was read from disk. Null: it is none.
 *
 * By hand, since a schema takes longer for 50,000 of them than reading and hashing them does.
 */
export function readKeptFiles(value: unknown): KeptFile[] | null {
  if (!Array.isArray(value)) return null;
  const files: KeptFile[] = [];
  for (const one of value as unknown[]) {
    if (!isRecord(one) || typeof one['path'] !== 'string' || one['path'] === '') return null;
    const entry = readKeptEntry(one['entry']);
    if (entry === null) return null;
    files.push({ path: one['path'] as ProjectPath, entry });
  }
  return files;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sha256 = /^[0-9a-f]{64}$/;

function readKeptEntry(value: unknown): Entry | null {
  if (!isRecord(value)) return null;
  const { kind, hash, sizeBytes, mode } = value;
  if (kind === 'absent' || kind === 'directory' || kind === 'other') return { kind };
  if (typeof hash !== 'string' || !sha256.test(hash)) return null;
  if (typeof sizeBytes !== 'number' || !Number.isFinite(sizeBytes)) return null;
  if (kind === 'symlink') return { kind, hash: hash as ContentHash, sizeBytes };
  if (kind !== 'file' || !Number.isSafeInteger(mode)) return null;
  return { kind, hash: hash as ContentHash, sizeBytes, mode: mode as number };
}

/** Shorter lists are one piece with the rest of their backup. */
const partsFrom = 1_000;
/** About as many paths make a part. */
const partPaths = 256;
const largestPart = 8 * partPaths;

/**
 * Cuts a long list into parts, sorted by path. Null: it is short.
 *
 * Where a part ends is decided by the path at which the next begins, and by nothing else: a changed, added or removed
 * file changes one part, or two, and all others are those of the backup before.
 */
export function cutIntoParts(files: readonly KeptFile[]): KeptFile[][] | null {
  if (files.length < partsFrom) return null;
  if (lastCut === null || !fits(lastCut, files)) lastCut = cut(files);
  return lastCut.parts.map((part) =>
    part.map((at) => {
      const file = files[at];
      if (file === undefined) throw new Error('a cut names files that are there');
      return file;
    }),
  );
}

/** How one list of paths is cut: parts of places in it. The next list is nearly always one of the same paths. */
interface Cut {
  readonly paths: readonly string[];
  readonly parts: readonly (readonly number[])[];
}

let lastCut: Cut | null = null;

const fits = ({ paths }: Cut, files: readonly KeptFile[]): boolean =>
  paths.length === files.length && files.every(({ path }, at) => path === paths[at]);

function cut(files: readonly KeptFile[]): Cut {
  const paths = files.map(({ path }) => path as string);
  const pathAt = (at: number): string => paths[at] ?? '';
  const sorted = paths.map((_, at) => at);
  sorted.sort((a, b) => (pathAt(a) < pathAt(b) ? -1 : pathAt(a) > pathAt(b) ? 1 : 0));
  const parts: number[][] = [];
  let open: number[] = [];
  for (const at of sorted) {
    if (open.length === 0 || open.length >= largestPart || beginsPart(pathAt(at))) parts.push((open = []));
    open.push(at);
  }
  return { paths, parts };
}

/** FNV-1a. Part of the format only in so far as another choice would make all parts new once. */
function beginsPart(path: string): boolean {
  let sum = 0x811c9dc5;
  for (let at = 0; at < path.length; at += 1) sum = Math.imul(sum ^ path.charCodeAt(at), 0x01000193);
  // The low bits alone depend on the low bits of the characters alone.
  return ((sum ^ (sum >>> 15)) >>> 0) % partPaths === 0;
}

/** What parts of other backups hold, so that a list is neither written nor read twice. */
export interface KnownParts {
  get(hash: string): readonly KeptFile[] | undefined;
  learn(hash: ContentHash, files: readonly KeptFile[]): void;
  /** The hash of a part that says just this. */
  find(files: readonly KeptFile[]): ContentHash | null;
}

export function knownParts(): KnownParts {
  const byHash = new Map<string, readonly KeptFile[]>();
  const newest = new Map<string, ContentHash>();
  return {
    get: (hash) => byHash.get(hash),
    learn: (hash, files) => {
      byHash.set(hash, files);
      const [first] = files;
      if (first !== undefined) newest.set(first.path, hash);
    },
    find: (files) => {
      const hash = newest.get(files[0]?.path ?? '');
      const known = hash === undefined ? undefined : byHash.get(hash);
      return hash !== undefined && known !== undefined && sameFiles(files, known) ? hash : null;
    },
  };
}

function sameFiles(one: readonly KeptFile[], two: readonly KeptFile[]): boolean {
  if (one.length !== two.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at], two[at]];
    if (a === undefined || b === undefined || a.path !== b.path || !alike(a.entry, b.entry)) return false;
  }
  return true;
}

function alike(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  if (a.kind === 'file' && b.kind === 'file')
    return a.hash === b.hash && a.mode === b.mode && a.sizeBytes === b.sizeBytes;
  if (a.kind === 'symlink' && b.kind === 'symlink') return a.hash === b.hash && a.sizeBytes === b.sizeBytes;
  return a.kind === b.kind;
}
