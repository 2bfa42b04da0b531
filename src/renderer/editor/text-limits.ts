/** Above these the page would stutter: the text is not put on screen, and a sentence says so. */
const largestCharacters = 20_000_000;
const largestLines = 400_000;

/** Why `texts` cannot be shown together, in a sentence; null when they can. */
export function tooLargeToShow(texts: readonly string[]): string | null {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > largestCharacters) {
    return `This is ${Math.round(characters / 1_000_000)} million characters of text: too much to show here.`;
  }
  let lines = 0;
  for (const text of texts) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  }
  return lines > largestLines ? `This is ${lines} lines of text: too much to show here.` : null;
}
