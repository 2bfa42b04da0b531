import type { TimelineEntry } from '../../../contract/history';

export interface DensityBar {
  /** How many commits, backups and operations fall into this stretch of time. */
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The newest entry of the stretch, or of the next older one that has any; null before the first. */
  readonly entryId: string | null;
}

/** Spreads entries (newest first) over equal stretches of time, oldest first. A fold counts all its members. */
export function densityBars(entries: readonly TimelineEntry[], bars: number): readonly DensityBar[] {
  const newest = entries[0];
  const oldest = entries.at(-1);
  if (newest === undefined || oldest === undefined) return [];
  const endMs = Date.parse(newest.at);
  const startMs = Math.min(endMs - 1, Date.parse(oldest.kind === 'fold' ? oldest.until : oldest.at));
  const widthMs = (endMs - startMs) / bars;
  const counts = new Array<number>(bars).fill(0);
  const firsts = new Array<string | null>(bars).fill(null);
  const at = (instant: string): number =>
    Math.max(0, Math.min(bars - 1, Math.floor((Date.parse(instant) - startMs) / widthMs)));
  for (const entry of entries) {
    const bar = at(entry.at);
    firsts[bar] ??= entry.id;
    if (entry.kind !== 'fold') {
      counts[bar] = (counts[bar] ?? 0) + 1;
      continue;
    }
    const last = at(entry.until);
    const share = entry.count / (bar - last + 1);
    for (let one = last; one <= bar; one += 1) counts[one] = (counts[one] ?? 0) + share;
  }
  let nearest: string | null = null;
  return counts.map((count, index) => {
    nearest = firsts[index] ?? nearest;
    return { count, fromMs: startMs + index * widthMs, toMs: startMs + (index + 1) * widthMs, entryId: nearest };
  });
}

/** Height of a bar from 0 to 1; the root keeps single commits visible beside storms. */
export function barHeight(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : Math.max(0.08, Math.sqrt(count) / Math.sqrt(most));
}
