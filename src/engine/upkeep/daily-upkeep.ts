import type { Result } from '../../contract/call';
import type { ScrubReport } from '../../contract/vault';
import type { CallContext } from '../call-context';
import type { Operations } from '../operations/operations';

interface DailyUpkeepOptions {
  readonly operations: Pick<Operations, 'vault'>;
  vaultWarnBytes(): number;
  onBackups(notice: string | null): void;
}

const dayMs = 24 * 3_600_000;

/** Does what is due once a day: retention, and a seventh of the packs read again; warns once of a large vault. */
export function dailyUpkeep(options: DailyUpkeepOptions): (context: CallContext) => Promise<void> {
  const { vault } = options.operations;
  let warned = false;
  return async (context) => {
    const { lastPrune, lastScrub, sizeBytes } = await vault.state();
    if (isDue(lastPrune?.at ?? null)) {
      const pruned = await vault.prune({ dryRun: false }, context);
      if (pruned.ok) options.onBackups(null);
    }
    if (isDue(lastScrub?.at ?? null)) tellScrub(await vault.scrub(context), options);
    if (warned || sizeBytes <= options.vaultWarnBytes()) return;
    warned = true;
    options.onBackups(
      'The backups of this repository take more space than the limit in Settings. Nothing was deleted.',
    );
  };
}

/** A time in the future is from a clock that was wrong. */
const isDue = (at: string | null): boolean => {
  if (at === null) return true;
  const ageMs = Date.now() - Date.parse(at);
  return ageMs >= dayMs || ageMs < 0;
};

function tellScrub(scrubbed: Result<ScrubReport>, options: Pick<DailyUpkeepOptions, 'onBackups'>): void {
  if (!scrubbed.ok) return;
  const { healed } = scrubbed.value;
  if (healed === null) return options.onBackups(null);
  const found = healed.healed.reduce((sum, { contents }) => sum + contents, 0);
  const lost = healed.affected.length;
  options.onBackups(
    `The disk had damaged ${healed.damaged} stored ${healed.damaged === 1 ? 'content' : 'contents'}. ${found} were repaired from other copies. ` +
      (lost === 0
        ? 'No backup lost anything.'
        : `${lost} ${lost === 1 ? 'backup misses' : 'backups miss'} files now; Backups names them.`),
  );
}
