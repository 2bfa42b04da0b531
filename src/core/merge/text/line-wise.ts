/**
 * Lines of a conflict in which no line was changed by both sides: the sides changed lines next to each other, or made
 * the same change as part of a larger one. Null when a line has two answers, or lines came or went.
 */
export function mergeLineWise(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] | null {
  if (base.length === 0 || base.length !== ours.length || base.length !== theirs.length) return null;
  const merged: string[] = [];
  for (let at = 0; at < base.length; at++) {
    const [before, own, other] = [base[at] as string, ours[at] as string, theirs[at] as string];
    if (own === other || other === before) merged.push(own);
    else if (own === before) merged.push(other);
    else return null;
  }
  return merged;
}
