import type { VaultState } from '../../../contract/vault';
import { defaultRetention } from '../../vault/retention';
import type { Host } from '../host';
import type { SecondVault } from './second-vault';
import { readUpkeep } from '../upkeep/upkeep-record';

/** What the vault takes and how it fares. What only the settings know is added by whoever knows them. */
export type VaultFacts = Omit<VaultState, 'warnBytes' | 'scheduleMinutes'>;

export async function readVaultState(host: Host, second: SecondVault): Promise<VaultFacts> {
  const { vault, fs } = host;
  await vault.refresh();
  const added = new Map<string, number>();
  let sizeBytes = 0;
  for (const pack of vault.catalog.packs.keys()) {
    const stat = await fs.lstat(vault.catalog.pathOf(pack));
    if (stat === null) continue;
    sizeBytes += stat.sizeBytes;
    const day = new Date(stat.modifiedMs).toISOString().slice(0, 10);
    added.set(day, (added.get(day) ?? 0) + stat.sizeBytes);
  }
  const quarantine = `${vault.folder}/quarantine`;
  const aside = (await fs.lstat(quarantine)) === null ? [] : await fs.readdir(quarantine);
  await second.open();
  const { lastPrune, lastScrub } = await readUpkeep(fs, vault.folder);
  return {
    location: vault.folder,
    sizeBytes,
    backups: (await vault.backups()).length,
    days: [...added].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, addedBytes]) => ({ day, addedBytes })),
    rules: { ...defaultRetention },
    undo: { ...host.undoWindow() },
    lastPrune,
    lastScrub,
    quarantinedPacks: aside.length,
    second: second.state(),
    notCovered: [
      'Files that git ignores, except those that an operation is about to overwrite',
      `Files larger than ${Math.round(host.largestFileBytes / 1024 / 1024)} MB`,
      'The contents of submodules and of repositories within this one',
      'What is written and overwritten again within a few seconds',
    ],
  };
}
