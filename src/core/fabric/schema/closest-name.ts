/** Edit distance where a swap of neighbours counts once; stops being exact above `limit`. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? limit + 1;
}

/**
 * The name that was probably meant: equal but for case, or within a third of its length in slips of the finger.
 * Null when none is near; ties go to the first candidate.
 */
export function closestName(name: string, candidates: readonly string[]): string | null {
  const plain = name.toLowerCase();
  if (name.length > 100) return null;
  // A single letter with a slip is another letter.
  const limit = name.length === 1 ? 0 : Math.max(1, Math.floor(name.length / 3));
  let best: { candidate: string; cost: number } | null = null;
  for (const candidate of candidates) {
    const cost = distance(plain, candidate.toLowerCase(), limit);
    if (cost <= limit && (best === null || cost < best.cost)) best = { candidate, cost };
  }
  return best?.candidate ?? null;
}
