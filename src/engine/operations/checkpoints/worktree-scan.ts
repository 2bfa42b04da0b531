import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { notAsStored, permissionsOf } from './clean-files';
import { absent, readEntry, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { hashBytes } from '../../files/hash';
import { splitNul } from '../../files/path-bytes';
import type { VaultWriter } from '../../vault/vault';
import type { LeftOut } from '../backups/left-out';
import type { Host } from '../host';
import type { FileStep } from '../journal/intent';

/** What was in the working tree and is more than simply the committed content, with its bytes in the vault. */
export type Baseline = ReadonlyMap<ProjectPath, Entry>;

/** A baseline, and what should be in it and is not. */
export interface TakenBaseline {
  readonly entries: Baseline;
  readonly leftOut: LeftOut;
}

/** Ignored files up to this size are covered too, as git overwrites them without asking. */
const ignoredLimitBytes = 5_000_000;
const ignoredLimitCount = 10_000;

/**
 * Reads everything that git might destroy into `writer`: changed, untracked and small ignored files, and `also`.
 * `wholeTree`: git may touch any path, so clean files whose bytes git cannot give back exactly are read, too.
 *
 * Not covered: ignored folders as a whole, and files beyond the size limit (`file-too-large` when they are in `also`).
 */
export async function takeBaseline(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  also: readonly ProjectPath[],
  wholeTree: boolean,
): Promise<Result<TakenBaseline>> {
  const status = await host.git.run(statusArgs);
  if (!status.ok) return status;
  const { uncommitted, ignored, within } = splitStatus(status.value.stdout);
  const baseline = new Map<ProjectPath, Entry>();
  const clean = wholeTree ? await notAsStored(host) : ok([]);
  if (!clean.ok) return clean;
  const leftOut: string[] = [];
  const seenFolders = new Set<string>();
  const named = new Set<string>(also);
  const ignoredOnly = new Set(ignored.slice(0, ignoredLimitCount));
  for (const path of new Set([...also, ...uncommitted, ...clean.value, ...ignoredOnly])) {
    const isIgnored = !named.has(path) && !uncommitted.has(path) && ignoredOnly.has(path);
    const limitBytes = isIgnored ? ignoredLimitBytes : host.largestFileBytes;
    const found = await readEntry(host.fs, host.place.root, path, { limitBytes, seenFolders });
    if (!found.ok) {
      if (named.has(path)) return found;
      if (!isIgnored) leftOut.push(path);
      continue;
    }
    if (found.value.bytes !== null) await writer.add(found.value.bytes);
    if (found.value.entry.kind !== 'other') baseline.set(path as ProjectPath, found.value.entry);
  }
  return ok({ entries: baseline, leftOut: { paths: leftOut, within } });
}

const statusArgs = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignored=matching'];

interface SplitStatus {
  readonly uncommitted: Set<ProjectPath>;
  readonly ignored: ProjectPath[];
  /** Untracked repositories within this one, as folders. */
  readonly within: string[];
}

function splitStatus(stdout: Buffer): SplitStatus {
  const uncommitted = new Set<ProjectPath>();
  const ignored: ProjectPath[] = [];
  const within: string[] = [];
  for (const record of splitNul(stdout)) {
    const path = record.slice(3) as ProjectPath;
    // A folder: an embedded repository, or ignored as a whole.
    if (path.endsWith('/')) {
      if (record.startsWith('??')) within.push(path);
      continue;
    }
    if (record.startsWith('!!')) ignored.push(path);
    else uncommitted.add(path);
  }
  return { uncommitted, ignored, within };
}

/** Paths that are changed or untracked now, and `within`: untracked repositories within this one, as folders. */
export async function changedNow(
  host: Host,
): Promise<Result<{ readonly paths: readonly ProjectPath[]; readonly within: readonly string[] }>> {
  const status = await host.git.run(statusArgs);
  if (!status.ok) return status;
  const { uncommitted, within } = splitStatus(status.value.stdout);
  return ok({ paths: [...uncommitted], within });
}

interface Tracked {
  readonly mode: string;
  readonly objectId: string;
}

/** Entries of an index file at stage 0, and whether a path has any stage. */
async function readIndexEntries(host: Host, indexFile: string): Promise<Result<Map<string, Tracked | null>>> {
  const listed = await host.git.run(['ls-files', '--stage', '-z'], { environment: { GIT_INDEX_FILE: indexFile } });
  if (!listed.ok) return listed;
  const entries = new Map<string, Tracked | null>();
  for (const record of splitNul(listed.value.stdout)) {
    const tab = record.indexOf('\t');
    const [mode = '', objectId = '', stage] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    if (stage === '0') entries.set(path, { mode, objectId });
    else if (!entries.has(path)) entries.set(path, null);
  }
  return ok(entries);
}

interface Before {
  readonly baseline: Baseline;
  /** A copy of the index of that time; null: there was none. */
  readonly indexFile: string | null;
  readonly namedOnly: boolean;
}

function isAtOrBelow(path: ProjectPath, baseline: Baseline): boolean {
  if (baseline.has(path)) return true;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    if (baseline.has(path.slice(0, at) as ProjectPath)) return true;
  return false;
}

/** What git did to the working tree since a baseline was taken. */
export interface WorktreeChanges {
  readonly steps: FileStep[];
  /** Paths that are new, neither in the index before nor in the baseline. */
  readonly appeared: ReadonlySet<ProjectPath>;
  /** Paths that were simply committed content before. */
  readonly wereClean: ReadonlySet<ProjectPath>;
}

/**
 * Compares the working tree with how it was. Contents of both sides go to `writer`.
 *
 * With `namedOnly` nothing else than the baseline's paths is asked for: of other files it is not known how they were,
 * for git stores some in another form than they have on disk, and only their times may have changed.
 */
export async function changesSince(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  { baseline, indexFile: preIndexFile, namedOnly }: Before,
): Promise<Result<WorktreeChanges>> {
  const tracked =
    preIndexFile === null ? ok(new Map<string, Tracked | null>()) : await readIndexEntries(host, preIndexFile);
  if (!tracked.ok) return tracked;
  const candidates = await candidatePaths(host, baseline, tracked.value, preIndexFile);
  if (!candidates.ok) return candidates;
  const asked = namedOnly ? candidates.value.filter((path) => isAtOrBelow(path, baseline)) : candidates.value;
  const clean = asked.filter((path) => !baseline.has(path));
  const committed = await readCommitted(host, writer, clean, tracked.value);
  if (!committed.ok) return committed;
  const steps: FileStep[] = [];
  const appeared = new Set<ProjectPath>();
  const seenFolders = new Set<string>();
  for (const path of asked) {
    const pre = baseline.get(path) ?? committed.value.get(path) ?? absent;
    const now = await readEntry(host.fs, host.place.root, path, { seenFolders });
    if (!now.ok) {
      if (now.failure.code === 'path-outside-project') continue;
      return now;
    }
    const post = now.value.entry;
    if (post.kind === 'other' || sameEntry(pre, post) || onlyFolder(pre, post)) continue;
    if (now.value.bytes !== null) await writer.add(now.value.bytes);
    steps.push({ path, pre, post });
    if (!baseline.has(path) && !tracked.value.has(path)) appeared.add(path);
  }
  return ok({ steps, appeared, wereClean: new Set(committed.value.keys()) });
}

/** A tracked file replaced by a folder of tracked files, or the other way round: the files tell the story. */
const onlyFolder = (pre: Entry, post: Entry): boolean =>
  (pre.kind === 'absent' && post.kind === 'directory') || (pre.kind === 'directory' && post.kind === 'directory');

async function candidatePaths(
  host: Host,
  baseline: Baseline,
  tracked: ReadonlyMap<string, Tracked | null>,
  preIndexFile: string | null,
): Promise<Result<ProjectPath[]>> {
  const environment = preIndexFile === null ? {} : { GIT_INDEX_FILE: preIndexFile };
  const paths = new Set<string>(baseline.keys());
  if (preIndexFile !== null) {
    const differing = await host.git.run(['diff-files', '--name-only', '--ignore-submodules=all', '-z'], {
      environment,
    });
    if (!differing.ok) return differing;
    for (const path of splitNul(differing.value.stdout)) paths.add(path);
  }
  const others = await host.git.run(['ls-files', '--others', '--exclude-standard', '-z'], {
    environment: preIndexFile === null ? { GIT_INDEX_FILE: `${host.folder}/no-index` } : environment,
  });
  if (!others.ok) return others;
  for (const path of splitNul(others.value.stdout)) if (!path.endsWith('/')) paths.add(path);
  // A tracked path of another branch may be one that is ignored here.
  const now = await host.git.run(['ls-files', '-z']);
  if (!now.ok) return now;
  for (const path of splitNul(now.value.stdout)) if (!tracked.has(path)) paths.add(path);
  return ok([...paths] as ProjectPath[]);
}

/** What git had checked out at paths that were clean: their blobs, as the vault keeps them. */
async function readCommitted(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  paths: readonly ProjectPath[],
  tracked: ReadonlyMap<string, Tracked | null>,
): Promise<Result<Map<ProjectPath, Entry>>> {
  const wanted = paths.flatMap((path) => {
    const entry = tracked.get(path);
    return entry === null || entry === undefined || entry.mode === '160000' ? [] : [{ path, ...entry }];
  });
  const entries = new Map<ProjectPath, Entry>();
  for (let from = 0; from < wanted.length; from += blobsAtOnce) {
    const part = wanted.slice(from, from + blobsAtOnce);
    const blobs = await readBlobs(
      host,
      part.map(({ objectId }) => objectId),
    );
    if (!blobs.ok) return blobs;
    for (const [at, { path, mode }] of part.entries()) {
      const bytes = blobs.value[at];
      if (bytes === undefined) continue;
      await writer.add(bytes);
      entries.set(path, committedEntry(bytes, mode));
    }
  }
  return ok(entries);
}

const blobsAtOnce = 2_000;

function committedEntry(bytes: Buffer, mode: string): Entry {
  const hash = hashBytes(bytes);
  if (mode === '120000') return { kind: 'symlink', hash, sizeBytes: bytes.length };
  return { kind: 'file', hash, sizeBytes: bytes.length, mode: permissionsOf(mode) };
}

async function readBlobs(host: Host, objectIds: readonly string[]): Promise<Result<Buffer[]>> {
  if (objectIds.length === 0) return ok([]);
  const input = `${objectIds.join('\n')}\n`;
  const answer = await host.git.run(['cat-file', '--batch'], { input, maxOutputBytes: 1 << 30 });
  if (!answer.ok) return answer;
  const blobs: Buffer[] = [];
  let at = 0;
  for (const objectId of objectIds) {
    const end = answer.value.stdout.indexOf(10, at);
    const size = /^\S+ blob (\d+)$/.exec(answer.value.stdout.toString('latin1', at, end))?.[1];
    if (size === undefined) return fail({ code: 'corrupt-repository', detail: `object ${objectId} cannot be read` });
    blobs.push(answer.value.stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return ok(blobs);
}
