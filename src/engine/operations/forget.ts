import { createHash } from 'node:crypto';
import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { entryHash } from '../files/entry';
import type { PackRecord } from '../vault/pack-format';
import { overwrite, rewritePack } from '../vault/rewrite-packs';
import type { Vault } from '../vault/vault';
import { readDetail } from './detail';
import type { Host } from './host';
import { looking } from './look';
import { underLock } from './run-operation';
import type { SecondVault } from './second-vault';

export interface ForgetReport {
  readonly contents: number;
  /** Backups that had one of them. */
  readonly backups: number;
  /** Paths at which they were; for whoever keeps copies elsewhere. */
  readonly paths: readonly ProjectPath[];
  readonly freedBytes: number;
  /** What was not, or could not be, erased; in words. */
  readonly remains: readonly string[];
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
    const hashes = await hashesOf(host, what);
    const remains = await whatRemains(host, hashes, second);
    const known = await whereKept(host, hashes);
    if (what.dryRun) return ok({ contents: hashes.size, freedBytes: 0, remains, ...known });
    let freedBytes = 0;
    const there = await second.open();
    for (const vault of there === null ? [host.vault] : [host.vault, there]) {
      await vault.refresh();
      freedBytes += await eraseFrom(host, vault, hashes);
    }
    const copies = [`${host.vault.folder}/quarantine`, `${host.folder}/set-aside`, `${host.vault.folder}/seen`];
    for (const folder of copies) {
      if ((await host.fs.lstat(folder)) === null) continue;
      for (const name of await host.fs.readdir(folder)) await erase(host, `${folder}/${name}`);
    }
    return ok({ contents: hashes.size, freedBytes, remains, ...known });
  };
  return what.dryRun ? looking(host, work) : underLock(host, 'Forget contents', context, work);
}

export interface ForgetWish {
  readonly paths: readonly ProjectPath[];
  readonly hashes: readonly ContentHash[];
  readonly dryRun: boolean;
}

/** What erasing cannot reach, in words. */
async function whatRemains(host: Host, hashes: ReadonlySet<string>, second: SecondVault): Promise<string[]> {
  const remains = await inGit(host, hashes);
  if (second.state() !== null && (await second.open()) === null)
    remains.push('The second vault, whose disk is not there now. Forget once more when it is.');
  remains.push('The files in the working tree, if they are there now.');
  remains.push('The names of the files, in the operations log and the audit trail.');
  remains.push('Copies that the disk itself keeps (snapshots, worn cells of an SSD) and backups of this computer.');
  return remains;
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

async function hashesOf(
  host: Host,
  { paths, hashes }: { readonly paths: readonly ProjectPath[]; readonly hashes: readonly ContentHash[] },
): Promise<Set<string>> {
  const wanted = new Set<string>(paths);
  const found = new Set<string>(hashes);
  const add = (hash: ContentHash | null): void => void (hash !== null && found.add(hash));
  for (const { files } of await host.vault.backups())
    for (const { path, entry } of files) if (wanted.has(path)) add(entryHash(entry));
  for (const { record } of host.log.records()) {
    const detail = await readDetail(host, record.operationId);
    if (!detail.ok) continue;
    for (const { path, pre, post } of detail.value.files)
      if (wanted.has(path)) [entryHash(pre), entryHash(post)].forEach(add);
  }
  return found;
}

async function eraseFrom(host: Host, vault: Vault, hashes: ReadonlySet<string>): Promise<number> {
  let freed = 0;
  const keeps = (record: PackRecord): boolean => !(record.type === 'blob' && hashes.has(record.hash));
  for (const [pack, records] of [...vault.catalog.packs])
    if (!records.every(keeps))
      freed += await rewritePack(host.fs, vault.folders, vault.catalog, pack, keeps, 'overwrite');
  return freed;
}

async function erase(host: Host, path: string): Promise<void> {
  const found = await host.fs.lstat(path);
  if (found?.kind !== 'file') return;
  await overwrite(host.fs, path, found.sizeBytes);
  await host.fs.unlink(path);
}

/** Git's history is not ours to rewrite; it is said what it still has. */
async function inGit(host: Host, hashes: ReadonlySet<string>): Promise<string[]> {
  let known = 0;
  for (const hash of hashes) {
    const bytes = await host.vault.read(hash as ContentHash);
    if (!bytes.ok) continue;
    const id = createHash('sha1').update(`blob ${bytes.value.length}\0`).update(bytes.value).digest('hex');
    const found = await host.git.run(['cat-file', '-e', id], { answers: [0, 1, 128] });
    if (found.ok && found.value.exitCode === 0) known += 1;
  }
  return known === 0 ? [] : [`${known} of the contents are still in git's objects of this repository.`];
}
