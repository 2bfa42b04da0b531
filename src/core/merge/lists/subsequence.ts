/** Whether all of `few` stand in `many`, in the same order. */
export function isSubsequence(few: readonly string[], many: readonly string[]): boolean {
  let at = -1;
  return few.every((entry) => (at = many.indexOf(entry, at + 1)) >= 0);
}
