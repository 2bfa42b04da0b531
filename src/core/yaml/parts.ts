import type { TextRange } from './split';

/**
 * The whole YAML reader needs up to 25 µs for each line break, comma, colon, bracket, anchor or alias: a document with
 * more of them than this that is not plain, and a file whose documents have more together, would hold up everything for
 * longer than anybody waits.
 */
export const mostParts = 300_000;

const counted = new Set([...'\n,:[{&*?'].map((sign) => sign.charCodeAt(0)));

/** How much work a stretch of a text is for the whole reader, at most. */
export function partsIn(text: string, { start, end }: TextRange): number {
  let parts = 0;
  for (let at = start; at < end; at += 1) if (counted.has(text.charCodeAt(at))) parts += 1;
  return parts;
}
