import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Backup } from '../../contract/vault';
import type { CallContext } from '../call-context';
import { absent, readEntry, sameEntry } from '../files/entry';
import { hashBytes } from '../files/hash';
import { splitNul } from '../files/path-bytes';
import { describeBackup } from '../vault/manifest';
import type { BackupManifest } from '../vault/manifest';
import type { VaultWriter } from '../vault/vault';
import { captureState } from './capture-state';
import { readCheckpointState } from './checkpoint-state';
import type { Host } from './host';
import type { FileStep } from './intent';
import { withFolders } from './plan-files';
import { runKnownChange, underLock } from './run-operation';
import type { KnownChange } from './run-operation';
import { compareStates } from './state';
import type { GitState } from './state';
import { takeBackup } from './take-backup';

export interface Checkpoint {
  readonly backup: Backup;
  readonly name: string;
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

/** Everything: tracked and untracked files (not the ignored ones), index, refs, HEAD, operations in progress. */
export function createCheckpoint(host: Host, name: string, context: CallContext): Promise<Result<Checkpoint>> {
  return underLock(host, 'Make a checkpoint', context, async () => {
    const paths = await allPaths(host);
    if (!paths.ok) return paths;
    host.memory.keepOnly(paths.value);
    const also = async (writer: VaultWriter): Promise<Result<Pick<BackupManifest, 'checkpoint'>>> => {
      const state = await captureState(host, (bytes) => writer.add(bytes));
      if (!state.ok) return state;
      return ok({
        checkpoint: { name, state: await writer.add(Buffer.from(JSON.stringify(state.value)), 'operation') },
      });
    };
    const wish = { why: name, trigger: 'manual', strict: false, also } as const;
    const made = await takeBackup(host, paths.value, wish, context);
    return made.ok ? ok(described(made.value, name)) : made;
  });
}

const described = (manifest: BackupManifest, name: string): Checkpoint => ({
  backup: describeBackup(manifest, { pinned: true, verifiedAt: null }),
  name,
});

/** Newest first. */
export async function listCheckpoints(host: Host): Promise<Checkpoint[]> {
  await host.vault.refresh();
  const manifests = await host.vault.backups();
  return manifests.flatMap((one) => (one.checkpoint === null ? [] : [described(one, one.checkpoint.name)]));
}

/**
 * Takes working tree, index, HEAD, local branches, tags and stashes back to a checkpoint; itself an operation, so it
 * can be undone. Remote-tracking branches and the configuration stay. Files that are larger than the limit, ignored
 * or unreadable were not in the checkpoint and stay too.
 */
export async function rollBackTo(host: Host, backupId: string, context: CallContext): Promise<Result<RollbackReport>> {
  let wanted: { files: number; state: GitState } | null = null;
  const receipt = await runKnownChange(
    host,
    { kind: 'rollback', title: 'Back to a checkpoint' },
    async (writer) => {
      const found = await host.vault.backup(backupId);
      if (!found.ok) return found;
      if (found.value.checkpoint === null) return fail({ code: 'backup-missing', id: backupId });
      const state = await readCheckpointState(host.vault, found.value.checkpoint.state);
      if (!state.ok) return state;
      wanted = { files: found.value.files.length, state: state.value };
      const change = await changeTo(host, writer, found.value, state.value);
      return change.ok ? ok({ ...change.value, title: `Back to "${found.value.checkpoint.name}"` }) : change;
    },
    context,
  );
  if (!receipt.ok) return receipt;
  if (wanted === null) throw new Error('a rollback that succeeded had a checkpoint');
  return compareAfter(host, backupId, receipt.value, wanted);
}

async function changeTo(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  manifest: BackupManifest,
  then: GitState,
): Promise<Result<KnownChange>> {
  const present = await allPaths(host);
  if (!present.ok) return present;
  const wanted = new Map(manifest.files.map(({ path, entry }) => [path, entry]));
  const steps: FileStep[] = [];
  for (const path of new Set([...present.value, ...wanted.keys()])) {
    const now = await readEntry(host.fs, host.place.root, path, { limitBytes: host.largestFileBytes });
    if (!now.ok && now.failure.code === 'file-too-large') continue;
    if (!now.ok) return now;
    const post = wanted.get(path) ?? absent;
    if (now.value.entry.kind === 'other' || sameEntry(now.value.entry, post)) continue;
    if (now.value.bytes !== null) await writer.add(now.value.bytes);
    steps.push({ path, pre: now.value.entry, post });
  }
  const files = await withFolders(host, steps);
  if (!files.ok) return files;
  const now = await captureState(host, (bytes) => writer.add(bytes));
  if (!now.ok) return now;
  return ok({ files: files.value, state: compareStates(ownPart(now.value), ownPart(then), null) });
}

/** What belongs to this repository alone: not what others have, not the configuration. */
const ownPart = (state: GitState): GitState => ({
  ...state,
  refs: Object.fromEntries(Object.entries(state.refs).filter(([name]) => /^refs\/(heads|tags|stash)/.test(name))),
  files: Object.fromEntries(Object.entries(state.files).filter(([file]) => !/^(common:config|git:config)/.test(file))),
});

/** What going back would change, without doing it. */
export async function previewRollBack(host: Host, backupId: string): Promise<Result<RollbackPreview>> {
  await host.vault.refresh();
  const found = await host.vault.backup(backupId);
  if (!found.ok) return found;
  const { checkpoint } = found.value;
  if (checkpoint === null) return fail({ code: 'backup-missing', id: backupId });
  const state = await readCheckpointState(host.vault, checkpoint.state);
  if (!state.ok) return state;
  // Nothing is kept: it is only looked at.
  const change = await changeTo(host, { add: (bytes) => Promise.resolve(hashBytes(bytes)) }, found.value, state.value);
  if (!change.ok) return change;
  return ok({ checkpoint: described(found.value, checkpoint.name), ...change.value });
}

export interface RollbackPreview extends KnownChange {
  readonly checkpoint: Checkpoint;
}

async function compareAfter(
  host: Host,
  backupId: string,
  receipt: Receipt,
  { files, state }: { readonly files: number; readonly state: GitState },
): Promise<Result<RollbackReport>> {
  const manifest = await host.vault.backup(backupId);
  if (!manifest.ok) return manifest;
  const different: string[] = [];
  for (const { path, entry } of manifest.value.files) {
    const now = await readEntry(host.fs, host.place.root, path);
    if (!now.ok || !sameEntry(now.value.entry, entry)) different.push(path);
  }
  const now = await captureState(host);
  if (!now.ok) return now;
  const difference = compareStates(ownPart(now.value), ownPart(state), null);
  different.push(
    ...(difference?.refs ?? []).map(({ name }) => name),
    ...(difference?.files ?? []).map(({ file }) => file),
  );
  if (difference !== null && difference.head.pre !== difference.head.post) different.push('HEAD');
  if (difference !== null && difference.index !== null) different.push('index');
  const compared = {
    files,
    refs: Object.keys(ownPart(state).refs).length,
    stateFiles: Object.keys(ownPart(state).files).length,
    staged: true,
  };
  return ok({ receipt, compared, different });
}

async function allPaths(host: Host): Promise<Result<ProjectPath[]>> {
  const listed = await host.git.run(['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  if (!listed.ok) return listed;
  const paths = new Set(splitNul(listed.value.stdout));
  return ok([...paths].filter((path) => !path.endsWith('/')) as ProjectPath[]);
}
