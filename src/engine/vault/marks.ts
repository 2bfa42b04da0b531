import { z } from 'zod';
import { Instant } from '../../contract/basics';
import { replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';

/** What is said about backups after they were made; the packs themselves never change. */
export const Marks = z.object({
  version: z.literal(1),
  pinned: z.array(z.string()),
  verified: z.record(z.string(), Instant),
  /** Backups that retention let go, since when; removed at the earliest a day later. */
  expired: z.record(z.string(), Instant),
});
export type Marks = z.infer<typeof Marks>;

const none: Marks = { version: 1, pinned: [], verified: {}, expired: {} };

/** Damaged marks count as none: then nothing is pinned, and nothing is due to be removed either. */
export async function readMarks(fs: FileSystem, folder: string): Promise<Marks> {
  const bytes = await readBytesIfThere(fs, `${folder}/marks.json`);
  if (bytes === null) return none;
  try {
    return Marks.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? none;
  } catch {
    // Not JSON: damaged.
    return none;
  }
}

/** The caller holds the repository's lock. */
export async function writeMarks(fs: FileSystem, folder: string, marks: Marks): Promise<void> {
  await replaceDurably(fs, `${folder}/marks.json`, Buffer.from(JSON.stringify(marks)));
}
