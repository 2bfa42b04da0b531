import { replaceDurably, writeAll } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytesIfThere } from '../files/read-bytes';
import type { PackRecord } from './pack-format';

/** What a pack held when it was made: without it nobody would miss a pack that is gone, or records of a torn one. */
export interface KnownPack {
  readonly records: number;
  readonly backups: number;
}

const place = (folder: string): string => `${folder}/packs.list`;
const sum = (text: string): string => hashBytes(Buffer.from(text)).slice(0, 8);
const line = (text: string): string => `${text} ${sum(text)}\n`;
const entry = (pack: string, { records, backups }: KnownPack): string => line(`+ ${pack} ${records} ${backups}`);

export const countRecords = (records: readonly PackRecord[]): KnownPack => ({
  records: records.length,
  backups: records.filter(({ type }) => type === 'backup').length,
});

/** Lines that are torn or damaged are passed over: the list is a witness, not the truth. */
export async function readKnownPacks(fs: FileSystem, folder: string): Promise<Map<string, KnownPack>> {
  const known = new Map<string, KnownPack>();
  const bytes = await readBytesIfThere(fs, place(folder));
  for (const text of bytes?.toString('utf8').split('\n') ?? []) {
    const read = /^([+-]) ([0-9a-f]{64})(?: (\d+) (\d+))? ([0-9a-f]{8})$/.exec(text);
    if (read === null || sum(text.slice(0, -9)) !== read[5]) continue;
    const [, sign, pack = '', records = '0', backups = '0'] = read;
    if (sign === '-') known.delete(pack);
    else known.set(pack, { records: Number(records), backups: Number(backups) });
  }
  return known;
}

/** Without a sync of its own, for each operation pays for it; a line that a power cut takes is written by the next check. */
export async function noteNewPack(
  fs: FileSystem,
  folder: string,
  pack: string,
  records: readonly PackRecord[],
): Promise<void> {
  await append(fs, folder, entry(pack, countRecords(records)), false);
}

/** Durable before a pack is removed on purpose, so that nobody misses it. */
export async function notePackLeaves(fs: FileSystem, folder: string, pack: string): Promise<void> {
  await append(fs, folder, line(`- ${pack}`), true);
}

/** The list anew, short and durable. The caller holds the repository's lock. */
export async function writeKnownPacks(
  fs: FileSystem,
  folder: string,
  known: ReadonlyMap<string, KnownPack>,
): Promise<void> {
  const text = [...known].map(([pack, held]) => entry(pack, held)).join('');
  await replaceDurably(fs, place(folder), Buffer.from(text));
}

async function append(fs: FileSystem, folder: string, text: string, sync: boolean): Promise<void> {
  const file = await fs.open(place(folder), 'append', 0o600);
  try {
    // A line that a crash tore must not swallow this one.
    await writeAll(file, Buffer.from(`\n${text}`));
    if (sync) await file.sync();
  } finally {
    await file.close();
  }
}
