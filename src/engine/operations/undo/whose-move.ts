import type { ProjectPath } from '../../../contract/basics';
import { splitNul } from '../../files/path-bytes';
import type { Host } from '../host';
import type { Intent } from '../journal/intent';
import { commitOf, movesHeadOnly, touchesIndexOnly, withoutForeign } from '../git-state/state';
import type { GitState } from '../git-state/state';

/** What may be taken back of what lies between two states. */
interface OwnPart {
  /** Where git stands, as far as it can be the interrupted operation's work. */
  readonly now: GitState;
  /** Paths in commits that somebody else made since: what lies there is theirs. */
  readonly theirs: ReadonlySet<string>;
}

/**
 * Tells an interrupted operation's own work from what somebody did beside it or after it.
 *
 * A commit that a terminal made while we failed, or in the hours until we came back after a crash, is never taken off
 * its branch, nor the index that belongs to it. `endedByItself`: git refused or failed and said so, so it moved nothing.
 */
export async function ownPartOf(
  host: Host,
  intent: Intent,
  states: { readonly before: GitState; readonly now: GitState; readonly indexFile: string | null },
  endedByItself: boolean,
): Promise<OwnPart> {
  const { before, now } = states;
  const ours = withoutForeign(intent.kind, before, now);
  const [from, to] = [commitOf(before), commitOf(now)];
  if ((now.head === before.head && from === to) || !(touchesIndexOnly(intent.kind) || movesHeadOnly(intent.kind)))
    return { now: ours, theirs: new Set() };
  if (!endedByItself && movesHeadOnly(intent.kind) && (await isOwnMove(host, intent, states)))
    return { now: ours, theirs: new Set() };
  return { now: { ...before, refs: { ...before.refs } }, theirs: await pathsBetween(host, from, to) };
}

/** Long enough for any git; what was committed later is not from before the crash. */
const longestGitMs = 10 * 60_000;

async function isOwnMove(
  host: Host,
  { kind, at }: Intent,
  { before, now, indexFile }: Parameters<typeof ownPartOf>[2],
): Promise<boolean> {
  const [from, to] = [commitOf(before), commitOf(now)];
  const onBranch = before.head === now.head || !(before.head.startsWith('ref: ') || now.head.startsWith('ref: '));
  const commit = to === null || !onBranch ? null : await readCommit(host, to);
  if (commit === null) return false;
  const { parents, tree, committedMs } = commit;
  const follows = from === null ? parents.length === 0 : parents[0] === from;
  const began = Date.parse(at);
  switch (kind) {
    case 'commit':
    case 'merge-complete':
      return follows && indexFile !== null && tree === (await writeTree(host, indexFile));
    case 'merge-start':
      // Forward to what a branch or tag had already, or a merge.
      return (follows && parents.length > 1) || (to !== null && (await wasThere(host, to, before)));
    case 'merge-abort':
      return false;
    default:
      return follows && parents.length === 1 && Math.abs(committedMs - began) < longestGitMs;
  }
}

interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly committedMs: number;
}

async function readCommit(host: Host, id: string): Promise<Commit | null> {
  const read = await host.git.text(['cat-file', 'commit', id]);
  if (!read.ok) return null;
  const head = read.value.split('\n\n', 1)[0] ?? '';
  const tree = /^tree (\S+)$/m.exec(head)?.[1];
  const seconds = /^committer .*> (\d+) \S+$/m.exec(head)?.[1];
  if (tree === undefined || seconds === undefined) return null;
  const parents = [...head.matchAll(/^parent (\S+)$/gm)].map(([, parent = '']) => parent);
  return { tree, parents, committedMs: Number(seconds) * 1_000 };
}

/** Whether a commit hung on some ref before. */
async function wasThere(host: Host, id: string, { refs }: GitState): Promise<boolean> {
  const known = Object.values(refs).filter((value) => !value.startsWith('ref: '));
  const input = [id, ...known.map((value) => `^${value}`)].join('\n');
  const args = ['rev-list', '--max-count=1', '--ignore-missing', '--stdin'];
  const answer = await host.git.text(args, { input: `${input}\n` });
  return answer.ok && answer.value.trim() === '';
}

async function writeTree(host: Host, indexFile: string): Promise<string | null> {
  const tree = await host.git.text(['write-tree'], { environment: { GIT_INDEX_FILE: indexFile } });
  return tree.ok ? tree.value.trim() : null;
}

async function pathsBetween(host: Host, from: string | null, to: string | null): Promise<ReadonlySet<ProjectPath>> {
  if (from === to || to === null) return new Set();
  const args =
    from === null
      ? ['ls-tree', '-r', '--name-only', '-z', to]
      : ['diff-tree', '-r', '--no-renames', '--name-only', '-z', from, to];
  const listed = await host.git.run(args);
  return new Set(listed.ok ? (splitNul(listed.value.stdout) as ProjectPath[]) : []);
}

/** Whether a commit took in another one that somebody made at the same moment: going back would take that one off, too. */
export async function tookInOthers(host: Host, kind: string, before: GitState, now: GitState): Promise<boolean> {
  if (kind !== 'commit' && kind !== 'merge-complete') return false;
  // A rebase or a row of picks that goes on makes as many commits as are left.
  if (Object.keys(before.files).some((file) => /^git:(rebase-merge|rebase-apply|sequencer)\//.test(file))) return false;
  const [from, to] = [commitOf(before), commitOf(now)];
  if (to === null || from === to) return false;
  const commit = await readCommit(host, to);
  return commit !== null && (from === null ? commit.parents.length > 0 : commit.parents[0] !== from);
}
