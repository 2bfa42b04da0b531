import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { HealReport as ToldHealing } from '../../../contract/vault';
import type { CallContext } from '../../call-context';
import { entryHash, readEntry } from '../../files/entry';
import { hashBytes } from '../../files/hash';
import { readForgotten } from '../../vault/forgotten';
import type { Host } from '../host';
import { fetchPacks, lostInWords, quarantine } from './heal-packs';
import { underLock } from '../run-operation';
import type { SecondVault } from '../backups/second-vault';
import { readUpkeep, writeUpkeep } from './upkeep-record';

export interface HealReport {
  readonly damaged: number;
  /** Hash → where a good copy was found, in words. */
  readonly healed: Readonly<Record<string, string>>;
  /** Packs that were put aside; nothing of them was deleted. */
  readonly quarantined: readonly string[];
  /** Backups that still miss contents. */
  readonly affected: readonly { readonly backupId: string; readonly paths: readonly string[] }[];
  /** What no copy was found of, besides; in words. */
  readonly lost: readonly string[];
}

/**
 * Reads the whole vault and repairs what it can: from other packs, the second vault, the working tree, git's objects.
 * Damaged packs are kept in `quarantine`, their good records move to a new one.
 */
export function healVault(host: Host, second: SecondVault, context: CallContext): Promise<Result<HealReport>> {
  return underLock(host, 'Repair backups', context, async () => {
    const { vault } = host;
    const progress = (done: number, total: number): void =>
      context.progress({ title: 'Reading backups', done, total, unit: 'packs' });
    const first = await vault.check(progress, context.signal);
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    const fetched = await fetchPacks(host, second, first.problems);
    const checked = fetched.restored.length === 0 ? first : await vault.check(progress, context.signal);
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    const wanted = new Map<string, ProjectPath[]>();
    // What was erased on purpose stays erased, wherever a copy may be.
    const forgotten = await readForgotten(host.fs, vault.folder);
    for (const { files } of await vault.backups())
      for (const { path, entry } of files) {
        const hash = entryHash(entry);
        if (hash !== null && (checked.damaged.has(hash) || (!vault.has(hash) && !forgotten.has(hash))))
          wanted.set(hash, [...(wanted.get(hash) ?? []), path]);
      }
    for (const hash of checked.damaged) if (!wanted.has(hash)) wanted.set(hash, []);
    const healed = await healEach(host, second, wanted);
    const bad = new Set([...checked.damaged].filter((hash) => healed[hash] === undefined));
    const aside = await quarantine(host, checked.problems, bad);
    const affected = (await vault.backups()).flatMap(({ backupId, files }) => {
      const paths = files.filter(({ entry }) => isMissing(entryHash(entry), wanted, healed)).map(({ path }) => path);
      return paths.length === 0 ? [] : [{ backupId, paths }];
    });
    const report = {
      damaged: wanted.size + first.problems.length,
      healed: {
        ...Object.fromEntries(fetched.restored.map((pack) => [pack, 'the second vault (whole packs)'])),
        ...healed,
      },
      quarantined: [...fetched.aside, ...aside.moved],
      affected,
      lost: await lostInWords(host, aside.lost),
    };
    await noteHealing(host, report);
    return ok(report);
  });
}

/** What the last scrub found is no longer news, or is less now. */
async function noteHealing(host: Host, report: HealReport): Promise<void> {
  const { lastScrub } = await readUpkeep(host.fs, host.vault.folder);
  if (lastScrub?.healed === null || lastScrub === null) return;
  const healed = report.affected.length + report.lost.length === 0 ? null : tellHealing(report);
  await writeUpkeep(host.fs, host.vault.folder, { lastScrub: { ...lastScrub, healed } });
}

/** The report as it is told: how many contents came from where. */
export function tellHealing(report: HealReport): ToldHealing {
  const counts = new Map<string, number>();
  for (const where of Object.values(report.healed)) counts.set(where, (counts.get(where) ?? 0) + 1);
  return {
    damaged: report.damaged,
    healed: [...counts].map(([where, contents]) => ({ where, contents })),
    quarantined: [...report.quarantined],
    affected: report.affected.map(({ backupId, paths }) => ({ backupId, paths: [...paths] })),
    lost: [...report.lost],
  };
}

const isMissing = (
  hash: ContentHash | null,
  wanted: ReadonlyMap<string, unknown>,
  healed: Readonly<Record<string, string>>,
): boolean => hash !== null && wanted.has(hash) && healed[hash] === undefined;

async function healEach(
  host: Host,
  second: SecondVault,
  wanted: ReadonlyMap<string, readonly ProjectPath[]>,
): Promise<Record<string, string>> {
  const healed: Record<string, string> = {};
  const types = new Map([...host.vault.catalog.packs.values()].flat().map(({ hash, type }) => [hash, type]));
  for (const [hash, paths] of wanted) {
    const found = await goodCopy(host, second, hash as ContentHash, paths);
    if (found === null) continue;
    const writer = host.vault.beginAgain();
    await writer.add(found.bytes, types.get(hash));
    await writer.keep();
    healed[hash] = found.where;
  }
  return healed;
}

async function goodCopy(
  host: Host,
  second: SecondVault,
  hash: ContentHash,
  paths: readonly ProjectPath[],
): Promise<{ readonly bytes: Buffer; readonly where: string } | null> {
  const own = await host.vault.read(hash);
  if (own.ok) return { bytes: own.value, where: 'another pack' };
  const mirrored = (await (await second.open())?.read(hash)) ?? null;
  if (mirrored?.ok === true) return { bytes: mirrored.value, where: 'the second vault' };
  for (const path of paths) {
    const now = await readEntry(host.fs, host.place.root, path);
    if (now.ok && now.value.bytes !== null && entryHash(now.value.entry) === hash)
      return { bytes: now.value.bytes, where: `the file ${path}` };
  }
  for (const path of paths) {
    const bytes = await fromHistory(host, path, hash);
    if (bytes !== null) return { bytes, where: `git's history of ${path}` };
  }
  return null;
}

const asManyCommits = '200';

async function fromHistory(host: Host, path: ProjectPath, hash: ContentHash): Promise<Buffer | null> {
  const commits = await host.git
    .text(['rev-list', '--all', `--max-count=${asManyCommits}`, '--', path])
    .catch(() => null);
  if (commits?.ok !== true) return null;
  for (const commit of commits.value.split('\n').filter((line) => line !== '')) {
    const blob = await host.git.run(['cat-file', 'blob', `${commit}:${path}`]);
    if (blob.ok && hashBytes(blob.value.stdout) === hash) return blob.value.stdout;
  }
  return null;
}
