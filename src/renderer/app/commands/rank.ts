/**
 * How well a title answers what was typed: null for not at all, higher is better.
 *
 * The letters must occur in order. Runs and beginnings of words count more, so "goti" finds "Go to Timeline".
 */
export function rank(title: string, typed: string): number | null {
  const text = title.toLowerCase();
  const wanted = typed.toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return 0;
  const exact = text.indexOf(typed.toLowerCase().trim());
  if (exact >= 0) return 1000 - exact - text.length / 100;
  let score = 0;
  let from = 0;
  let before = -2;
  for (const letter of wanted) {
    const at = text.indexOf(letter, from);
    if (at === -1) return null;
    if (at === before + 1) score += 8;
    if (at === 0 || /[\s/\-_.:]/.test(text.charAt(at - 1))) score += 6;
    score += 1 - (at - from) / 50;
    before = at;
    from = at + 1;
  }
  return score - text.length / 100;
}
