import { splitLines } from '../../diff/lines';
import type { MergeOutcome } from '../merge-outcome';
import { joinAttributes, splitThree } from '../text/attributes';
import type { MarkedText, MarkerLabels } from '../text/markers';
import type { MergeRegion, ThreeTexts } from '../text/regions';
import { mergeText } from '../text/regions';

/**
 * The outcome as one text in which every open conflict stands between diff3 markers.
 *
 * The three open texts differ in nothing but the questions, so each place where ours and theirs differ is one, also
 * where one of them says what the base says (git's clean merge against the merge by structure). Markers are at least
 * `markerLength` signs long, and longer than any run of a marker's sign that starts a line of content.
 */
export function markOpenConflicts(
  outcome: Pick<MergeOutcome, 'open' | 'conflicts'>,
  labels: MarkerLabels,
  markerLength = 7,
): MarkedText {
  const sides = splitThree(outcome.open);
  const texts: ThreeTexts = { base: sides.base.body, ours: sides.ours.body, theirs: sides.theirs.body };
  const lines = { base: splitLines(texts.base), ours: splitLines(texts.ours), theirs: splitLines(texts.theirs) };
  const length = Math.max(markerLength, safeLength(Object.values(texts)));
  const named = labelsFor(outcome, labels);
  const marker = (sign: string, label: string): string => `${sign.repeat(length)} ${oneLine(label)}`.trimEnd();
  const out: (readonly string[])[] = [];
  let at = 0;
  let conflicts = 0;
  for (const region of mergeText(texts).regions) {
    const of = (side: keyof ThreeTexts): string[] => lines[side].slice(region[side].start, region[side].end);
    out.push(lines.base.slice(at, region.base.start));
    at = region.base.end;
    if (isSame(region, of('ours'), of('theirs'))) out.push(of('ours'));
    else {
      conflicts++;
      out.push([marker('<', named.ours)], of('ours'), [marker('|', named.base)], of('base'));
      out.push(['='.repeat(length)], of('theirs'), [marker('>', named.theirs)]);
    }
  }
  out.push(lines.base.slice(at));
  return { text: joinAttributes(out.flat().join('\n'), sides.ours.attributes), conflicts, markerLength: length };
}

function isSame(region: MergeRegion, ours: readonly string[], theirs: readonly string[]): boolean {
  return (
    region.kind === 'both-same' || (ours.length === theirs.length && ours.every((line, at) => line === theirs[at]))
  );
}

/** Where git's result stands against the merge by structure, the sides are those two. */
function labelsFor({ conflicts }: Pick<MergeOutcome, 'conflicts'>, labels: MarkerLabels): MarkerLabels {
  if (conflicts.length !== 1 || conflicts[0]?.reason !== 'git-differs') return labels;
  return { ours: 'merge by lines', base: labels.base, theirs: 'merge by structure' };
}

const oneLine = (label: string): string => label.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function safeLength(texts: readonly string[]): number {
  let longest = 0;
  for (const text of texts)
    for (const match of text.matchAll(/^(?:<{7,}|\|{7,}|={7,}|>{7,})/gm)) longest = Math.max(longest, match[0].length);
  return longest + 1;
}
