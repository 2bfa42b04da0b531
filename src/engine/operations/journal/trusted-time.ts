import { z } from 'zod';

/**
 * The time by which retention counts. A clock that jumps forward (a dead battery, a wrong year) would make every backup
 * look old at once, and a jump cannot be told from a computer that was off for a year.
 */
export const TrustedTime = z.object({
  /** What the clock said at the last look. */
  clockMs: z.number(),
  /** What was believed of it. */
  trustedMs: z.number(),
  /** How much of time was seen pass since the clock last jumped. */
  seenMs: z.number(),
});
export type TrustedTime = z.infer<typeof TrustedTime>;

const dayMs = 24 * 3_600_000;
/** As much as may pass unseen between two looks: a holiday. */
const unseenMs = 7 * dayMs;
/** A clock that goes on evenly for so long is believed, whatever it said before. */
const evenMs = 30 * dayMs;

/**
 * Believes at most seven days between two looks (`last`; at the first, since `newestMs`, the newest backup or operation)
 * until the clock has gone on evenly for 30 days. Wrong only to the safe side: backups stay longer.
 */
export function trustTime(last: TrustedTime | null, newestMs: number | null, clockMs: number): TrustedTime {
  const from = last ?? { clockMs: newestMs ?? clockMs, trustedMs: newestMs ?? clockMs, seenMs: evenMs };
  const passed = clockMs - from.clockMs;
  // Set back: the clock is right now, or was right before; the earlier of both harms nobody.
  if (passed < 0) return { clockMs, trustedMs: Math.min(from.trustedMs, clockMs), seenMs: from.seenMs };
  const jumped = passed > unseenMs;
  const seenMs = jumped ? 0 : Math.min(evenMs, from.seenMs + passed);
  if (!jumped && seenMs >= evenMs) return { clockMs, trustedMs: clockMs, seenMs };
  return { clockMs, trustedMs: Math.min(clockMs, from.trustedMs + Math.min(passed, unseenMs)), seenMs };
}

/** Null: the clock is believed. */
export function waitsInWords({ clockMs, trustedMs, seenMs }: TrustedTime): string | null {
  if (clockMs - trustedMs < dayMs) return null;
  const days = Math.round((clockMs - trustedMs) / dayMs);
  const left = Math.max(1, Math.ceil((evenMs - seenMs) / dayMs));
  return `The clock is ${days} days ahead of the time that was seen pass here. Backups count as ${days} days younger until it has gone on evenly for ${left} more days.`;
}
