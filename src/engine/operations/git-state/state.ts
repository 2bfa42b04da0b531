import { z } from 'zod';
import { ContentHash } from '../../../contract/basics';

/** A file of git's own folders: `git:` is the working tree's git folder, `common:` the one all of them share. */
const StateFile = z.string().regex(/^(git|common):[^/].*$/);

/** Where git stands, apart from the working tree: what undo has to put back. */
export const GitState = z.object({
  version: z.literal(1),
  /** Bytes of HEAD as text. */
  head: z.string(),
  /** Full name → object id, or `ref: <name>` for a symbolic one. */
  refs: z.record(z.string(), z.string()),
  /** Files of operations in progress, the stash's list, the config → their bytes in the vault. */
  files: z.record(StateFile, ContentHash),
  index: ContentHash.nullable(),
  /**
   * When the index had last been written. Git trusts an entry's times only when they are older than its index (to
   * the second, in most builds): bytes that come back with a younger time would hide a change of that second.
   */
  indexModifiedMs: z.number(),
});
export type GitState = z.infer<typeof GitState>;

const beforeAfter = <T extends z.ZodType>(shape: T) => ({ pre: shape, post: shape });

/** What differs between two states; enough to go from one to the other, either way. */
export const StateChange = z.object({
  /** HEAD always, also when it stayed: undo may only go back to where it was. */
  head: z.object(beforeAfter(z.string())),
  refs: z.array(z.object({ name: z.string(), ...beforeAfter(z.string().nullable()) })),
  files: z.array(z.object({ file: StateFile, ...beforeAfter(ContentHash.nullable()) })),
  /** Null: not touched. `postEntries`: SHA-256 of what `git ls-files --stage` says, for git rewrites the bytes at will. */
  index: z
    .object({
      ...beforeAfter(ContentHash.nullable()),
      postEntries: z.string().nullable(),
      preModifiedMs: z.number(),
      postModifiedMs: z.number(),
    })
    .nullable(),
});
export type StateChange = z.infer<typeof StateChange>;

/** Where git keeps all stashes but the newest. */
const stashList = 'common:logs/refs/stash';

export function compareStates(pre: GitState, post: GitState, postEntries: string | null): StateChange | null {
  const refs = changedKeys(pre.refs, post.refs).map((name) => ({
    name,
    pre: pre.refs[name] ?? null,
    post: post.refs[name] ?? null,
  }));
  const changedFiles = new Set(changedKeys(pre.files, post.files));
  // Moving the ref writes a line to its list: the list has to be said even where it is the same on both sides.
  if (refs.some(({ name }) => name === 'refs/stash')) changedFiles.add(stashList);
  const files = [...changedFiles].map((file) => ({
    file,
    pre: pre.files[file] ?? null,
    post: post.files[file] ?? null,
  }));
  const times = { preModifiedMs: pre.indexModifiedMs, postModifiedMs: post.indexModifiedMs };
  const index = pre.index === post.index ? null : { pre: pre.index, post: post.index, postEntries, ...times };
  if (refs.length === 0 && files.length === 0 && index === null && pre.head === post.head) return null;
  return { head: { pre: pre.head, post: post.head }, refs, files, index };
}

/** Operations whose git writes the index and the working tree alone: HEAD and refs that move meanwhile are not ours. */
const indexOnly = new Set(['stage', 'unstage', 'discard', 'resolve', 'reopen-conflict', 'write-file', 'restore']);

/**
 * Operations whose git moves HEAD and its branch, and no other ref; `undo` and `redo` by a new commit are such, too.
 * Kinds that are named nowhere may move any.
 */
const headOnly = new Set(['commit', 'merge-start', 'merge-complete', 'merge-abort', 'undo', 'redo']);

export const touchesIndexOnly = (kind: string): boolean => indexOnly.has(kind);
export const movesHeadOnly = (kind: string): boolean => headOnly.has(kind);

/**
 * The state after git worked, without what somebody else did at the same moment: refs that an operation of this kind
 * never moves (tags, other branches, remote branches) count as they were.
 */
export function withoutForeign(kind: string, before: GitState, now: GitState): GitState {
  if (touchesIndexOnly(kind)) return { ...now, head: before.head, refs: before.refs };
  if (!headOnly.has(kind)) return now;
  const own = new Set(['refs/stash', branchOf(before.head), branchOf(now.head)]);
  const refs: Record<string, string> = {};
  for (const name of new Set([...Object.keys(before.refs), ...Object.keys(now.refs)])) {
    const value = own.has(name) ? now.refs[name] : before.refs[name];
    if (value !== undefined) refs[name] = value;
  }
  return { ...now, refs };
}

const branchOf = (head: string): string | null => /^ref: (.+?)\n?$/.exec(head)?.[1] ?? null;

const changedKeys = (pre: Readonly<Record<string, string>>, post: Readonly<Record<string, string>>): string[] =>
  [...new Set([...Object.keys(pre), ...Object.keys(post)])].filter((key) => pre[key] !== post[key]).sort();

/** The commit that HEAD names; null on a branch without one. */
export function commitOf(state: Pick<GitState, 'head' | 'refs'>): string | null {
  const branch = branchOf(state.head);
  return branch === null ? state.head.trim() : (state.refs[branch] ?? null);
}

/** HEAD and the refs that a change names, before or after it. */
export function sideOf(state: StateChange, side: 'pre' | 'post'): { head: string; refs: Record<string, string> } {
  const refs = state.refs.flatMap((ref) => (ref[side] === null ? [] : [[ref.name, ref[side]] as const]));
  return { head: state.head[side], refs: Object.fromEntries(refs) };
}
