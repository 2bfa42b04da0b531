import { splitLines } from '../../diff/lines';
import type { MergePath } from '../model';
import { linesOf } from '../text/choices';
import { mergeText } from '../text/regions';
import type { MergeContext } from './context';
import { generatedLine, laterOf } from './volatile';

/**
 * Merges the blank and comment lines of one place. Comments never stop a merge: where both sides changed the same
 * lines, both stay, ours first, with a notice; of two generated time stamps the later one stays.
 */
export function mergeTrivia(
  context: MergeContext,
  path: MergePath,
  base: string,
  ours: string,
  theirs: string,
): string {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const texts = { base, ours, theirs };
  const { regions } = mergeText(texts);
  const baseLines = splitLines(base);
  const result: (readonly string[])[] = [];
  let at = 0;
  for (const region of regions) {
    result.push(baseLines.slice(at, region.base.start));
    at = region.base.end;
    const own = linesOf(region, texts, 'ours');
    const other = linesOf(region, texts, 'theirs');
    if (region.kind === 'ours-only' || region.kind === 'both-same') result.push(own);
    else if (region.kind === 'theirs-only') result.push(other);
    else result.push(bothKept(context, path, own, other, linesOf(region, texts, 'base')));
  }
  return [...result, baseLines.slice(at)].flat().join('\n');
}

/** Lines that both sides changed: both texts, ours first, nothing twice. */
export function bothKept(
  context: MergeContext,
  path: MergePath,
  ours: readonly string[],
  theirs: readonly string[],
  base: readonly string[],
): string[] {
  const meaningful = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '');
  if (meaningful(ours).join('\n') === meaningful(theirs).join('\n')) return [...ours];
  const before = meaningful(base).join('\n');
  if (meaningful(theirs).join('\n') === before) return [...ours];
  if (meaningful(ours).join('\n') === before) return [...theirs];
  const kept = ours.map((line) => {
    const stamp = generatedLine(line);
    const twin = stamp === null ? undefined : theirs.find((other) => generatedLine(other) === stamp);
    return twin === undefined ? line : laterOf(line, twin, (text) => text).value;
  });
  const known = new Set(ours.map((line) => line.trim()));
  const stamps = new Set(ours.map(generatedLine));
  const added = theirs.filter((line) => {
    const stamp = generatedLine(line);
    return line.trim() !== '' && !known.has(line.trim()) && (stamp === null || !stamps.has(stamp));
  });
  if (added.length > 0) context.notice(path, 'Both sides changed the same comment; both texts are kept, ours first.');
  const last = kept.at(-1);
  return last === '' ? [...kept.slice(0, -1), ...added, ''] : [...kept, ...added];
}
