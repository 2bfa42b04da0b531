import type { Result } from '../../contract/call';
import type { BackupManifest } from './manifest';
import type { Vault } from './vault';

/** Looks again when it is not known: another process may have made it since. */
export async function findBackup(vault: Vault, backupId: string): Promise<Result<BackupManifest>> {
  const found = await vault.backup(backupId);
  if (found.ok) return found;
  await vault.refresh();
  return vault.backup(backupId);
}
