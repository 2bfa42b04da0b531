import { z } from 'zod';
import { VaultState } from '../../../contract/vault';
import { replaceDurably } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { readBytesIfThere } from '../../files/read-bytes';
import { TrustedTime } from '../journal/trusted-time';

/** When the vault was last looked after, and what came of it. Beside the packs; losing it loses no backup. */
const UpkeepRecord = z.object({
  version: z.literal(1),
  lastPrune: VaultState.shape.lastPrune,
  lastScrub: VaultState.shape.lastScrub,
  time: TrustedTime.nullable().default(null),
});
export type UpkeepRecord = z.infer<typeof UpkeepRecord>;

const none: UpkeepRecord = { version: 1, lastPrune: null, lastScrub: null, time: null };

/** Damaged or missing counts as never: then it is looked after now. */
export async function readUpkeep(fs: FileSystem, folder: string): Promise<UpkeepRecord> {
  const bytes = await readBytesIfThere(fs, `${folder}/upkeep.json`);
  if (bytes === null) return none;
  try {
    return UpkeepRecord.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? none;
  } catch {
    // Not JSON: damaged.
    return none;
  }
}

/** The caller holds the repository's lock. */
export async function writeUpkeep(fs: FileSystem, folder: string, change: Partial<UpkeepRecord>): Promise<void> {
  const whole = { ...(await readUpkeep(fs, folder)), ...change };
  await replaceDurably(fs, `${folder}/upkeep.json`, Buffer.from(JSON.stringify(whole)));
}
