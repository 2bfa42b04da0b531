import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';

/** How long backups stay. Counts are of filled buckets: "12 weekly" are the newest of the last 12 weeks that have any. */
export interface RetentionRules {
  readonly keepAllHours: number;
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  /** Nothing goes before this age: it may be work that is nowhere else. */
  readonly minimumDays: number;
  /** The last version of a deleted file stays this long. */
  readonly deletedDays: number;
}

export const defaultRetention: RetentionRules = {
  keepAllHours: 48,
  hourly: 48,
  daily: 30,
  weekly: 12,
  monthly: 12,
  minimumDays: 30,
  deletedDays: 90,
};

/** A backup as retention sees it. */
export interface RetentionItem {
  readonly id: string;
  readonly atMs: number;
  readonly pinned: boolean;
  /** A checkpoint stays until somebody deletes it; null: it is none. */
  readonly checkpoint: 'kept' | 'deleted' | null;
  /** Why undoing an operation needs it, in words; null: it does not. */
  readonly neededBecause: string | null;
  /** When and why undo of its operation was let go, in words; null or missing: it was not. */
  readonly undoEnded?: string | null;
  /** It was made for an operation that the log does not know any more: nobody knows whether it is needed. */
  readonly ofLostOperation?: boolean;
  /** A deleted path whose last version it has; null: none. */
  readonly lastOfDeleted: string | null;
}

export interface RetentionDecision {
  readonly id: string;
  readonly keep: boolean;
  /** In words, for the dry run. */
  readonly because: string;
  /** It stays for the sake of undo, and would not otherwise be said to. */
  readonly forUndo: boolean;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Which backups stay and why, newest first. Fails with `bad-input` for rules that would keep nothing.
 *
 * Time is that of the clock at making; what is dated in the future stays, for then one of the two clocks is wrong.
 */
export function decideRetention(
  items: readonly RetentionItem[],
  nowMs: number,
  rules: RetentionRules,
): Result<RetentionDecision[]> {
  const counts = [rules.keepAllHours, rules.hourly, rules.daily, rules.weekly, rules.monthly, rules.minimumDays];
  if (counts.some((count) => !Number.isFinite(count) || count < 0) || counts.every((count) => count === 0))
    return fail({ code: 'bad-input', where: 'retention', problem: 'these rules would keep nothing' });
  const newestFirst = [...items].sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1));
  const buckets = bucketReasons(
    newestFirst.filter((item) => item.atMs <= nowMs),
    rules,
  );
  return ok(
    newestFirst.map((item) => {
      const because = floor(item, nowMs, rules) ?? buckets.get(item.id);
      return because === undefined
        ? { id: item.id, keep: false, because: letGo(item), forUndo: false }
        : { id: item.id, keep: true, because, forUndo: because === item.neededBecause };
    }),
  );
}

function letGo({ checkpoint, undoEnded = null }: RetentionItem): string {
  const newer = 'newer one stands for its hour, day, week and month';
  if (undoEnded !== null) return `A ${newer}. What it was made before: ${undoEnded}`;
  return checkpoint === null ? `A ${newer}` : `A checkpoint that was deleted, and a ${newer}`;
}

function floor(item: RetentionItem, nowMs: number, rules: RetentionRules): string | undefined {
  const ageMs = nowMs - item.atMs;
  if (item.checkpoint === 'kept') return 'A checkpoint, which stays until somebody deletes it';
  if (item.pinned) return 'Pinned';
  if (ageMs < 0) return 'Dated in the future';
  if (item.neededBecause !== null) return item.neededBecause;
  if (item.ofLostOperation === true) return 'The operations log misses the operation that it was made for';
  if (ageMs < rules.keepAllHours * hourMs) return `Younger than ${rules.keepAllHours} hours`;
  if (ageMs < rules.minimumDays * dayMs) return `Younger than ${rules.minimumDays} days`;
  if (item.lastOfDeleted !== null && ageMs < rules.deletedDays * dayMs)
    return `The last version of ${item.lastOfDeleted}, which is deleted`;
  return undefined;
}

function bucketReasons(newestFirst: readonly RetentionItem[], rules: RetentionRules): Map<string, string> {
  const reasons = new Map<string, string>();
  const kinds: readonly (readonly [word: string, count: number, bucket: (at: Date) => string])[] = [
    ['hour', rules.hourly, (at) => at.toISOString().slice(0, 13)],
    ['day', rules.daily, (at) => at.toISOString().slice(0, 10)],
    // The epoch was a Thursday; weeks begin on Monday.
    ['week', rules.weekly, (at) => String(Math.floor((at.getTime() / dayMs + 3) / 7))],
    ['month', rules.monthly, (at) => at.toISOString().slice(0, 7)],
  ];
  for (const [word, count, bucket] of kinds) {
    const filled = new Set<string>();
    for (const item of newestFirst) {
      const key = bucket(new Date(item.atMs));
      if (filled.has(key)) continue;
      if (filled.size >= count) break;
      filled.add(key);
      if (!reasons.has(item.id)) reasons.set(item.id, `The newest of its ${word}`);
    }
  }
  return reasons;
}
