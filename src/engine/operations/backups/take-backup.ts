import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import type { CallContext } from '../../call-context';
import { entryHash } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { nothingLooksAlike } from '../../files/look-threads';
import type { LooksAlike } from '../../files/look-threads';
import { readMany } from '../../files/read-many';
import type { AtHand } from '../../files/remembered';
import { errorText } from '../../locks/error-text';
import type { BackupManifest } from '../../vault/manifest';
import type { VaultWriter } from '../../vault/vault';
import type { Host } from '../host';
import { instant } from '../host';
import { leftOutInWords } from './left-out';

export interface BackupWish extends Pick<BackupManifest, 'why' | 'trigger'> {
  /** A path that cannot be read fails the whole; else it is left out. */
  readonly strict: boolean;
  /** Untracked repositories within this one, as folders: never taken, only said. */
  readonly within?: readonly string[];
  /** Adds what goes along, before the manifest is written. */
  readonly also?: (
    writer: VaultWriter,
    leftOut: readonly string[],
  ) => Promise<Result<Pick<BackupManifest, 'checkpoint'>>>;
  /** What was found by looking at all remembered files under the same lock. */
  readonly looksAlike?: LooksAlike;
  /** Leaves out what these say; asked with each content. */
  readonly skip?: (path: ProjectPath, entry: Entry) => boolean;
}

/** Takes these paths into the vault as one backup, durable when it returns. The caller holds the repository's lock. */
export async function takeBackup(
  host: Host,
  paths: readonly ProjectPath[],
  wish: BackupWish,
  context: CallContext,
): Promise<Result<BackupManifest>> {
  const writer = host.vault.begin();
  try {
    const files = await readFiles(host, writer, paths, wish, context);
    const also = files.ok ? ((await wish.also?.(writer, files.value.leftOut)) ?? null) : null;
    if (!files.ok || also?.ok === false) {
      await writer.discard();
      return files.ok ? (also as Result<never>) : files;
    }
    const { trigger } = wish;
    const why = `${wish.why}${leftOutInWords({ paths: files.value.leftOut, within: wish.within ?? [] })}`;
    const at = instant(host);
    const extra = also === null ? {} : also.value;
    const backupId = await writer.addBackup({
      at,
      why,
      trigger,
      operationId: null,
      files: files.value.files,
      ...extra,
    });
    await writer.keep();
    await host.memory.save(atHandIn(host));
    return await host.vault.backup(backupId);
  } catch (error) {
    await writer.discard().catch(() => undefined);
    return fail({ code: 'backup-failed', reason: errorText(error) });
  }
}

const atHandIn = ({ vault }: Host): AtHand => ({ has: (hash) => vault.has(hash), state: vault.catalog.state() });

/** For fewer, reading the memory takes longer than reading the files. */
const manyPaths = 500;

interface TakenFiles {
  readonly files: { path: ProjectPath; entry: Entry }[];
  /** Paths that could not be taken: too large, or not readable. */
  readonly leftOut: readonly string[];
}

async function readFiles(
  host: Host,
  writer: VaultWriter,
  paths: readonly ProjectPath[],
  wish: BackupWish,
  context: CallContext,
): Promise<Result<TakenFiles>> {
  const files: { path: ProjectPath; entry: Entry }[] = [];
  const failures: Failure[] = [];
  let done = 0;
  if (paths.length >= manyPaths) await host.memory.load();
  const whole = await readMany(host.fs, host.place.root, paths, {
    limitBytes: host.largestFileBytes,
    signal: context.signal,
    memory: host.memory,
    clock: host.clock,
    exactly: false,
    looksAlike: wish.looksAlike ?? nothingLooksAlike,
    ...atHandIn(host),
    failed: (failure) => failures.push(failure),
    each: (path, entry, bytes) => {
      done += 1;
      if (done % 500 === 0) context.progress({ title: 'Backing up', done, total: paths.length, unit: 'files' });
      if (entry.kind === 'other' || wish.skip?.(path, entry) === true) return null;
      files.push({ path, entry });
      return bytes === null ? null : writer.add(bytes, 'blob', entryHash(entry) ?? undefined).then(() => undefined);
    },
  });
  if (!whole) return fail({ code: 'cancelled' });
  const [first] = failures;
  if (wish.strict && first !== undefined) return fail(first);
  return {
    ok: true,
    value: { files, leftOut: failures.flatMap((failure) => ('path' in failure ? [failure.path] : [])) },
  };
}
