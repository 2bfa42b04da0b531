import type { ContentHash, Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Backup } from '../../../contract/vault';
import type { CallContext } from '../../call-context';
import { absent, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { hashBytes } from '../../files/hash';
import { describeBackup } from '../../vault/manifest';
import type { BackupManifest } from '../../vault/manifest';
import { heldAs, readMarks } from '../../vault/marks';
import type { VaultWriter } from '../../vault/vault';
import { captureState, readRefs } from '../git-state/capture-state';
import type { Refs } from '../git-state/capture-state';
import { allPaths, changeTo, ownPart, lookAtAll } from './checkpoint-change';
import type { WayBack } from './checkpoint-change';
import { keepCheckpointObjects, missingStaged } from './checkpoint-objects';
import { readCheckpointState } from './checkpoint-state';
import { listEverything } from './list-everything';
import type { Host } from '../host';
import { runKnownChange, underLock } from '../run-operation';
import { isStagedNow } from '../git-state/pre-index';
import { compareStates } from '../git-state/state';
import type { GitState } from '../git-state/state';
import { takeBackup } from '../backups/take-backup';
import { madeElsewhere, readWorktrees, removedTree } from '../worktree';

export interface Checkpoint {
  readonly backup: Backup;
  readonly name: string;
  /** What could not be read or was too large; empty where it is only listed. */
  readonly leftOut: readonly string[];
  /** The linked working tree that it was made in, when that is gone: nobody can go back to it. */
  readonly removedTree?: string;
}

/** What was compared after going back, and what came out different (nothing, if all is well). */
export interface RollbackReport {
  readonly receipt: Receipt;
  readonly compared: {
    readonly files: number;
    readonly refs: number;
    readonly stateFiles: number;
    readonly staged: boolean;
  };
  readonly different: readonly string[];
}

/** It has to fit into a row. */
export const longestName = 200;

/** Everything: tracked and untracked files (not the ignored ones), index, refs, HEAD, operations in progress. */
export async function createCheckpoint(host: Host, name: string, context: CallContext): Promise<Result<Checkpoint>> {
  if (name.trim() === '') return fail({ code: 'bad-input', where: 'name', problem: 'a checkpoint needs a name' });
  if (name.length > longestName)
    return fail({ code: 'bad-input', where: 'name', problem: `at most ${longestName} characters` });
  return underLock(host, 'Make a checkpoint', context, async () => {
    // Threads look at files while git is asked.
    const [looksAlike, listing, refs] = await Promise.all([
      host.memory.load().then(() => host.memory.look()),
      listEverything(host),
      readRefs(host),
    ]);
    if (!listing.ok) return listing;
    if (!refs.ok) return refs;
    const { listed, ignored } = listing.value;
    const { paths, within } = listed;
    host.memory.keepOnly(paths);
    let unreadable: readonly string[] = [];
    // A repository within this one keeps its own history; that it is not in the checkpoint has to be said.
    const also = async (
      writer: VaultWriter,
      leftOut: readonly string[],
    ): Promise<Result<Pick<BackupManifest, 'checkpoint'>>> => {
      unreadable = leftOut;
      const state = await keepState(host, writer, refs.value);
      if (!state.ok) return state;
      const made = host.worktree === null ? {} : { worktree: host.worktree };
      return ok({
        checkpoint: { name, state: state.value, leftOut: [...leftOut, ...ignored, ...within], ...made },
      });
    };
    const wish = { why: name, trigger: 'manual', strict: false, also, looksAlike } as const;
    const made = await takeBackup(host, paths, wish, context);
    return made.ok ? ok({ ...describeCheckpoint(made.value, name), leftOut: [...unreadable, ...within] }) : made;
  });
}

/** Git's state goes to the vault, and git holds on to the objects that it names. */
async function keepState(host: Host, writer: VaultWriter, refs: Refs): Promise<Result<ContentHash>> {
  const contents = new Map<ContentHash, Buffer>();
  const keep = async (bytes: Buffer): Promise<ContentHash> => {
    const hash = await writer.add(bytes);
    contents.set(hash, bytes);
    return hash;
  };
  const state = await captureState(host, keep, refs);
  if (!state.ok) return state;
  const hash = await writer.add(Buffer.from(JSON.stringify(state.value)), 'operation');
  const kept = await keepCheckpointObjects(host, hash, state.value, (one) => contents.get(one));
  return kept.ok ? ok(hash) : kept;
}

/** A checkpoint as it is listed. */
export const describeCheckpoint = (manifest: BackupManifest, name: string): Checkpoint => ({
  backup: describeBackup(manifest, { pinned: true, verifiedAt: null }),
  name,
  leftOut: [],
});

/** Those of this working tree and of removed ones, newest first; without those that were deleted. */
export async function listCheckpoints(host: Host): Promise<Checkpoint[]> {
  await host.vault.refresh();
  const manifests = await host.vault.backups();
  const marks = await readMarks(host.fs, host.vault.folder);
  const trees = await readWorktrees(host);
  return manifests.flatMap((one) => {
    const { checkpoint } = one;
    if (checkpoint === null || heldAs(marks, one) !== 'checkpoint') return [];
    const removed = removedTree(checkpoint.worktree, trees);
    if (removed === null && madeElsewhere(checkpoint.worktree, trees) !== null) return [];
    return [{ ...describeCheckpoint(one, checkpoint.name), ...(removed === null ? {} : { removedTree: removed }) }];
  });
}

/**
 * Takes working tree, index, HEAD, local branches, tags and stashes back to a checkpoint; itself an operation, so it
 * can be undone. Remote-tracking branches and the configuration stay. Files that are larger than the limit, ignored
 * or unreadable were not in the checkpoint and stay too; they are named in `different` where git lists them now.
 */
export async function rollBackTo(host: Host, backupId: string, context: CallContext): Promise<Result<RollbackReport>> {
  let wanted: { state: GitState; left: readonly string[] } | null = null;
  const receipt = await runKnownChange(
    host,
    { kind: 'rollback', title: 'Back to a checkpoint' },
    async (writer) => {
      const found = await host.vault.backup(backupId);
      if (!found.ok) return found;
      const own = await checkOwn(host, found.value);
      if (!own.ok) return own;
      const state = await readCheckpointState(host.vault, own.value.state);
      if (!state.ok) return state;
      const change = await changeTo(host, writer, found.value, state.value);
      if (!change.ok) return change;
      const { files, left } = change.value;
      wanted = { state: state.value, left };
      return ok({ files, state: change.value.state, title: `Back to "${own.value.name}"` });
    },
    context,
  );
  if (!receipt.ok) return receipt;
  if (wanted === null) throw new Error('a rollback that succeeded had a checkpoint');
  return compareAfter(host, backupId, receipt.value, wanted);
}

/** What going back would change, without doing it. */
export async function previewRollBack(host: Host, backupId: string): Promise<Result<RollbackPreview>> {
  await host.vault.refresh();
  const found = await host.vault.backup(backupId);
  if (!found.ok) return found;
  const own = await checkOwn(host, found.value);
  if (!own.ok) return own;
  const state = await readCheckpointState(host.vault, own.value.state);
  if (!state.ok) return state;
  // Nothing is kept: it is only looked at.
  const change = await changeTo(host, { add: (bytes) => Promise.resolve(hashBytes(bytes)) }, found.value, state.value);
  if (!change.ok) return change;
  return ok({ checkpoint: describeCheckpoint(found.value, own.value.name), ...change.value });
}

/** A checkpoint of another working tree would bring its HEAD and its files here. */
async function checkOwn(
  host: Host,
  manifest: BackupManifest,
): Promise<Result<NonNullable<BackupManifest['checkpoint']>>> {
  const { backupId, checkpoint } = manifest;
  if (checkpoint === null) return fail({ code: 'backup-missing', id: backupId });
  const reason = madeElsewhere(checkpoint.worktree, await readWorktrees(host));
  return reason === null ? ok(checkpoint) : fail({ code: 'rollback-refused', reason });
}

export interface RollbackPreview extends WayBack {
  readonly checkpoint: Checkpoint;
}

async function compareAfter(
  host: Host,
  backupId: string,
  receipt: Receipt,
  { state, left }: { readonly state: GitState; readonly left: readonly string[] },
): Promise<Result<RollbackReport>> {
  const manifest = await host.vault.backup(backupId);
  if (!manifest.ok) return manifest;
  const different: string[] = [];
  const wanted = new Map<string, Entry>(manifest.value.files.map(({ path, entry }) => [path, entry]));
  const same = new Set<string>();
  const paths = manifest.value.files.map(({ path }) => path);
  const [missing] = await Promise.all([
    missingStaged(host, `${host.place.gitDir}/index`),
    lookAtAll(host, paths, (path, now) => {
      if (sameEntry(now, wanted.get(path) ?? absent)) same.add(path);
      return null;
    }),
  ]);
  different.push(...[...wanted.keys()].filter((path) => !same.has(path)));
  const present = await allPaths(host);
  if (!present.ok) return present;
  const extra: string[] = [];
  for (const path of present.value)
    if (!wanted.has(path) && (await host.fs.lstat(`${host.place.root}/${path}`)) !== null) extra.push(path);
  different.push(...new Set([...left, ...extra].filter((path) => !different.includes(path))));
  const now = await captureState(host);
  if (!now.ok) return now;
  const difference = compareStates(ownPart(now.value), ownPart(state), null);
  different.push(
    ...(difference?.refs ?? []).map(({ name }) => name),
    ...(difference?.files ?? []).map(({ file }) => file),
  );
  if (difference !== null && difference.head.pre !== difference.head.post) different.push('HEAD');
  if (!(await isStagedNow(host, state, now.value))) different.push('index');
  if (!missing.ok) return missing;
  if (missing.value !== null) different.push(`what is staged of ${missing.value}`);
  const compared = {
    files: wanted.size,
    refs: Object.keys(ownPart(state).refs).length,
    stateFiles: Object.keys(ownPart(state).files).length,
    staged: true,
  };
  return ok({ receipt, compared, different });
}
