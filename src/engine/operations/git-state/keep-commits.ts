import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { Host } from '../host';
import { commitOf } from './state';
import type { GitState, StateChange } from './state';

/**
 * Holds on to what a change makes unreachable, or has made: under `refs/selvedge/keep/<operation>/<object>` commits
 * that refs leave, stashes that are dropped, contents that were only staged. Git's own reflog is no protection, a
 * clean-up empties it. Can be repeated.
 *
 * Best called before refs move: then there is no moment at which no ref names them.
 */
export async function keepUnreachable(
  host: Host,
  operationId: string,
  pre: Pick<GitState, 'head' | 'refs'>,
  change: StateChange | null,
  preIndexFile: string | null,
): Promise<Result<null>> {
  if (change === null) return ok(null);
  const left = await leftBehind(host, pre, change);
  const wanted = left.length > 0 && (await someUnreachable(host, left, change)) ? left : [];
  const staged = change.index === null || preIndexFile === null ? null : await stagedTree(host, pre, preIndexFile);
  const kept = staged === null ? wanted : [...wanted, staged];
  return keepCommits(host, operationId, kept);
}

/** Holds on to these objects, commits or others, for the sake of an operation. */
export async function keepCommits(host: Host, operationId: string, ids: readonly string[]): Promise<Result<null>> {
  if (ids.length === 0) return ok(null);
  const input = ids.map((id) => `update ${keptAs(operationId, id)}\0${id}\0\0`).join('');
  const done = await host.git.run(['update-ref', '--stdin', '-z'], { input });
  return done.ok ? dropBroken(host, operationId, ids) : done;
}

export const keptFolder = 'refs/selvedge/keep';

const keptAs = (operationId: string, id: string): string => `${keptFolder}/${operationId}/${id}`;

/** A clean-up that began before us may have taken an object in between: a ref to nothing breaks every later git. */
async function dropBroken(host: Host, operationId: string, kept: readonly string[]): Promise<Result<null>> {
  const there = new Set(await existing(host, kept));
  const input = kept.flatMap((id) => (there.has(id) ? [] : [`delete ${keptAs(operationId, id)}\0\0`]));
  if (input.length === 0) return ok(null);
  const done = await host.git.run(['update-ref', '--stdin', '-z'], { input: input.join('') });
  return done.ok ? ok(null) : done;
}

/** Object ids that the old state named and the new one no longer does. */
async function leftBehind(host: Host, pre: Pick<GitState, 'head' | 'refs'>, change: StateChange): Promise<string[]> {
  const ids = new Set<string>();
  for (const ref of change.refs) if (ref.pre !== null && !ref.pre.startsWith('ref: ')) ids.add(ref.pre);
  if (/^[0-9a-f]{40,64}\n?$/.test(pre.head) && change.head.post !== pre.head) ids.add(pre.head.trim());
  for (const { file, pre: hash } of change.files) {
    if (hash === null || !(file === 'common:logs/refs/stash' || /HEAD$|AUTOSTASH$/.test(file))) continue;
    const bytes = await host.vault.read(hash);
    if (bytes.ok) for (const id of objectIds(bytes.value.toString('latin1'), file)) ids.add(id);
  }
  return existing(host, [...ids]);
}

/** In a reflog the second word of each line is where the ref went. */
export function objectIds(text: string, file: string): string[] {
  if (file !== 'common:logs/refs/stash') return text.match(/^[0-9a-f]{40,64}$/gm) ?? [];
  return text.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
}

export async function existing(host: Host, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const args = ['cat-file', '--buffer', '--batch-check=%(objectname)'];
  const answer = await host.git.text(args, { input: `${ids.join('\n')}\n` });
  return answer.ok ? answer.value.split('\n').filter((line) => /^[0-9a-f]+$/.test(line)) : [];
}

/**
 * Whether any of them hangs on nothing that lasts, once the change is made. Neither a stash nor a HEAD without a branch
 * lasts: the next stash takes the place of that one, and its parent is a commit that may be nowhere else.
 */
async function someUnreachable(host: Host, ids: readonly string[], change: StateChange): Promise<boolean> {
  const format = '--format=%(refname) %(objectname)';
  const listed = await host.git.text(['for-each-ref', format, 'refs/heads', 'refs/tags', 'refs/remotes']);
  if (!listed.ok) return true;
  const lasting = new Map<string, string>();
  for (const line of listed.value.split('\n')) {
    const [name, id] = line.split(' ');
    if (name !== undefined && id !== undefined) lasting.set(name, id);
  }
  for (const { name, post } of change.refs)
    if (lasting.has(name) || /^refs\/(heads|tags|remotes)\//.test(name)) {
      if (post === null || post.startsWith('ref: ')) lasting.delete(name);
      else lasting.set(name, post);
    }
  const args = ['rev-list', '--max-count=1', '--objects', '--ignore-missing', '--stdin'];
  const without = [...new Set(lasting.values())].map((id) => `^${id}`);
  const answer = await host.git.text(args, { input: `${[...ids, ...without].join('\n')}\n` });
  return !answer.ok || answer.value.trim() !== '';
}

/** A tree with everything that was staged; null when a commit has it all, or it cannot be written. */
export async function stagedTree(
  host: Host,
  pre: Pick<GitState, 'head' | 'refs'>,
  preIndexFile: string,
): Promise<string | null> {
  const tree = await host.git.text(['write-tree'], { environment: { GIT_INDEX_FILE: preIndexFile } });
  if (!tree.ok) return looseTree(host, preIndexFile);
  const before = commitOf(pre);
  for (const commit of before === null ? ['HEAD'] : ['HEAD', before]) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`];
    const committed = await host.git.text(args, { answers: [0, 1] });
    if (committed.ok && committed.value === tree.value) return null;
  }
  return tree.value.trim();
}

/**
 * With conflicts there is no tree to write: all staged contents, named by themselves. Not by `git mktree`, which does
 * not sync what it writes whatever the settings say: a power cut would leave an empty object that breaks the repository.
 */
async function looseTree(host: Host, preIndexFile: string): Promise<string | null> {
  const environment = { GIT_INDEX_FILE: preIndexFile };
  const staged = await host.git.text(['ls-files', '--stage', '-z'], { environment });
  if (!staged.ok) return null;
  const ids = new Set<string>();
  for (const record of staged.value.split('\0')) {
    const [mode, id] = record.split(' ');
    if (id !== undefined && mode !== '160000') ids.add(id);
  }
  const entries = [...ids].sort().map((id) => [Buffer.from(`100644 ${id}\0`), Buffer.from(id, 'hex')]);
  const input = Buffer.concat(entries.flat());
  const tree = await host.git.text(['hash-object', '-t', 'tree', '-w', '--stdin'], { input });
  return tree.ok ? tree.value.trim() : null;
}
