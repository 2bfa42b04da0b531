import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { absent, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { readMany } from '../../files/read-many';
import type { BackupManifest } from '../../vault/manifest';
import type { VaultWriter } from '../../vault/vault';
import { branchElsewhere } from '../git-state/branches-elsewhere';
import { captureState } from '../git-state/capture-state';
import { missingObjects } from './checkpoint-objects';
import { listWorkingTree } from './list-everything';
import type { Host } from '../host';
import type { FileStep } from '../journal/intent';
import { withFolders } from '../apply/plan-files';
import { readPlanned } from '../apply/planned-entry';
import type { KnownChange } from '../run-operation';
import { compareStates } from '../git-state/state';
import type { GitState, StateChange } from '../git-state/state';

export interface WayBack extends KnownChange {
  /** Paths that stay as they are, because the checkpoint does not say what they were. */
  readonly left: readonly ProjectPath[];
}

/**
 * What has to change so that everything is as in a checkpoint. What was left out of it is never touched.
 *
 * `rollback-refused`: git has no longer what the checkpoint names, or a branch is checked out elsewhere.
 */
export async function changeTo(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  manifest: BackupManifest,
  then: GitState,
): Promise<Result<WayBack>> {
  const present = await allPaths(host);
  if (!present.ok) return present;
  const now = await captureState(host, (bytes) => writer.add(bytes));
  if (!now.ok) return now;
  const state = compareStates(ownPart(now.value), ownPart(then), null);
  // Git is asked while files are looked at.
  const [planned, reason] = await Promise.all([planWay(host, writer, manifest, present.value), refusal(host, state)]);
  if (!planned.ok) return planned;
  if (!reason.ok) return reason;
  return reason.value === null
    ? ok({ ...planned.value, state })
    : fail({ code: 'rollback-refused', reason: reason.value });
}

/** Why a state cannot be gone to, in words; null: it can. */
async function refusal(host: Host, state: StateChange | null): Promise<Result<string | null>> {
  const held = await branchElsewhere(host, state);
  if (!held.ok || held.value !== null) return held;
  const missing = await missingObjects(host, state);
  if (!missing.ok || missing.value === null) return missing;
  return ok(`Git no longer has what the checkpoint names: ${missing.value}.`);
}

/** What has to change in the working tree. */
async function planWay(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  manifest: BackupManifest,
  present: readonly ProjectPath[],
): Promise<Result<Pick<WayBack, 'files' | 'left'>>> {
  const wanted = new Map(manifest.files.map(({ path, entry }) => [path, entry]));
  const wasLeftOut = leftOutOf(manifest);
  const steps: FileStep[] = [];
  const all = [...new Set([...present, ...wanted.keys()])];
  const left = all.filter((path) => !wanted.has(path) && wasLeftOut(path));
  const covered = new Set(left);
  const looked = await lookAtAll(
    host,
    all.filter((path) => !covered.has(path)),
    (path, pre, bytes) => {
      const post = wanted.get(path) ?? absent;
      if (pre.kind === 'other' || sameEntry(pre, post)) return null;
      steps.push({ path, pre, post });
      return bytes === null ? null : writer.add(bytes).then(() => undefined);
    },
  );
  const belowLinks: ProjectPath[] = [];
  for (const failure of looked) {
    if (failure.code === 'file-too-large') left.push(failure.path as ProjectPath);
    else if (failure.code === 'path-outside-project') belowLinks.push(failure.path as ProjectPath);
    else return fail(failure);
  }
  // Below a link: nothing of the project's lies there. Where the checkpoint has something, the link has to go.
  const going = new Set<string>(steps.flatMap(({ path, post }) => (post.kind === 'symlink' ? [] : [path])));
  for (const path of belowLinks) {
    const post = wanted.get(path) ?? absent;
    if (post.kind === 'absent') continue;
    const pre = await readPlanned(host, path, going);
    if (!pre.ok) return pre;
    steps.push({ path, pre: pre.value.entry, post });
  }
  const files = await withFolders(host, [...steps, ...(await emptied(host, steps))]);
  return files.ok ? ok({ files: files.value, left }) : files;
}

/**
 * What many paths hold now. A file that looks as it did when it was read for a backup, a good while after it was
 * written, is not read again; `bytes` null: they are in the vault, or there are none. Answers what could not be read.
 */
export async function lookAtAll(
  host: Host,
  paths: readonly ProjectPath[],
  each: (path: ProjectPath, entry: Entry, bytes: Buffer | null) => Promise<void> | null,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  await host.memory.load();
  await readMany(host.fs, host.place.root, paths, {
    limitBytes: host.largestFileBytes,
    signal: new AbortController().signal,
    memory: host.memory,
    clock: host.clock,
    exactly: true,
    looksAlike: await host.memory.look(),
    has: (hash) => host.vault.has(hash),
    state: host.vault.catalog.state(),
    failed: (failure) => failures.push(failure),
    each,
  });
  return failures;
}

function leftOutOf({ checkpoint }: BackupManifest): (path: string) => boolean {
  const paths = new Set(checkpoint?.leftOut ?? []);
  return (path) => {
    if (paths.has(path)) return true;
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
      if (paths.has(path.slice(0, at + 1))) return true;
    return false;
  };
}

/** Folders in which nothing would be left. */
async function emptied(host: Host, steps: readonly FileStep[]): Promise<FileStep[]> {
  const gone = new Set<string>();
  const arriving = new Set<string>();
  const folders = new Set<string>();
  for (const { path, post } of steps) {
    if (post.kind === 'absent') gone.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      (post.kind === 'absent' ? folders : arriving).add(path.slice(0, at));
  }
  const named = new Set(steps.map(({ path }) => path as string));
  const found: FileStep[] = [];
  const deepestFirst = [...folders].sort((a, b) => b.split('/').length - a.split('/').length);
  for (const folder of deepestFirst) {
    const place = `${host.place.root}/${folder}`;
    if (arriving.has(folder) || named.has(folder) || (await host.fs.lstat(place))?.kind !== 'directory') continue;
    const names = await host.fs.readdir(place);
    if (!names.every((name) => gone.has(`${folder}/${name}`))) continue;
    gone.add(folder);
    found.push({ path: folder as ProjectPath, pre: { kind: 'directory' }, post: absent });
  }
  return found;
}

/** What belongs to this repository alone: not what others have, not the configuration. */
export const ownPart = (state: GitState): GitState => ({
  ...state,
  refs: Object.fromEntries(Object.entries(state.refs).filter(([name]) => /^refs\/(heads|tags|stash)/.test(name))),
  files: Object.fromEntries(Object.entries(state.files).filter(([file]) => !/^(common:config|git:config)/.test(file))),
});

export async function allPaths(host: Host): Promise<Result<readonly ProjectPath[]>> {
  const listed = await listWorkingTree(host);
  return listed.ok ? ok(listed.value.paths) : listed;
}
