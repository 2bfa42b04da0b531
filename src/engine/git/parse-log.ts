import type { Person } from '../../contract/basics';
import type { ChangeKind } from '../../contract/changes';
import { pathFromBytes } from '../files/path-bytes';

/** A path that a commit or a comparison changed. */
export interface PathChange {
  readonly path: string;
  readonly from: string | null;
  readonly change: ChangeKind;
}

export interface LogCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly author: Person;
  /** When it was written; ISO 8601 in UTC. */
  readonly authoredAt: string;
  /** When it came to be in this form. */
  readonly committedAt: string;
  /** Short names, those of this repository first: "main", "origin/main", "tag: v1". */
  readonly refs: readonly string[];
  /** The branch that HEAD is on, when HEAD is at this commit. */
  readonly headBranch: string | null;
  readonly subject: string;
  readonly body: string;
  /** Which end of `ours...theirs` it belongs to; null outside of such a question. */
  readonly side: 'ours' | 'theirs' | null;
  /** Null: was not asked for. */
  readonly changes: readonly PathChange[] | null;
}

/** Fields by NUL; with `-z` a record ends with NUL, and changed paths follow behind a line break. */
export const logFormat = ['%m', '%H', '%P', '%an', '%ae', '%at', '%ct', '%D', '%B'].join('%x00');
const fieldCount = 9;

/** Reads `git log -z --format=<logFormat>`, with or without `--name-status`. A cut tail is left out. */
export function parseLog(bytes: Uint8Array, withChanges: boolean): LogCommit[] {
  const tokens = pathFromBytes(bytes).split('\0');
  const commits: LogCommit[] = [];
  let at = 0;
  while (at + fieldCount < tokens.length) {
    const fields = tokens.slice(at, at + fieldCount);
    at += fieldCount;
    let changes: PathChange[] | null = withChanges ? [] : null;
    if (withChanges && tokens[at]?.startsWith('\n') === true) {
      const read = readChanges(tokens, at, (token) => token.replace(/^\n+/, ''));
      changes = read.changes;
      at = read.next;
    }
    commits.push(toCommit(fields, changes));
  }
  return commits;
}

function toCommit(fields: readonly string[], changes: readonly PathChange[] | null): LogCommit {
  const [
    mark = '',
    commit = '',
    parents = '',
    name = '',
    email = '',
    authored = '',
    committed = '',
    refs = '',
    message = '',
  ] = fields;
  const [subject = '', ...rest] = message.split('\n');
  return {
    commit,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name, email },
    authoredAt: instant(authored),
    committedAt: instant(committed),
    refs: refs === '' ? [] : refs.split(', ').sort(ownFirst).flatMap(refNames),
    headBranch: /^HEAD -> refs\/heads\/([^,]+)/.exec(refs)?.[1] ?? null,
    subject,
    body: rest.join('\n').trim(),
    side: mark === '<' ? 'ours' : mark === '>' ? 'theirs' : null,
    changes,
  };
}

/** Times of commits are whatever somebody wrote; those that no calendar knows become the epoch. */
export function instant(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

const ownFirst = (one: string, other: string): number => refRank(one) - refRank(other);

/** Git lists them by name, and "origin/…" would often stand before the branch that a person works on. */
function refRank(decoration: string): number {
  const name = decoration.replace(/^HEAD -> /, '');
  if (name.startsWith('refs/heads/')) return 0;
  return name.startsWith('refs/remotes/') ? 1 : 2;
}

/** "HEAD -> refs/heads/main" says two things; the second is the name. A remote's HEAD only points at another name. */
function refNames(decoration: string): string[] {
  const name = decoration.replace(/^HEAD -> /, '');
  if (name === 'HEAD' || /^refs\/remotes\/[^/]+\/HEAD$/.test(name)) return [];
  return [name.replace(/^(tag: )?refs\/(?:heads|tags|remotes)\//, '$1')];
}

/** Reads `--name-status -z` without commits: `diff-tree -z --name-status`. */
export const parseNameStatus = (bytes: Uint8Array): PathChange[] =>
  readChanges(pathFromBytes(bytes).split('\0'), 0, (token) => token).changes;

function readChanges(
  tokens: readonly string[],
  start: number,
  clean: (token: string) => string,
): { changes: PathChange[]; next: number } {
  const changes: PathChange[] = [];
  let at = start;
  for (;;) {
    const letters = /^([ACDMRTUX])\d*$/.exec(clean(tokens[at] ?? ''))?.[1];
    const names = letters === 'R' || letters === 'C' ? 2 : 1;
    // The last token stands behind the last NUL: it is nothing, or a cut tail.
    if (letters === undefined || at + names >= tokens.length - 1) return { changes, next: at };
    const first = tokens[at + 1] ?? '';
    const path = names === 2 ? (tokens[at + 2] ?? '') : first;
    if (path === '') return { changes, next: at };
    changes.push({ path, from: names === 2 ? first : null, change: changeKinds[letters] ?? 'modified' });
    at += 1 + names;
  }
}

const changeKinds: Readonly<Record<string, ChangeKind>> = {
  A: 'added',
  C: 'copied',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  T: 'type-changed',
};
