import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgressKind } from '../../contract/changes';
import type { Place } from './git';

export interface Step {
  /** From 1. */
  readonly current: number;
  readonly total: number;
}

/** What git is in the middle of, from the files in its folder. Every id is a full object id. */
export type Progress =
  | {
      readonly kind: 'none';
      /** `git merge --squash` prepared a message for a plain commit; it leaves no other trace. */
      readonly squash: boolean;
    }
  | { readonly kind: 'merge'; readonly heads: readonly string[] }
  | {
      readonly kind: 'rebase';
      readonly backend: 'merge' | 'apply';
      readonly interactive: boolean;
      /** The branch that is rebased, short; null: a detached HEAD. */
      readonly branch: string | null;
      /** The commit that everything is put on top of. */
      readonly onto: string | null;
      /** Where the branch was. */
      readonly original: string | null;
      /** The commit that is being replayed; null: it stopped between commits. */
      readonly replayed: string | null;
      readonly step: Step | null;
    }
  | {
      readonly kind: 'cherry-pick' | 'revert';
      /** Null: between two commits of a series. */
      readonly commit: string | null;
      /** More than one commit was asked for: git's sequencer goes on afterwards. */
      readonly series: {
        /** HEAD when it began; how many commits were made since says how far it is. */
        readonly startedAt: string | null;
        /** With the one it stopped at. */
        readonly left: number;
      } | null;
    }
  | { readonly kind: 'am'; readonly step: Step | null }
  | { readonly kind: 'bisect' };

/**
 * Looks for the state files of every command that stops for conflicts; starts no process.
 *
 * A rebase is asked for first, because it uses the files of a cherry-pick and of a merge for its steps. A stash that
 * was applied with conflicts leaves no file; see `progressKind`.
 */
export async function readProgress(place: Place): Promise<Progress> {
  const names = new Set(await readdir(place.gitDir).catch(() => []));
  const read = (...parts: string[]): Promise<string> => readSmallFile(join(place.gitDir, ...parts));
  if (names.has('rebase-merge')) return readRebaseMerge(read);
  if (names.has('rebase-apply')) return readRebaseApply(read, join(place.gitDir, 'rebase-apply'));
  if (names.has('MERGE_HEAD')) return { kind: 'merge', heads: objectIds(await read('MERGE_HEAD')) };
  if (names.has('CHERRY_PICK_HEAD')) return readPick('cherry-pick', await read('CHERRY_PICK_HEAD'), read, names);
  if (names.has('REVERT_HEAD')) return readPick('revert', await read('REVERT_HEAD'), read, names);
  if (names.has('sequencer')) {
    const kind = /^revert\b/m.test(await read('sequencer', 'todo')) ? 'revert' : 'cherry-pick';
    return readPick(kind, '', read, names);
  }
  if (names.has('BISECT_LOG')) return { kind: 'bisect' };
  return { kind: 'none', squash: names.has('SQUASH_MSG') };
}

/**
 * The kind for people. Conflicts without any state file come from changes that were put onto the working tree: a
 * stash that was applied, `git checkout -m`, `git apply -3`; or from a squashed merge.
 */
export function progressKind(progress: Progress, hasConflicts: boolean): ProgressKind {
  if (progress.kind !== 'none') return progress.kind;
  if (!hasConflicts) return 'none';
  return progress.squash ? 'merge' : 'stash-pop';
}

type Read = (...parts: string[]) => Promise<string>;

async function readRebaseMerge(read: Read): Promise<Progress> {
  const file = (name: string): Promise<string> => read('rebase-merge', name);
  const picked = objectId(await read('CHERRY_PICK_HEAD'));
  const doneLine = (await file('done')).trimEnd().split('\n').at(-1) ?? '';
  return {
    kind: 'rebase',
    backend: 'merge',
    interactive: (await file('interactive')) !== missing,
    branch: branchName(await file('head-name')),
    onto: objectId(await file('onto')),
    original: objectId(await file('orig-head')),
    replayed: objectId(await read('REBASE_HEAD')) ?? picked ?? objectId(await file('stopped-sha')) ?? lastIn(doneLine),
    step: step(await file('msgnum'), await file('end')),
  };
}

/** "pick 1a2b… subject" in a list of steps; only whole ids count. */
const lastIn = (line: string): string | null => objectId(line.split(' ')[1] ?? '');

async function readRebaseApply(read: Read, folder: string): Promise<Progress> {
  const file = (name: string): Promise<string> => read('rebase-apply', name);
  const names = new Set(await readdir(folder).catch(() => []));
  const counted = step(await file('next'), await file('last'));
  if (!names.has('rebasing')) return { kind: 'am', step: counted };
  return {
    kind: 'rebase',
    backend: 'apply',
    interactive: false,
    branch: branchName(await file('head-name')),
    onto: objectId(await file('onto')),
    original: objectId(await file('orig-head')),
    replayed: objectId(await read('REBASE_HEAD')) ?? objectId(await file('original-commit')),
    step: counted,
  };
}

async function readPick(
  kind: 'cherry-pick' | 'revert',
  head: string,
  read: Read,
  names: ReadonlySet<string>,
): Promise<Progress> {
  const series = names.has('sequencer')
    ? { startedAt: objectId(await read('sequencer', 'head')), left: countSteps(await read('sequencer', 'todo')) }
    : null;
  return { kind, commit: objectId(head), series };
}

const countSteps = (todo: string): number => todo.split('\n').filter((line) => /^(pick|p|revert) /.test(line)).length;

const missing = '';

/** State files are small; of a big one only the start can matter. */
async function readSmallFile(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return missing;
  try {
    if (!(await file.stat()).isFile()) return missing;
    const buffer = Buffer.alloc(1_000_000);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    // An empty file is there all the same (`interactive`).
    return bytesRead === 0 ? '\n' : buffer.toString('utf8', 0, bytesRead);
  } catch {
    // Unreadable: as if it were not there; git itself will say so when it is asked to go on.
    return missing;
  } finally {
    await file.close();
  }
}

const isObjectId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

function objectId(text: string): string | null {
  const first = text.trim().split(/\s/, 1)[0] ?? '';
  return isObjectId(first) ? first : null;
}

const objectIds = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s/, 1)[0] ?? '')
    .filter(isObjectId);

function branchName(text: string): string | null {
  const name = text.trim();
  return name.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : null;
}

function step(current: string, total: string): Step | null {
  const numbers = [Number(current.trim()), Number(total.trim())] as const;
  const fits = numbers.every((number) => Number.isInteger(number) && number > 0) && numbers[0] <= numbers[1];
  return fits ? { current: numbers[0], total: numbers[1] } : null;
}
