/**
 * How well a title answers what was typed: null for not at all, higher is better.
 *
 * What was typed stands in the title, or its letters do in order, each going on in the word of the one before or beginning
 * a later word: "goti" finds "Go to Timeline", and "ingest" does not find "Show in file manager".
 */
export function rank(title: string, typed: string): number | null {
  const text = title.toLowerCase();
  const wanted = typed.toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return 0;
  const exact = text.indexOf(typed.toLowerCase().trim());
  if (exact >= 0) return 1000 - exact - text.length / 100;
  // Per place of the title: the best score of the letters so far when the last of them stands there.
  let scores: readonly number[] | null = null;
  for (const letter of wanted) scores = scoresOf(text, letter, scores);
  const best = Math.max(...(scores ?? []));
  return best === -Infinity ? null : best - text.length / 100;
}

function scoresOf(text: string, letter: string, before: readonly number[] | null): readonly number[] {
  let inWord = -Infinity;
  let anywhere = before === null ? 0 : -Infinity;
  return [...Array(text.length).keys()].map((at) => {
    const begins = at === 0 || /[\s/\-_.:]/.test(text.charAt(at - 1));
    const adjacent = before?.[at - 1] ?? -Infinity;
    inWord = begins ? -Infinity : Math.max(inWord, adjacent);
    anywhere = Math.max(anywhere, adjacent);
    if (text.charAt(at) !== letter) return -Infinity;
    return 1 + Math.max(adjacent + 8, inWord, begins ? anywhere + 6 : -Infinity);
  });
}
