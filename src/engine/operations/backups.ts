import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Backup, BackupFile, VaultCheck } from '../../contract/vault';
import type { CallContext } from '../call-context';
import { entryHash, readEntry } from '../files/entry';
import type { Entry } from '../files/entry';
import { errorText } from '../locks/error-text';
import { describeBackup, describeFile } from '../vault/manifest';
import type { BackupManifest } from '../vault/manifest';
import type { Vault } from '../vault/vault';
import type { Host } from './host';
import { instant } from './host';
import type { Backups, VersionBytes } from './operations';
import { underLock } from './run-operation';
import { changedAndUntracked } from './worktree-scan';

export function openBackups(host: Host): Backups {
  const { vault } = host;
  return {
    location: vault.folder,
    list: async (path) => {
      await vault.refresh();
      const manifests = await vault.backups();
      const wanted =
        path === null ? manifests : manifests.filter(({ files }) => files.some((one) => one.path === path));
      return ok({ backups: wanted.map(describe), sizeBytes: await vault.sizeBytes() });
    },
    show: async (backupId) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const files = found.value.files.map(({ path, entry }): BackupFile => describeFile(path, entry));
      return ok({ backup: describe(found.value), files });
    },
    readVersion: async (backupId, path) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const file = found.value.files.find((one) => one.path === path);
      return file === undefined
        ? fail({ code: 'backup-missing', id: backupId })
        : readEntryBytes(vault, path, file.entry);
    },
    createBackup: (note, paths, context) =>
      underLock(host, 'Back up', context, () => createBackup(host, note, paths, context)),
    verify: (backupId, context) => verify(host, backupId, context),
  };
}

const describe = (manifest: BackupManifest): Backup => describeBackup(manifest, { pinned: false, verifiedAt: null });

async function findBackup(vault: Vault, backupId: string): Promise<Result<BackupManifest>> {
  const found = await vault.backup(backupId);
  if (found.ok) return found;
  await vault.refresh();
  return vault.backup(backupId);
}

export async function readEntryBytes(vault: Vault, path: ProjectPath, entry: Entry): Promise<Result<VersionBytes>> {
  const file = describeFile(path, entry);
  const hash = entryHash(entry);
  if (hash === null) return ok({ file, bytes: null });
  const bytes = await vault.read(hash);
  return bytes.ok ? ok({ file, bytes: bytes.value }) : bytes;
}

async function createBackup(
  host: Host,
  note: string,
  paths: readonly ProjectPath[] | null,
  context: CallContext,
): Promise<Result<Backup>> {
  const wanted = paths === null ? await changedAndUntracked(host) : ok(paths);
  if (!wanted.ok) return wanted;
  const writer = host.vault.begin();
  const files: { path: ProjectPath; entry: Entry }[] = [];
  const seenFolders = new Set<string>();
  try {
    for (const [done, path] of wanted.value.entries()) {
      if (context.signal.aborted) {
        await writer.discard();
        return fail({ code: 'cancelled' });
      }
      const limit = { limitBytes: host.largestFileBytes, seenFolders };
      const found = await readEntry(host.fs, host.place.root, path, limit);
      if (!found.ok) {
        await writer.discard();
        return found;
      }
      if (found.value.bytes !== null) await writer.add(found.value.bytes);
      if (found.value.entry.kind !== 'other') files.push({ path, entry: found.value.entry });
      context.progress({ title: 'Backing up', done: done + 1, total: wanted.value.length, unit: 'files' });
    }
    const why = note === '' ? 'By hand' : note;
    const at = instant(host);
    const backupId = await writer.addBackup({ at, why, trigger: 'manual', operationId: null, files });
    await writer.keep();
    const made = await host.vault.backup(backupId);
    return made.ok ? ok(describe(made.value)) : made;
  } catch (error) {
    await writer.discard().catch(() => undefined);
    return fail({ code: 'backup-failed', reason: errorText(error) });
  }
}

async function verify(host: Host, backupId: string | null, context: CallContext): Promise<Result<VaultCheck>> {
  const { vault } = host;
  await vault.refresh();
  const checkedAt = instant(host);
  if (backupId !== null) {
    const found = await vault.backup(backupId);
    return found.ok ? ok(await verifyOne(vault, found.value, checkedAt)) : found;
  }
  const progress = (done: number, total: number): void =>
    context.progress({ title: 'Verifying backups', done, total, unit: 'packs' });
  const { damaged, blobs } = await vault.check(progress, context.signal);
  if (context.signal.aborted) return fail({ code: 'cancelled' });
  const manifests = await vault.backups();
  return ok({
    checkedAt,
    backups: manifests.length,
    blobs,
    sizeBytes: await vault.sizeBytes(),
    damaged: manifests.flatMap((manifest) => damageOf(manifest, (hash) => damaged.has(hash) || !vault.has(hash))),
  });
}

async function verifyOne(vault: Vault, manifest: BackupManifest, checkedAt: string): Promise<VaultCheck> {
  const bad = new Set<string>();
  const seen = new Set<string>();
  let sizeBytes = 0;
  for (const { entry } of manifest.files) {
    const hash = entryHash(entry);
    if (hash === null || seen.has(hash)) continue;
    seen.add(hash);
    const bytes = await vault.read(hash);
    if (bytes.ok) sizeBytes += bytes.value.length;
    else bad.add(hash);
  }
  return { checkedAt, backups: 1, blobs: seen.size, sizeBytes, damaged: damageOf(manifest, (hash) => bad.has(hash)) };
}

function damageOf(
  manifest: BackupManifest,
  isBad: (hash: NonNullable<ReturnType<typeof entryHash>>) => boolean,
): VaultCheck['damaged'] {
  const paths = manifest.files
    .filter(({ entry }) => {
      const hash = entryHash(entry);
      return hash !== null && isBad(hash);
    })
    .map(({ path }) => path);
  return paths.length === 0 ? [] : [{ backupId: manifest.backupId, paths }];
}
