import { z } from 'zod';
import { Instant } from '../../contract/basics';
import { replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytesIfThere } from '../files/read-bytes';
import { orNull } from './or-null';

/** What is said about backups after they were made; the packs themselves never change. */
const Marks = z.object({
  version: z.literal(1),
  pinned: z.array(z.string()),
  verified: z.record(z.string(), Instant),
  /** Backups that retention let go, since when; removed at the earliest a day later. */
  expired: z.record(z.string(), Instant),
  /** Checkpoints that somebody deleted: from then on they are backups as any other. */
  released: z.array(z.string()).default([]),
});
export type Marks = z.infer<typeof Marks>;

/** Why retention never lets a backup go; null: it may. `marks` null: nobody knows what is pinned, so everything is. */
export function heldAs(
  marks: Marks | null,
  { backupId, checkpoint }: { readonly backupId: string; readonly checkpoint: object | null },
): 'checkpoint' | 'pin' | null {
  if (checkpoint !== null && marks?.released.includes(backupId) !== true) return 'checkpoint';
  return marks === null || marks.pinned.includes(backupId) ? 'pin' : null;
}

/** Versions before wrote the marks alone, without the hash of their bytes. */
const Sealed = z.object({ sha256: z.string(), marks: z.string() });

const none: Marks = { version: 1, pinned: [], verified: {}, expired: {}, released: [] };
const names = ['marks.json', 'marks-again.json'] as const;

/**
 * From the first of two copies whose bytes are those that were written. Null: neither is, and what was pinned is not
 * known; nobody may remove anything then.
 */
export async function readMarks(fs: FileSystem, folder: string): Promise<Marks | null> {
  let there = false;
  for (const name of names) {
    const bytes = await readBytesIfThere(fs, `${folder}/${name}`).catch(orDamaged);
    if (bytes === null) continue;
    there = true;
    const marks = parse(bytes);
    if (marks !== null) return marks;
  }
  return there ? null : none;
}

/** The disk refuses it: it is there, and cannot be read. */
function orDamaged(error: unknown): Buffer {
  orNull(error);
  return Buffer.alloc(0);
}

function parse(bytes: Buffer): Marks | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const sealed = Sealed.safeParse(value).data;
    if (sealed === undefined) return Marks.safeParse(value).data ?? null;
    if (hashBytes(Buffer.from(sealed.marks)) !== sealed.sha256) return null;
    return Marks.safeParse(JSON.parse(sealed.marks)).data ?? null;
  } catch {
    // Not JSON: damaged.
    return null;
  }
}

/** The caller holds the repository's lock. */
export async function writeMarks(fs: FileSystem, folder: string, marks: Marks): Promise<void> {
  const text = JSON.stringify(marks);
  const bytes = Buffer.from(JSON.stringify({ sha256: hashBytes(Buffer.from(text)), marks: text }));
  // The other copy first: after a crash in between, the first still says what it said before.
  for (const name of [...names].reverse()) await replaceDurably(fs, `${folder}/${name}`, bytes);
}
