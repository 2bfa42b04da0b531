import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Backup, BackupFile } from '../../../contract/vault';
import type { CallContext } from '../../call-context';
import { entryHash } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { findBackup } from '../../vault/find-backup';
import { describeBackup, describeFile } from '../../vault/manifest';
import { exportBackup } from '../../vault/export-backup';
import type { BackupManifest } from '../../vault/manifest';
import { heldAs, readMarks } from '../../vault/marks';
import type { Marks } from '../../vault/marks';
import { diskFailure } from '../apply/disk-failure';
import { forgetEverywhere } from '../forget/forget';
import { backUpIfChanged } from './external-edits';
import { describeGone, nameGone } from './gone-contents';
import { healVault } from '../upkeep/heal';
import { longestName } from '../checkpoints/checkpoints';
import { pinBackup } from '../upkeep/holds';
import type { Host } from '../host';
import type { Backups, VersionBytes } from '../operations';
import { pruneBackups } from '../upkeep/prune';
import { underLock } from '../run-operation';
import { scrubVault } from '../upkeep/scrub';
import type { SecondVault } from './second-vault';
import { takeBackup } from './take-backup';
import { readVaultState } from './vault-state';
import { verifyBackups } from '../upkeep/verify';
import { expandPaths } from './wanted-paths';
import { changedNow } from '../checkpoints/worktree-scan';

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
        unreadable: await vault.unreadable(),
        sizeBytes: await vault.sizeBytes(),
      });
    },
    show: async (backupId) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const gone = await describeGone(host);
      const files = found.value.files.map(({ path, entry }): BackupFile => gone(describeFile(path, entry)));
      return ok({ backup: describeWith(await readMarks(host.fs, vault.folder))(found.value), files });
    },
    readVersion: async (backupId, path) => {
      const found = await findBackup(vault, backupId);
      if (!found.ok) return found;
      const file = found.value.files.find((one) => one.path === path);
      return file === undefined
        ? fail({ code: 'backup-missing', id: backupId })
        : readEntryBytes(host, path, file.entry);
    },
    createBackup: (note, paths, context) =>
      mirrored(underLock(host, 'Back up', context, () => createBackup(host, note, paths, context))),
    verify: (backupId, context) => verifyBackups(host, backupId, context),
    pin: (backupId, pinned, context) => pinBackup(host, backupId, pinned, context),
    prune: (options, context) => pruneBackups(host, options, context),
    heal: (context) => healVault(host, second, context),
    forget: (what, context) => forgetEverywhere(host, second, what, context),
    scrub: (context) => scrubVault(host, second, context),
    state: () => readVaultState(host, second),
    backUpIfChanged: (context) => mirrored(backUpIfChanged(host, context)),
    exportTo: (backupId, folder, as) => exportTo(host, backupId, folder, as),
  };
}

async function exportTo(
  { fs, vault }: Host,
  backupId: string,
  folder: string,
  as: 'folder' | 'git',
): Promise<Result<null>> {
  const found = await findBackup(vault, backupId);
  if (!found.ok) return found;
  const pathOf = (hash: string): ProjectPath | null =>
    found.value.files.find(({ entry }) => entryHash(entry) === hash)?.path ?? null;
  try {
    return await nameGone(fs, vault, await exportBackup(fs, vault, found.value, folder, as), pathOf);
  } catch (error) {
    const failure = diskFailure(error, folder);
    if (failure.code !== 'rolled-back') return fail(failure);
    return fail({ code: 'export-failed', path: folder, reason: failure.reason });
  }
}

const describeWith =
  (marks: Marks | null) =>
  (manifest: BackupManifest): Backup =>
    describeBackup(manifest, {
      pinned: heldAs(marks, manifest) !== null,
      verifiedAt: marks?.verified[manifest.backupId] ?? null,
      ...(manifest.checkpoint === null
        ? {}
        : { checkpoint: { name: manifest.checkpoint.name, deleted: heldAs(marks, manifest) !== 'checkpoint' } }),
    });

/** Fails with `content-gone` where its bytes are forgotten or lost. */
export async function readEntryBytes(
  { fs, vault }: Pick<Host, 'fs' | 'vault'>,
  path: ProjectPath,
  entry: Entry,
): Promise<Result<VersionBytes>> {
  const file = describeFile(path, entry);
  const hash = entryHash(entry);
  const mode = entry.kind === 'file' ? entry.mode : null;
  if (hash === null) return ok({ file, bytes: null, mode });
  const bytes = await nameGone(fs, vault, await vault.read(hash), () => path);
  return bytes.ok ? ok({ file, bytes: bytes.value, mode }) : bytes;
}

async function createBackup(
  host: Host,
  note: string,
  paths: readonly ProjectPath[] | null,
  context: CallContext,
): Promise<Result<Backup>> {
  const wanted = paths === null ? await changedNow(host) : await namedNow(host, paths);
  if (!wanted.ok) return wanted;
  if (note.length > longestName)
    return fail({ code: 'bad-input', where: 'note', problem: `at most ${longestName} characters` });
  const why = note === '' ? 'By hand' : note;
  const { within } = wanted.value;
  const wish = { why, trigger: 'manual', strict: paths !== null, within } as const;
  const made = await takeBackup(host, wanted.value.paths, wish, context);
  return made.ok ? ok(describeBackup(made.value, { pinned: false, verifiedAt: null })) : made;
}

async function namedNow(host: Host, named: readonly ProjectPath[]): ReturnType<typeof changedNow> {
  const paths = await expandPaths(host, named);
  return paths.ok ? ok({ paths: paths.value, within: [] }) : paths;
}
