import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { entryHash } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { errorCode } from '../../files/file-system';
import { noteForgotten } from '../../vault/forgotten';
import { orNull } from '../../vault/or-null';
import type { PackRecord } from '../../vault/pack-format';
import { overwrite } from '../../vault/erase';
import { rewritePack } from '../../vault/rewrite-packs';
import type { Vault } from '../../vault/vault';
import { copiesOf } from './forget-copies';
import { gitObjectsOf, whatRemains } from './forget-remains';
import type { Contents } from './forget-remains';
import { readDetail } from '../journal/detail';
import type { Host } from '../host';
import { instant } from '../host';
import { eraseLeftovers } from '../recovery/leftovers';
import { looking } from '../look';
import { underLock } from '../run-operation';
import type { SecondVault } from '../backups/second-vault';

export interface ForgetReport {
  readonly contents: number;
  /** Backups that had one of them. */
  readonly backups: number;
  /** Paths at which they were; for whoever keeps copies elsewhere. */
  readonly paths: readonly ProjectPath[];
  readonly freedBytes: number;
  /** What was not, or could not be, erased; in words. */
  readonly remains: readonly string[];
  /** What should have been erased and was not, or may not have been; in words. */
  readonly notErased: readonly string[];
}

/**
 * Erases contents from vault, second vault, quarantine and what was put aside: every version of these paths, or these
 * contents. Overwritten before they are removed. Backups and operations that had them say so from then on.
 * `dryRun` only tells.
 */
export function forgetEverywhere(
  host: Host,
  second: SecondVault,
  what: ForgetWish,
  context: CallContext,
): Promise<Result<ForgetReport>> {
  const work = async (): Promise<Result<ForgetReport>> => {
    await host.vault.refresh();
    const found = await contentsOf(host, what);
    if (!found.ok) return found;
    const { hashes, files } = found.value;
    const there = await second.open();
    const vaults = there === null ? [host.vault] : [host.vault, there];
    const objects = await gitObjectsOf(host, vaults, found.value);
    const remains = await whatRemains(host, { hashes, files, objects, paths: what.paths, second });
    const copies = await copiesOf(host, vaults, hashes);
    if (copies.holding.length > 0)
      remains.push(
        `Erased with them: ${copies.holding.length} of the files that were put aside (damaged packs, locks), which hold them; the others stay.`,
      );
    const known = await whereKept(host, hashes);
    const told = { contents: hashes.size, remains, ...known };
    const notErased = [...copies.unknown];
    for (const vault of vaults) {
      await vault.refresh();
      notErased.push(...(await unknownIn(vault)));
    }
    if (what.dryRun) return ok({ ...told, freedBytes: 0, notErased });
    await noteForgotten(host.fs, host.vault.folder, instant(host), objects);
    let freedBytes = 0;
    for (const vault of vaults) freedBytes += await eraseFrom(host, vault, hashes, notErased);
    for (const path of copies.holding) await erase(host, path);
    notErased.push(...(await eraseLeftovers(host, vaults)));
    // Names and hashes of files, which are only there to save time.
    host.memory.clear();
    const seen = `${host.vault.folder}/seen`;
    if ((await host.fs.lstat(seen)) !== null)
      for (const name of await host.fs.readdir(seen)) await erase(host, `${seen}/${name}`);
    return ok({ ...told, freedBytes, notErased });
  };
  return what.dryRun ? looking(host, work) : underLock(host, 'Forget contents', context, work);
}

export interface ForgetWish {
  readonly paths: readonly ProjectPath[];
  readonly hashes: readonly ContentHash[];
  readonly dryRun: boolean;
  /** Paths of which something is kept elsewhere (a draft): it is no mistake to name them. */
  readonly elsewhere?: readonly ProjectPath[];
}

async function whereKept(
  host: Host,
  hashes: ReadonlySet<string>,
): Promise<{ readonly backups: number; readonly paths: ProjectPath[] }> {
  const paths = new Set<ProjectPath>();
  let backups = 0;
  for (const { files } of await host.vault.backups()) {
    const affected = files.filter(({ entry }) => hashes.has(entryHash(entry) ?? ''));
    if (affected.length > 0) backups += 1;
    for (const { path } of affected) paths.add(path);
  }
  return { backups, paths: [...paths] };
}

/** A folder means everything below it. */
export const isNamed = (path: string, wanted: string): boolean =>
  wanted === '' || path === wanted || path.startsWith(`${wanted}/`);

/** Fails with `nothing-kept` for a path that nothing of ours knows. */
async function contentsOf(host: Host, { paths, hashes, elsewhere = [] }: ForgetWish): Promise<Result<Contents>> {
  const met = new Set<ProjectPath>(elsewhere);
  const files = new Map<string, ProjectPath>();
  const take = (path: ProjectPath, entry: Entry): void => {
    const hash = entryHash(entry);
    for (const wanted of paths)
      if (isNamed(path, wanted)) {
        met.add(wanted);
        if (hash !== null) files.set(hash, path);
      }
    if (hash !== null && hashes.includes(hash)) files.set(hash, path);
  };
  for (const manifest of await host.vault.backups()) for (const { path, entry } of manifest.files) take(path, entry);
  for (const { record } of host.log.records()) {
    const detail = await readDetail(host, record.operationId);
    if (!detail.ok) continue;
    for (const { path, pre, post } of detail.value.files) [pre, post].forEach((entry) => take(path, entry));
  }
  // What cannot be read may know it: then it is no mistake to name it.
  if ((await host.vault.unreadable()) === 0) {
    const unknown = paths.find((path) => !met.has(path));
    if (unknown !== undefined) return fail({ code: 'nothing-kept', what: unknown });
  }
  return ok({ hashes: new Set<string>([...hashes, ...files.keys()]), files });
}

/** What cannot be looked into. */
async function unknownIn(vault: Vault): Promise<string[]> {
  const unreadable = await vault.unreadable();
  if (unreadable === 0) return [];
  return [
    `${unreadable} ${unreadable === 1 ? 'backup' : 'backups'} in ${vault.folder} cannot be read: versions that only they name are still there. ` +
      '“selvedge backup verify --heal” may repair them; then forget once more.',
  ];
}

async function eraseFrom(host: Host, vault: Vault, hashes: ReadonlySet<string>, notErased: string[]): Promise<number> {
  let freed = 0;
  const keeps = (record: PackRecord): boolean => !(record.type === 'blob' && hashes.has(record.hash));
  for (const [pack, records] of [...vault.catalog.packs]) {
    if (records.every(keeps)) continue;
    try {
      freed += await rewritePack(host.fs, vault.folders, vault.catalog, pack, keeps, 'overwrite');
    } catch (error) {
      orNull(error);
      notErased.push(`Pack ${vault.catalog.pathOf(pack)}: the disk refused it (${errorCode(error) ?? ''}).`);
    }
  }
  return freed;
}

async function erase(host: Host, path: string): Promise<void> {
  const found = await host.fs.lstat(path);
  if (found?.kind !== 'file') return;
  await overwrite(host.fs, path, found.sizeBytes);
  await host.fs.unlink(path);
}
