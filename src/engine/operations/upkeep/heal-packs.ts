import { makeFolder } from '../../files/durable';
import type { PackProblem } from '../../vault/check-packs';
import { countRecords, notePackLeaves, readKnownPacks, writeKnownPacks } from '../../vault/known-packs';
import { mirrorPacks } from '../../vault/mirror';
import { rewritePack } from '../../vault/rewrite-packs';
import type { Host } from '../host';
import type { SecondVault } from '../backups/second-vault';

/** Whole packs that are missing or changed here and whole in the second vault; ours is put aside first. */
export async function fetchPacks(
  host: Host,
  second: SecondVault,
  problems: readonly PackProblem[],
): Promise<{ readonly restored: readonly string[]; readonly aside: readonly string[] }> {
  const there = problems.length === 0 ? null : await second.open();
  if (there === null) return { restored: [], aside: [] };
  const { vault, fs } = host;
  const restored: string[] = [];
  const aside: string[] = [];
  await there.refresh();
  const sound = await there.check(() => undefined, new AbortController().signal);
  const unsound = new Set(sound.problems.map(({ pack }) => pack));
  for (const { pack, problem } of problems) {
    if (problem === 'unreadable' || !there.catalog.packs.has(pack) || unsound.has(pack)) continue;
    if (problem === 'changed') aside.push(await putAside(host, pack));
    vault.catalog.drop(pack);
    await mirrorPacks(fs, there, vault, new Set([pack]));
    restored.push(pack);
  }
  return { restored, aside };
}

/**
 * Packs that are not as they were written: put aside, their good records move to a new one. A pack that the disk does
 * not let us read stays where it is: its bytes may be whole. Answers what of them has no good copy left.
 */
export async function quarantine(
  host: Host,
  problems: readonly PackProblem[],
  bad: ReadonlySet<string>,
): Promise<{ readonly moved: readonly string[]; readonly lost: readonly string[] }> {
  const { vault, fs } = host;
  const known = await readKnownPacks(fs, vault.folder);
  const moved: string[] = [];
  const lost: string[] = [];
  for (const { pack, problem } of problems) {
    const name = `Pack ${pack.slice(0, 12)}`;
    if (problem === 'missing') lost.push(`${name} is missing.`);
    else if (problem === 'unreadable') lost.push(`${name} cannot be read; look at its permissions and at the disk.`);
    if (problem !== 'changed') continue;
    const records = vault.catalog.packs.get(pack) ?? [];
    const held = known.get(pack) ?? { ...countRecords(records), records: Math.max(1, records.length) };
    const good = records.filter(({ hash }) => !bad.has(hash));
    const to = await asidePlace(host, pack);
    await rewritePack(fs, vault.folders, vault.catalog, pack, () => true, { moveTo: to });
    moved.push(to);
    const gone = held.records - good.length;
    if (gone <= 0) continue;
    lost.push(`${name}: ${gone} of its ${held.records} records are lost.`);
    // What it had is missed from now on as a missing pack is.
    const backups = Math.max(0, held.backups - countRecords(good).backups);
    const after = await readKnownPacks(fs, vault.folder);
    await writeKnownPacks(fs, vault.folder, after.set(pack, { records: gone, backups }));
  }
  return { moved, lost };
}

export async function lostInWords({ vault }: Host, packs: readonly string[]): Promise<string[]> {
  const unreadable = await vault.unreadable();
  if (unreadable === 0) return [...packs];
  return [...packs, `${unreadable} ${unreadable === 1 ? 'backup' : 'backups'} cannot be read any more.`];
}

async function asidePlace({ vault, fs }: Host, pack: string): Promise<string> {
  await makeFolder(fs, `${vault.folder}/quarantine`);
  return `${vault.folder}/quarantine/${pack}.pack`;
}

async function putAside(host: Host, pack: string): Promise<string> {
  const to = await asidePlace(host, pack);
  await notePackLeaves(host.fs, host.vault.folder, pack);
  await host.fs.rename(host.vault.catalog.pathOf(pack), to);
  await host.fs.syncDirectory(host.vault.folders.packs);
  return to;
}
