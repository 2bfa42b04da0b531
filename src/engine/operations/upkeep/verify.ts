import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { VaultCheck } from '../../../contract/vault';
import type { CallContext } from '../../call-context';
import { entryHash } from '../../files/entry';
import { readForgotten } from '../../vault/forgotten';
import { orNull } from '../../vault/or-null';
import { countRecords, readKnownPacks, writeKnownPacks } from '../../vault/known-packs';
import type { BackupManifest } from '../../vault/manifest';
import { readMarks, writeMarks } from '../../vault/marks';
import { readCheckpointState } from '../checkpoints/checkpoint-state';
import type { Host } from '../host';
import { instant } from '../host';
import { underLock } from '../run-operation';

/** What was found whole is marked as such. A vault that is busy loses the mark, not the answer. */
export async function verifyBackups(
  host: Host,
  backupId: string | null,
  context: CallContext,
): Promise<Result<VaultCheck>> {
  const checked = await verify(host, backupId, context);
  if (!checked.ok) return checked;
  const { checkedAt, damaged } = checked.value;
  const bad = new Set(damaged.map((one) => one.backupId));
  const ids = backupId === null ? (await host.vault.backups()).map((one) => one.backupId) : [backupId];
  await underLock(host, 'Note a verification', context, async () => {
    await noteKnown(host).catch(orNull);
    const marks = await readMarks(host.fs, host.vault.folder);
    if (marks === null) return ok(null);
    const others = Object.entries(marks.verified).filter(([id]) => !ids.includes(id));
    const whole = ids.filter((id) => !bad.has(id)).map((id) => [id, checkedAt] as const);
    await writeMarks(host.fs, host.vault.folder, { ...marks, verified: Object.fromEntries([...others, ...whole]) });
    return ok(null);
  });
  return checked;
}

/** Packs that are there and that nobody noted, as those of an older version, are noted now. */
async function noteKnown({ fs, vault }: Host): Promise<void> {
  const known = await readKnownPacks(fs, vault.folder);
  for (const [pack, records] of vault.catalog.packs)
    if (!known.has(pack) && records.length > 0) known.set(pack, countRecords(records));
  await writeKnownPacks(fs, vault.folder, known);
}

async function verify(host: Host, backupId: string | null, context: CallContext): Promise<Result<VaultCheck>> {
  const { vault } = host;
  await vault.refresh();
  const checkedAt = instant(host);
  if (backupId !== null) {
    const found = await vault.backup(backupId);
    return found.ok ? ok(await verifyOne(host, found.value, checkedAt)) : found;
  }
  const progress = (done: number, total: number): void =>
    context.progress({ title: 'Verifying backups', done, total, unit: 'packs' });
  const { damaged, blobs, problems } = await vault.check(progress, context.signal);
  if (context.signal.aborted) return fail({ code: 'cancelled' });
  const manifests = await vault.backups();
  const forgotten = await forgottenAndGone(host);
  const isBad = (hash: string): boolean => damaged.has(hash) || (!vault.catalog.has(hash) && !forgotten.has(hash));
  const named = new Set(manifests.flatMap(({ files }) => files.flatMap(({ entry }) => entryHash(entry) ?? [])));
  return ok({
    checkedAt,
    backups: manifests.length,
    blobs,
    sizeBytes: await vault.sizeBytes(),
    damaged: manifests.flatMap((manifest) => damageOf(manifest, isBad)),
    packs: [...problems],
    unreadable: await vault.unreadable(),
    forgotten: [...named].filter((hash) => forgotten.has(hash)).length,
    operations: host.log
      .records()
      .filter(({ detail }) => detail !== null && isBad(detail))
      .map(({ record }) => record.operationId),
  });
}

/** Erased on purpose, and not kept again since. */
async function forgottenAndGone({ fs, vault }: Host): Promise<ReadonlySet<string>> {
  const forgotten = await readForgotten(fs, vault.folder);
  return new Set([...forgotten.keys()].filter((hash) => !vault.catalog.has(hash)));
}

async function verifyOne(host: Host, manifest: BackupManifest, checkedAt: string): Promise<VaultCheck> {
  const { vault } = host;
  const forgotten = await forgottenAndGone(host);
  const missed = new Set<string>();
  const bad = new Set<string>();
  const seen = new Set<string>();
  let sizeBytes = 0;
  const listed = (await vault.catalog.manifests()).get(manifest.backupId);
  const own = listed === undefined ? [] : [listed.hash, ...listed.parts];
  const state = manifest.checkpoint === null ? null : await readCheckpointState(vault, manifest.checkpoint.state);
  const ofState = state?.ok === true ? [...Object.values(state.value.files), state.value.index] : [];
  const contents = manifest.files.map(({ entry }) => entryHash(entry));
  for (const hash of [...own, ...ofState, ...contents]) {
    if (hash === null || seen.has(hash)) continue;
    seen.add(hash);
    const bytes = await vault.catalog.read(hash);
    if (bytes.ok) sizeBytes += bytes.value.length;
    else if (forgotten.has(hash)) missed.add(hash);
    else bad.add(hash);
  }
  const broken = state?.ok === false || [...own, ...ofState].some((hash) => hash !== null && bad.has(hash));
  return {
    checkedAt,
    backups: 1,
    blobs: seen.size - missed.size,
    sizeBytes,
    damaged: damageOf(manifest, (hash) => bad.has(hash)),
    packs: [],
    unreadable: broken ? 1 : 0,
    forgotten: missed.size,
    operations: [],
  };
}

function damageOf(manifest: BackupManifest, isBad: (hash: string) => boolean): VaultCheck['damaged'] {
  const paths = manifest.files
    .filter(({ entry }) => {
      const hash = entryHash(entry);
      return hash !== null && isBad(hash);
    })
    .map(({ path }) => path);
  return paths.length === 0 ? [] : [{ backupId: manifest.backupId, paths }];
}
