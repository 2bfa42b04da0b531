import { z } from 'zod';

/** How far each stream was read. `done`: nothing is left of it. */
const Position = z.object({
  version: z.literal(1),
  commits: z.union([
    z.literal('done'),
    z.object({
      /** Commit where the stream began; null: not begun. */
      start: z.string().nullable(),
      /** Page of the log that was being read, its size, and how many of it were taken. */
      page: z.string().nullable(),
      size: z.number().int().min(1).max(10_000),
      taken: z.number().int().min(0).max(10_000),
    }),
  ]),
  /** The last backup that was taken. */
  backups: z.union([z.literal('done'), z.object({ at: z.string(), id: z.string() }).nullable()]),
  /** Sequence of the last operation that was taken. */
  operations: z.union([z.literal('done'), z.number().int().nullable()]),
});
export type TimelinePosition = z.infer<typeof Position>;

export const encodeCursor = (position: TimelinePosition): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Null: not a cursor of ours. */
export function decodeCursor(cursor: string): TimelinePosition | null {
  try {
    const parsed = Position.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: not ours either.
    return null;
  }
}
