import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { ScrubReport } from '../../../contract/vault';
import type { CallContext } from '../../call-context';
import { problemOf } from '../../vault/check-packs';
import { healVault, tellHealing } from './heal';
import type { Host } from '../host';
import { instant } from '../host';
import { underLock } from '../run-operation';
import type { SecondVault } from '../backups/second-vault';
import { readUpkeep, writeUpkeep } from './upkeep-record';

/** Each pack is read once in as many runs. */
const parts = 7;

/**
 * Reads the next seventh of the packs again and compares every byte's hash. What is damaged is healed at once, and the
 * damaged pack is put aside. Reading needs no lock, so that nobody waits for it.
 */
export async function scrubVault(host: Host, second: SecondVault, context: CallContext): Promise<Result<ScrubReport>> {
  await host.vault.refresh();
  const last = (await readUpkeep(host.fs, host.vault.folder)).lastScrub;
  const part = ((last?.part ?? 0) % parts) + 1;
  const mine = [...host.vault.catalog.packs.keys()].filter((pack) => partOf(pack) === part);
  let damaged = false;
  for (const [at, pack] of mine.entries()) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    damaged ||= !(await isSound(host, pack));
    context.progress({ title: 'Reading backups again', done: at + 1, total: mine.length, unit: 'packs' });
  }
  const healed = damaged ? await healVault(host, second, context) : null;
  if (healed?.ok === false) return healed;
  const report: ScrubReport = {
    at: instant(host),
    part,
    packs: mine.length,
    healed: healed === null ? null : tellHealing(healed.value),
  };
  return underLock(host, 'Note what was read', context, async () => {
    await writeUpkeep(host.fs, host.vault.folder, { lastScrub: report });
    return ok(report);
  });
}

const partOf = (pack: string): number => (Number.parseInt(pack.slice(0, 8), 16) % parts) + 1;

/** A pack that retention removed meanwhile is not damaged. */
async function isSound(host: Host, pack: string): Promise<boolean> {
  const { catalog } = host.vault;
  const path = catalog.pathOf(pack);
  const problem = await problemOf(host.fs, path, pack);
  return problem === null || problem === 'missing';
}
