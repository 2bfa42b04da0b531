import { readEntry, sameEntry } from '../../files/entry';
import type { BackupManifest } from '../../vault/manifest';
import type { Host } from '../host';

/**
 * Why a trail and a log without a single record cannot be all there was: backups were made before operations. Null:
 * nothing speaks against it. One backup whose files are all as they were may be of an operation that was cut short
 * before it began; it says nothing.
 */
export async function missingTrail(host: Host): Promise<string | null> {
  if (host.log.records().length > 0 || (await host.audit.list(1)).total > 0) return null;
  const made = (await host.vault.backups()).filter(
    ({ operationId, why }) => operationId !== null && why.startsWith('Before: '),
  );
  const [only] = made;
  if (only === undefined || (made.length === 1 && (await isAsBefore(host, only)))) return null;
  const backups = made.length === 1 ? '1 backup was' : `${made.length} backups were`;
  return `${backups} made before operations, and not one of these has a record: the operations log and the audit trail are missing.`;
}

async function isAsBefore(host: Host, { files }: BackupManifest): Promise<boolean> {
  for (const { path, entry } of files) {
    const now = await readEntry(host.fs, host.place.root, path);
    if (!now.ok || !sameEntry(now.value.entry, entry)) return false;
  }
  return true;
}
