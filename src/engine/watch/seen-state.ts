import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { FileSystem } from '../files/file-system';
import { readEntry, entryHash } from '../files/entry';
import type { ParsedStatus, StatusLine } from '../git/parse-status';

/** What was known of one path that is not simply the committed content. */
interface SeenPath {
  /** Git's words for it. */
  readonly letters: string;
  /** What the disk says without reading; only to spare reading. */
  readonly stat: string;
  readonly content: SeenContent;
}

/** A content's hash; `absent`: nothing that has content is there; `unread`: not known. */
export type SeenContent = ContentHash | 'absent' | 'unread';

/** The state of a project as the last look left it. */
export interface SeenState {
  /** Branch, commit and upstream. */
  readonly head: string;
  readonly commit: string | null;
  readonly progress: string;
  readonly refs: string;
  readonly paths: ReadonlyMap<string, SeenPath>;
  /** More paths than are looked at one by one. */
  readonly coarse: boolean;
}

/** More than this is compared by git's words alone. */
const mostStats = 5_000;
/** More than this is not read: it counts as changed. */
const mostReads = 500;
const readLimitBytes = 16 * 1024 * 1024;

export interface LookOptions {
  readonly fs: FileSystem;
  readonly root: string;
  readonly status: ParsedStatus;
  readonly progress: string;
  readonly refs: string;
  readonly before: SeenState | null;
}

/** Builds the new state. Files are read only where the disk's facts differ from the last look. */
export async function lookAt(options: LookOptions): Promise<SeenState> {
  const { status, before } = options;
  const coarse = status.truncated || status.lines.length > mostStats;
  const paths = new Map<string, SeenPath>();
  let reads = 0;
  for (const part of chunks(status.lines, 64)) {
    const seen = await Promise.all(
      part.map(async (line): Promise<SeenPath> => {
        const letters = lettersOf(line);
        if (coarse) return { letters, stat: '', content: 'unread' };
        const stat = await statOf(options.fs, `${options.root}/${line.path}`);
        const old = before?.paths.get(line.path);
        if (old?.stat === stat) return { letters, stat, content: old.content };
        const content = (reads += 1) <= mostReads ? await contentOf(options, line.path) : 'unread';
        return { letters, stat, content };
      }),
    );
    part.forEach((line, index) => {
      const one = seen[index];
      if (one !== undefined) paths.set(line.path, one);
    });
  }
  const { branch, commit, upstream } = status;
  return {
    head: JSON.stringify([branch, commit, upstream]),
    commit,
    progress: options.progress + unmergedOf(status.lines),
    refs: options.refs,
    paths,
    coarse,
  };
}

/** One path that differs between two looks. */
export interface SeenDifference {
  readonly path: ProjectPath;
  readonly content: SeenContent;
  /** The content is the same, only git's words for it changed (staged, committed). */
  readonly wordsOnly: boolean;
  /** It is no longer among the changed paths: it became what is committed, or what is committed became it. */
  readonly settled: boolean;
}

/** Paths whose state differs, in no order. */
export function differences(before: SeenState, after: SeenState): SeenDifference[] {
  const found: SeenDifference[] = [];
  for (const [path, now] of after.paths) {
    const old = before.paths.get(path);
    if (old !== undefined && old.letters === now.letters && sameContent(old, now)) continue;
    found.push({
      path: path as ProjectPath,
      content: now.content,
      wordsOnly: old !== undefined && sameContent(old, now),
      settled: false,
    });
  }
  for (const path of before.paths.keys())
    if (!after.paths.has(path))
      found.push({ path: path as ProjectPath, content: 'unread', wordsOnly: false, settled: true });
  return found;
}

const sameContent = (one: SeenPath, two: SeenPath): boolean =>
  one.stat === two.stat || (one.content !== 'unread' && one.content === two.content);

function lettersOf(line: StatusLine): string {
  switch (line.kind) {
    case 'changed':
      return `${line.staged} ${line.unstaged} ${line.from ?? ''}`;
    case 'unmerged':
      return `${line.conflict} ${line.base.objectId} ${line.ours.objectId} ${line.theirs.objectId}`;
    case 'untracked':
    case 'ignored':
      return line.kind;
  }
}

const unmergedOf = (lines: readonly StatusLine[]): string =>
  lines
    .filter((line) => line.kind === 'unmerged')
    .map((line) => `\n${line.path} ${lettersOf(line)}`)
    .join('');

async function statOf(fs: FileSystem, path: string): Promise<string> {
  try {
    const stat = await fs.lstat(path);
    if (stat === null) return 'absent';
    return [stat.kind, stat.mode, stat.sizeBytes, stat.modifiedMs, stat.changedMs, stat.inode].join(' ');
  } catch {
    // No permission to look: the same answer each time, so it counts as unchanged until it can be seen.
    return 'unreadable';
  }
}

async function contentOf({ fs, root }: LookOptions, path: string): Promise<SeenContent> {
  const read = await readEntry(fs, root, path, { limitBytes: readLimitBytes });
  return read.ok ? (entryHash(read.value.entry) ?? 'absent') : 'unread';
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
