import { readEntry, sameEntry } from '../../files/entry';
import type { BackupManifest } from '../../vault/manifest';
import type { Host } from '../host';
import { instant } from '../host';
import { readIntents } from '../journal/intent';
import { recordsMissing } from './audit-lines';

/**
 * Why a trail and a log without a single record cannot be all there was: backups were made before operations. Null:
 * nothing speaks against it. One backup whose files are all as they were may be of an operation that was cut short
 * before it began; it says nothing. Neither does one of an operation that a crash cut short.
 */
export async function missingTrail(host: Host): Promise<string | null> {
  if (host.log.records().length > 0 || (await host.audit.list(1)).total > 0) return null;
  const promised = await promisedOperations(host);
  if (promised === null) return null;
  const made = (await host.vault.backups()).filter(
    ({ operationId, why }) => operationId !== null && !promised.has(operationId) && why.startsWith('Before: '),
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

/** Those that have no record because they have not ended yet. Null: a damaged promise may be of any. */
async function promisedOperations(host: Host): Promise<ReadonlySet<string> | null> {
  const promised = new Set<string>();
  for (const found of await readIntents(host, host.repositoryId)) {
    if (found.kind === 'unusable') return null;
    promised.add(found.intent.operationId);
  }
  return promised;
}

/**
 * Writes down for good that records are missing, before the next one hides it: the first line of the new trail. The
 * caller holds the repository's lock. Throws the disk's error.
 */
export async function noteMissingTrail(host: Host): Promise<void> {
  const missing = await missingTrail(host);
  if (missing === null) return;
  await host.audit.note({
    at: instant(host),
    actor: host.actor,
    repository: host.repositoryId,
    operation: null,
    kind: recordsMissing,
    title: missing,
    result: 'found',
    detail: null,
    paths: [],
    headBefore: null,
    headAfter: null,
  });
}
