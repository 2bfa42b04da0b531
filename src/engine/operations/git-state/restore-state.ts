import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { createFile, makeFolder, parentOf, removeIfThere, renamePatiently } from '../../files/durable';
import { hashBytes } from '../../files/hash';
import { readBytes, readBytesIfThere } from '../../files/read-bytes';
import { diskFailure } from '../apply/disk-failure';
import { captureState, stateFilePath } from './capture-state';
import type { Host } from '../host';
import { stageFolder } from '../journal/intent';
import type { StateChange } from './state';

/**
 * Takes git from one state to another: index, refs, HEAD, files of operations in progress. Can be repeated.
 *
 * What is neither before nor after was changed by somebody else, is left alone and answered by name.
 * The caller holds `index.lock`.
 */
export async function applyState(
  host: Host,
  operationId: string,
  change: StateChange,
): Promise<Result<{ readonly diverged: readonly string[] }>> {
  try {
    await makeFolder(host.fs, stageFolder(host, operationId));
    const diverged: string[] = [];
    if (change.index !== null) {
      const done = await moveFile(host, operationId, `${host.place.gitDir}/index`, change.index.post, {
        modifiedMs: change.index.postModifiedMs,
      });
      if (!done.ok) return done;
    }
    const refs = await moveRefs(host, change);
    if (!refs.ok) return refs;
    diverged.push(...refs.value);
    for (const { file, pre, post } of change.files) {
      const path = stateFilePath(host, file);
      const now = await readBytesIfThere(host.fs, path);
      const hash = now === null ? null : hashBytes(now);
      // Git itself keeps the stash's list while the ref moves, so only its end state counts.
      const stashes = file === 'common:logs/refs/stash';
      // A stash that somebody made meanwhile is in the list alone once another follows it.
      if (stashes && refs.value.includes('refs/stash')) continue;
      const foreign = hash !== pre && hash !== post && !stashes;
      if (foreign) diverged.push(file.slice(file.indexOf(':') + 1));
      else if (hash !== post) {
        const done = await moveFile(host, operationId, path, post);
        if (!done.ok) return done;
      }
    }
    return ok({ diverged });
  } catch (error) {
    return fail(diskFailure(error, host.place.gitDir));
  }
}

async function moveFile(
  host: Host,
  operationId: string,
  path: string,
  post: ContentHash | null,
  times: { readonly modifiedMs?: number } = {},
): Promise<Result<null>> {
  if (post === null) {
    if (await removeIfThere(host.fs, path)) {
      await host.fs.syncDirectory(parentOf(path));
      await removeEmptyParents(host, parentOf(path));
    }
    return ok(null);
  }
  const bytes = await host.vault.read(post);
  if (!bytes.ok) return bytes;
  const staged = `${stageFolder(host, operationId)}/state`;
  await removeIfThere(host.fs, staged);
  const mode = (await host.fs.lstat(path))?.mode ?? 0o644;
  await createFile(host.fs, staged, bytes.value, { mode, sync: true });
  if (times.modifiedMs !== undefined) await host.fs.setModified(staged, Math.floor(times.modifiedMs));
  await makeFolder(host.fs, parentOf(path), 0o755);
  await renamePatiently(host.fs, staged, path);
  await host.fs.syncDirectory(parentOf(path));
  return ok(null);
}

/** `rebase-merge` and its like must be gone as a folder too, or git takes the operation for unfinished. */
async function removeEmptyParents(host: Host, folder: string): Promise<void> {
  const { gitDir, commonDir } = host.place;
  const ours = /\/(rebase-merge|rebase-apply|sequencer)(\/|$)/.test(folder.slice(gitDir.length));
  if (folder === gitDir || folder === commonDir || !ours) return;
  if ((await host.fs.readdir(folder)).length > 0) return;
  await host.fs.rmdir(folder);
  await host.fs.syncDirectory(parentOf(folder));
  await removeEmptyParents(host, parentOf(folder));
}

/** All refs in one transaction of git, each with the value that it must have now. */
async function moveRefs(host: Host, change: StateChange): Promise<Result<string[]>> {
  const now = await captureState(host);
  if (!now.ok) return now;
  const diverged: string[] = [];
  const commands: string[] = [];
  for (const { name, pre, post } of change.refs) {
    const current = now.value.refs[name] ?? null;
    if (current === post) continue;
    if (current !== pre) diverged.push(name);
    else if (isSymbolic(pre) || isSymbolic(post)) {
      const moved = await moveSymbolicRef(host, name, post);
      if (!moved.ok) return moved;
    } else commands.push(refCommand(name, current, post));
  }
  if (commands.length > 0) {
    const done = await host.git.run(['update-ref', '-m', 'selvedge: put back', '--no-deref', '--stdin', '-z'], {
      input: commands.join(''),
    });
    if (!done.ok) return done;
  }
  const head = await moveHead(host, change.head);
  if (!head.ok) return head;
  if (!head.value) diverged.push('HEAD');
  await syncRefs(host, change);
  return ok(diverged);
}

const isSymbolic = (value: string | null): boolean => value?.startsWith('ref: ') === true;

function refCommand(name: string, current: string | null, post: string | null): string {
  if (post === null) return `delete ${name}\0${current ?? ''}\0`;
  return current === null ? `create ${name}\0${post}\0` : `update ${name}\0${post}\0${current}\0`;
}

async function moveSymbolicRef(host: Host, name: string, post: string | null): Promise<Result<null>> {
  const args =
    post === null
      ? ['symbolic-ref', '--delete', name]
      : isSymbolic(post)
        ? ['symbolic-ref', name, post.slice('ref: '.length)]
        : ['update-ref', '--no-deref', name, post];
  const done = await host.git.run(args);
  return done.ok ? ok(null) : done;
}

/** False: HEAD is where neither side was. */
async function moveHead(host: Host, { pre, post }: { pre: string; post: string }): Promise<Result<boolean>> {
  const now = (await readBytes(host.fs, `${host.place.gitDir}/HEAD`)).bytes.toString('utf8');
  if (now === post) return ok(true);
  if (now !== pre) return ok(false);
  const target = /^ref: (.+)\n?$/.exec(post)?.[1];
  const args =
    target === undefined ? ['update-ref', '--no-deref', 'HEAD', post.trim()] : ['symbolic-ref', 'HEAD', target];
  const done = await host.git.run(args);
  return done.ok ? ok(true) : done;
}

/** Git makes a ref's file durable, but not its name in the folder. */
export async function syncRefs(host: Host, change: StateChange | null): Promise<void> {
  const folders = new Set([host.place.gitDir, host.place.commonDir]);
  for (const { name } of change?.refs ?? []) folders.add(parentOf(`${host.place.commonDir}/${name}`));
  for (const folder of folders)
    if ((await host.fs.lstat(folder))?.kind === 'directory') await host.fs.syncDirectory(folder);
  // Symbolic references are the ones that git does not sync.
  const head = `${host.place.gitDir}/HEAD`;
  if ((await host.fs.lstat(head))?.kind === 'file') await host.fs.syncAll(host.place.gitDir, [head]);
}

/** The first difference between what a change left behind and what is there now; null: none. */
export function stateDifference(
  change: StateChange,
  now: {
    readonly head: string;
    readonly refs: Readonly<Record<string, string>>;
    readonly files: Readonly<Record<string, string>>;
  },
): Failure | null {
  const changed = (what: string): Failure => ({ code: 'state-changed-since', what });
  if (now.head !== change.head.post) return changed('HEAD');
  for (const { name, post } of change.refs) if ((now.refs[name] ?? null) !== post) return changed(name);
  for (const { file, post } of change.files)
    if ((now.files[file] ?? null) !== post) return changed(file.slice(file.indexOf(':') + 1));
  return null;
}
