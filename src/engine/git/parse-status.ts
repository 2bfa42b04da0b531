import type { ChangeKind, ConflictKind } from '../../contract/changes';
import { pathFromBytes } from '../files/path-bytes';

/** One side of an unmerged path in the index; mode "000000" and an id of zeros: this side has nothing. */
export interface StageFacts {
  readonly mode: string;
  readonly objectId: string;
}

/** One line of `git status --porcelain=v2 -z`. */
export type StatusLine =
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly from: string | null;
      readonly staged: ChangeKind;
      readonly unstaged: ChangeKind;
      readonly submodule: boolean;
    }
  | {
      readonly kind: 'unmerged';
      readonly path: string;
      readonly conflict: ConflictKind;
      readonly submodule: boolean;
      readonly base: StageFacts;
      readonly ours: StageFacts;
      readonly theirs: StageFacts;
    }
  | { readonly kind: 'untracked' | 'ignored'; readonly path: string };

export interface ParsedStatus {
  /** Null: no commit yet. */
  readonly commit: string | null;
  /** Null: detached. */
  readonly branch: string | null;
  readonly upstream: {
    readonly name: string;
    readonly ahead: number;
    readonly behind: number;
    readonly gone: boolean;
  } | null;
  readonly lines: readonly StatusLine[];
  /** More lines were there than asked for. */
  readonly truncated: boolean;
  /** Pieces that no rule knows: a newer git's words. They are left out. */
  readonly unknown: number;
}

/** Reads status output of any shape without failing; see git-status(1), "Porcelain Format Version 2". */
export function parseStatus(bytes: Uint8Array, limit = Number.MAX_SAFE_INTEGER): ParsedStatus {
  const records = records0(bytes);
  const header = new Map<string, string>();
  const lines: StatusLine[] = [];
  let truncated = false;
  let unknown = 0;
  for (let record = records.next(); record.done !== true; record = records.next()) {
    if (record.value.startsWith('# ')) {
      const space = record.value.indexOf(' ', 2);
      if (space > 0) header.set(record.value.slice(2, space), record.value.slice(space + 1));
      continue;
    }
    if (lines.length >= limit) {
      truncated = true;
      break;
    }
    const line = parseLine(record.value, () => String(records.next().value ?? ''));
    if (line === null) unknown += 1;
    else lines.push(line);
  }
  return { ...parseHeader(header), lines, truncated, unknown };
}

function* records0(bytes: Uint8Array): Generator<string, undefined> {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0, start);
    if (end < 0) return undefined;
    yield pathFromBytes(bytes.subarray(start, end));
    start = end + 1;
  }
}

function parseHeader(header: ReadonlyMap<string, string>): Pick<ParsedStatus, 'commit' | 'branch' | 'upstream'> {
  const commit = header.get('branch.oid') ?? '(initial)';
  const branch = header.get('branch.head') ?? '(detached)';
  const upstream = header.get('branch.upstream');
  const counts = /^\+(\d+) -(\d+)$/.exec(header.get('branch.ab') ?? '');
  return {
    commit: isObjectId(commit) ? commit : null,
    branch: branch === '(detached)' ? null : branch,
    upstream:
      upstream === undefined
        ? null
        : { name: upstream, ahead: Number(counts?.[1] ?? 0), behind: Number(counts?.[2] ?? 0), gone: counts === null },
  };
}

const isObjectId = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);

function parseLine(record: string, nextRecord: () => string): StatusLine | null {
  switch (record.slice(0, 2)) {
    case '1 ':
      return parseChanged(record, 8, () => null);
    case '2 ':
      return parseChanged(record, 9, nextRecord);
    case 'u ':
      return parseUnmerged(record);
    case '? ':
      return record.length > 2 ? { kind: 'untracked', path: record.slice(2) } : null;
    case '! ':
      return record.length > 2 ? { kind: 'ignored', path: record.slice(2) } : null;
    default:
      return null;
  }
}

/** The first `count` fields, which hold no space, and the path behind them, which may. Null: too short. */
function splitFields(record: string, count: number): { fields: string[]; path: string } | null {
  const fields: string[] = [];
  let at = 0;
  while (fields.length < count) {
    const space = record.indexOf(' ', at);
    if (space < 0) return null;
    fields.push(record.slice(at, space));
    at = space + 1;
  }
  return at < record.length ? { fields, path: record.slice(at) } : null;
}

function parseChanged(record: string, count: number, from: () => string | null): StatusLine | null {
  const split = splitFields(record, count);
  const origin = from();
  if (split === null || origin === '') return null;
  const [, letters = '', submodule = ''] = split.fields;
  const staged = changeKinds[letters[0] ?? ''];
  const unstaged = changeKinds[letters[1] ?? ''];
  if (staged === undefined || unstaged === undefined) return null;
  return { kind: 'changed', path: split.path, from: origin, staged, unstaged, submodule: submodule.startsWith('S') };
}

const changeKinds: Readonly<Record<string, ChangeKind | undefined>> = {
  '.': 'unchanged',
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

function parseUnmerged(record: string): StatusLine | null {
  const split = splitFields(record, 10);
  if (split === null) return null;
  const [, letters = '', submodule = '', m1 = '', m2 = '', m3 = '', , h1 = '', h2 = '', h3 = ''] = split.fields;
  const conflict = conflictKinds[letters];
  if (conflict === undefined) return null;
  return {
    kind: 'unmerged',
    path: split.path,
    conflict,
    submodule: submodule.startsWith('S'),
    base: { mode: m1, objectId: h1 },
    ours: { mode: m2, objectId: h2 },
    theirs: { mode: m3, objectId: h3 },
  };
}

const conflictKinds: Readonly<Record<string, ConflictKind | undefined>> = {
  UU: 'both-modified',
  AA: 'both-added',
  DU: 'deleted-by-us',
  UD: 'deleted-by-them',
  AU: 'added-by-us',
  UA: 'added-by-them',
  DD: 'both-deleted',
};
