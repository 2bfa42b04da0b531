import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Backup, BackupFile, VaultCheck } from '../../contract/vault';
import type { CallContext } from '../call-context';
import { entryHash } from '../files/entry';
import type { Entry } from '../files/entry';
import { describeBackup, describeFile } from '../vault/manifest';
import { exportToFolder, exportToGit } from '../vault/export-backup';
import type { BackupManifest } from '../vault/manifest';
import { readMarks, writeMarks } from '../vault/marks';
import type { Marks } from '../vault/marks';
import type { Vault } from '../vault/vault';
import { forgetEverywhere } from './forget';
import { backUpIfChanged } from './external-edits';
import { healVault } from './heal';
import type { Host } from './host';
import { instant } from './host';
import type { Backups, VersionBytes } from './operations';
import { pruneBackups } from './prune';
import { underLock } from './run-operation';
import { scrubVault } from './scrub';
import type { SecondVault } from './second-vault';
import { takeBackup } from './take-backup';
import { readVaultState } from './vault-state';
import { changedAndUntracked } from './worktree-scan';

export function openBackups(host: Host, second: SecondVault): Backups {
  const { vault } = host;
  const mirrored = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    await second.mirror(vault);
    return done;
  };
  return {
    location: vault.folder,
    list: async (path) => {
      await vault.refresh();
      const manifests = await vault.backups();
      const wanted =
        path === null ? manifests : manifests.filter(({ files }) => files.some((one) => one.path === path));
      return ok({
        backups: wanted.map(describeWith(await readMarks(host.fs, vault.folder))),
        sizeBytes: await vault.sizeBytes(),
      });
    },
    show: async (backupId) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const files = found.value.files.map(({ path, entry }): BackupFile => describeFile(path, entry));
      return ok({ backup: describeWith(await readMarks(host.fs, vault.folder))(found.value), files });
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
      mirrored(underLock(host, 'Back up', context, () => createBackup(host, note, paths, context))),
    verify: (backupId, context) => verifyAndMark(host, backupId, context),
    pin: (backupId, pinned, context) => underLock(host, 'Pin a backup', context, () => pin(host, backupId, pinned)),
    prune: (options, context) => pruneBackups(host, options, context),
    heal: (context) => healVault(host, second, context),
    forget: (what, context) => forgetEverywhere(host, second, what, context),
    scrub: (context) => scrubVault(host, second, context),
    state: () => readVaultState(host, second),
    backUpIfChanged: (context) => mirrored(backUpIfChanged(host, context)),
    exportTo: async (backupId, folder, as) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const done =
        as === 'git'
          ? await exportToGit(host.fs, vault, found.value, folder)
          : await exportToFolder(host.fs, vault, found.value, folder);
      return done.ok ? ok(null) : done;
    },
  };
}

const describeWith =
  (marks: Marks) =>
  (manifest: BackupManifest): Backup =>
    describeBackup(manifest, {
      pinned: marks.pinned.includes(manifest.backupId) || manifest.checkpoint !== null,
      verifiedAt: marks.verified[manifest.backupId] ?? null,
    });

async function pin(host: Host, backupId: string, pinned: boolean): Promise<Result<null>> {
  const found = await host.vault.backup(backupId);
  if (!found.ok) return found;
  const marks = await readMarks(host.fs, host.vault.folder);
  const others = marks.pinned.filter((id) => id !== backupId);
  await writeMarks(host.fs, host.vault.folder, { ...marks, pinned: pinned ? [...others, backupId] : others });
  return ok(null);
}

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
  const why = note === '' ? 'By hand' : note;
  const made = await takeBackup(host, wanted.value, { why, trigger: 'manual', strict: paths !== null }, context);
  return made.ok ? ok(describeBackup(made.value, { pinned: false, verifiedAt: null })) : made;
}

/** What was found whole is marked as such. A vault that is busy loses the mark, not the answer. */
async function verifyAndMark(host: Host, backupId: string | null, context: CallContext): Promise<Result<VaultCheck>> {
  const checked = await verify(host, backupId, context);
  if (!checked.ok) return checked;
  const { checkedAt, damaged } = checked.value;
  const bad = new Set(damaged.map((one) => one.backupId));
  const ids = backupId === null ? (await host.vault.backups()).map((one) => one.backupId) : [backupId];
  await underLock(host, 'Note a verification', context, async () => {
    const marks = await readMarks(host.fs, host.vault.folder);
    const others = Object.entries(marks.verified).filter(([id]) => !ids.includes(id));
    const whole = ids.filter((id) => !bad.has(id)).map((id) => [id, checkedAt] as const);
    await writeMarks(host.fs, host.vault.folder, { ...marks, verified: Object.fromEntries([...others, ...whole]) });
    return ok(null);
  });
  return checked;
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
