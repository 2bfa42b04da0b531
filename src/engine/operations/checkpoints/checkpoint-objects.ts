import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { splitNul } from '../../files/path-bytes';
import { readBytesIfThere } from '../../files/read-bytes';
import type { Host } from '../host';
import { existing, objectIds, stagedTree } from '../git-state/keep-commits';
import { withIndexFile } from '../git-state/pre-index';
import type { GitState, StateChange } from '../git-state/state';

const folderOf = (state: ContentHash): string => `refs/selvedge/checkpoint/${state}`;

/**
 * Holds on to every object that a checkpoint names (tips of branches and tags, stashes, what operations in progress
 * name, everything that is staged), so that no clean-up of git's takes them while the checkpoint is kept.
 *
 * `key` is the hash of the state: checkpoints of one and the same state share what is held. To be called before the
 * checkpoint is recorded. `bytesOf` answers what `state` names.
 */
export async function keepCheckpointObjects(
  host: Host,
  key: ContentHash,
  state: GitState,
  bytesOf: (hash: ContentHash) => Buffer | undefined,
): Promise<Result<null>> {
  if (await isStillKept(host, key)) return ok(null);
  const ids = new Set(tipsOf(state));
  for (const [file, hash] of Object.entries(state.files))
    for (const id of idsIn(file, bytesOf(hash)?.toString('latin1') ?? '')) ids.add(id);
  const kept = await existing(host, [...ids]);
  const index = state.index === null ? undefined : bytesOf(state.index);
  const tree =
    index === undefined
      ? null
      : await withIndexFile(host, index, state.indexModifiedMs, (file) => stagedTree(host, state, file));
  const all = [...new Set(tree === null ? kept : [...kept, tree])];
  if (all.length === 0) return ok(null);
  const input = all.map((id, at) => `update ${folderOf(key)}/${at}\0${id}\0\0`).join('');
  const done = await host.git.run(['update-ref', '--stdin', '-z'], { input });
  if (!done.ok) return done;
  const folder = `${host.place.commonDir}/refs/selvedge`;
  for (const one of [folder, `${folder}/checkpoint`, `${folder}/checkpoint/${key}`])
    if ((await host.fs.lstat(one))?.kind === 'directory') await host.fs.syncDirectory(one);
  // A clean-up that began before may have taken one in between.
  const there = await existing(host, all);
  if (there.length === all.length) {
    keptLast.set(host.place, { key, ids: all });
    return ok(null);
  }
  const released = await releaseCheckpointObjects(host, key);
  return released.ok
    ? fail({ code: 'backup-failed', reason: 'git removed what it names at the same moment' })
    : released;
}

/** What was held last for a repository: the next checkpoint often has the same state. */
const keptLast = new WeakMap<Host['place'], { readonly key: ContentHash; readonly ids: readonly string[] }>();

/** Whether the names that were made for just this state are all there; those in packed refs are made again. */
async function isStillKept(host: Host, key: ContentHash): Promise<boolean> {
  const last = keptLast.get(host.place);
  if (last?.key !== key) return false;
  for (const [at, id] of last.ids.entries()) {
    const bytes = await readBytesIfThere(host.fs, `${host.place.commonDir}/${folderOf(key)}/${at}`, 200);
    if (bytes?.toString('latin1').trim() !== id) return false;
  }
  return true;
}

/** Lets go of what a checkpoint held, when no other one has the same state. */
export async function releaseCheckpointObjects(host: Host, key: ContentHash): Promise<Result<null>> {
  const listed = await host.git.text(['for-each-ref', '--format=%(refname)', `${folderOf(key)}/`]);
  if (!listed.ok) return listed;
  const names = listed.value.split('\n').filter((name) => name !== '');
  if (names.length === 0) return ok(null);
  const input = names.map((name) => `delete ${name}\0\0`).join('');
  const done = await host.git.run(['update-ref', '--stdin', '-z'], { input });
  return done.ok ? ok(null) : done;
}

const isId = (value: string): boolean => /^[0-9a-f]{40,64}$/.test(value);

function tipsOf({ head, refs }: Pick<GitState, 'head' | 'refs'>): string[] {
  const own = Object.entries(refs).flatMap(([name, id]) => (/^refs\/(heads|tags|stash)/.test(name) ? [id] : []));
  return [...own, head.trim()].filter(isId);
}

/** What a file of git's state names; the configuration names nothing. */
function idsIn(file: string, text: string): string[] {
  if (file === 'common:logs/refs/stash') return objectIds(text, file).filter(isId);
  if (/:config/.test(file)) return [];
  return text.match(/\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g) ?? [];
}

/** What going to a state needs and git no longer has, in words; null: it is all there. */
export async function missingObjects(host: Host, change: StateChange | null): Promise<Result<string | null>> {
  if (change === null) return ok(null);
  const refs = Object.fromEntries(change.refs.map(({ name, post }) => [name, post ?? '']));
  for (const [name, id] of Object.entries(refs))
    if (isId(id) && (await existing(host, [id])).length === 0) return ok(`${name} (${id.slice(0, 12)})`);
  const [head] = tipsOf({ head: change.head.post, refs: {} });
  if (head !== undefined && (await existing(host, [head])).length === 0) return ok(`HEAD (${head.slice(0, 12)})`);
  const stashes = change.files.find(({ file }) => file === 'common:logs/refs/stash')?.post ?? null;
  if (stashes !== null) {
    const bytes = await host.vault.read(stashes);
    if (!bytes.ok) return bytes;
    const ids = [...new Set(idsIn('common:logs/refs/stash', bytes.value.toString('latin1')))];
    if ((await existing(host, ids)).length < ids.length) return ok('a stash');
  }
  const index = change.index?.post ?? null;
  if (change.index === null || index === null) return ok(null);
  const bytes = await host.vault.read(index);
  if (!bytes.ok) return bytes;
  const path = await withIndexFile(host, bytes.value, change.index.postModifiedMs, (file) => missingStaged(host, file));
  return path.ok ? ok(path.value === null ? null : `what was staged of ${path.value}`) : path;
}

/** A path whose staged content git does not have; null: there is none. */
export async function missingStaged(host: Host, indexFile: string): Promise<Result<string | null>> {
  // A repository that fetches contents when it needs them has most of them elsewhere.
  const partial = await host.git.run(['config', '--get-regexp', '^remote\\..*\\.promisor$'], { answers: [0, 1] });
  if (!partial.ok) return partial;
  if (partial.value.exitCode === 0) return ok(null);
  const environment = { GIT_INDEX_FILE: indexFile };
  const staged = await host.git.run(['ls-files', '--stage', '-z'], { environment });
  if (!staged.ok) return staged;
  const paths = new Map<string, string>();
  for (const record of splitNul(staged.value.stdout)) {
    if (record.startsWith('160000 ')) continue;
    const id = record.slice(record.indexOf(' ') + 1, record.indexOf(' ', 7));
    paths.set(id, record.slice(record.indexOf('\t') + 1));
  }
  const there = new Set(await existing(host, [...paths.keys()]));
  for (const [id, path] of paths) if (!there.has(id)) return ok(path);
  return ok(null);
}
