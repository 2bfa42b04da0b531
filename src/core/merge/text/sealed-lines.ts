import type { LineRange } from '../../diff/lines';
import { splitLines } from '../../diff/lines';
import type { MergeRegion, ThreeTexts } from './regions';
import { mergeText } from './regions';

/** Regions of a merge by lines, and those that are asked about whatever their lines say, with the reason. */
export interface LinePlan {
  readonly regions: readonly MergeRegion[];
  readonly asked: ReadonlyMap<string, string>;
}

const WHY = 'Both sides changed one block of ciphertext or key: lines of two versions of it do not open.';

/**
 * Blocks of lines that say something only as a whole: what Ansible Vault encrypted, keys, certificates and messages
 * between `-----BEGIN …-----` and `-----END …-----`, and wrapped base64.
 */
export function sealedRanges(lines: readonly string[]): LineRange[] {
  const found: LineRange[] = [];
  for (let at = 0; at < lines.length;) {
    const end = endOfSealed(lines, at);
    if (end > at) found.push({ start: at, end });
    at = Math.max(end, at + 1);
  }
  return found;
}

export const holdsSealed = (text: string): boolean => sealedRanges(text.split('\n')).length > 0;

/** Where the block that begins in this line ends; the line itself when none does. */
function endOfSealed(lines: readonly string[], start: number): number {
  const first = lines[start]?.trim() ?? '';
  const run = (from: number, belongs: (line: string) => boolean): number => {
    let end = from;
    while (end < lines.length && belongs(lines[end]?.trim() ?? '')) end++;
    return end;
  };
  if (first.startsWith('$ANSIBLE_VAULT;')) return run(start + 1, (line) => /^[0-9a-f]+$/i.test(line));
  if (first.startsWith('-----BEGIN ')) {
    const end = run(start + 1, (line) => !line.startsWith('-----'));
    return Math.min(end + 1, lines.length);
  }
  if (!isWrapped(first)) return start;
  const end = run(start + 1, (line) => line.length === first.length && isWrapped(line));
  const hasRest = end < lines.length && /^[A-Za-z0-9+/]+={0,2}$/.test(lines[end]?.trim() ?? '');
  const whole = hasRest && (lines[end]?.trim() ?? '').length < first.length ? end + 1 : end;
  return whole - start > 1 ? whole : start;
}

/** A full line of wrapped base64; words have no such length without a blank, a dot or a dash. */
const isWrapped = (line: string): boolean =>
  line.length >= 40 && /^[A-Za-z0-9+/]+={0,2}$/.test(line) && /\d/.test(line) && /[A-Za-z]/.test(line);

/**
 * What a merge of these texts by lines does. The changes of both sides to one sealed block are one conflict about all of
 * it, even where git sees none.
 */
export function planLines(texts: ThreeTexts, regions = mergeText(texts).regions): LinePlan {
  const sealed = {
    base: sealedRanges(splitLines(texts.base)),
    ours: sealedRanges(splitLines(texts.ours)),
    theirs: sealedRanges(splitLines(texts.theirs)),
  };
  const joined = sealed.base.reduce(joinedOver, regions);
  const meets = (region: MergeRegion): boolean =>
    (['base', 'ours', 'theirs'] as const).some((side) => sealed[side].some((block) => touches(region[side], block)));
  const asked = joined.filter((region) => region.kind === 'conflict' && meets(region));
  return { regions: joined, asked: new Map(asked.map(({ id }) => [id, WHY])) };
}

function joinedOver(regions: readonly MergeRegion[], block: LineRange): readonly MergeRegion[] {
  const inside = regions.filter(({ base }) => touches(base, block));
  const changedBy = (side: 'ours-only' | 'theirs-only'): boolean =>
    inside.some(({ kind }) => kind === 'conflict' || kind === side);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || !changedBy('ours-only') || !changedBy('theirs-only')) return regions;
  const region = around(first, last, block);
  return regions.flatMap((one) => (one === first ? [region] : inside.includes(one) ? [] : [one]));
}

/** Whether a change lies at least partly inside of the block; what stands before or behind it does not. */
const touches = (change: LineRange, block: LineRange): boolean => change.start < block.end && change.end > block.start;

function around(first: MergeRegion, last: MergeRegion, block: LineRange): MergeRegion {
  const before = Math.max(0, first.base.start - block.start);
  const behind = Math.max(0, block.end - last.base.end);
  const widened = (side: 'base' | 'ours' | 'theirs'): LineRange => ({
    start: first[side].start - before,
    end: last[side].end + behind,
  });
  const base = widened('base');
  return {
    id: `${base.start}-${base.end}`,
    kind: 'conflict',
    base,
    ours: widened('ours'),
    theirs: widened('theirs'),
  };
}
