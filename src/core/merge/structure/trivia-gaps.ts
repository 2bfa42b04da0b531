import { splitLines } from '../../diff/lines';
import type { VersionName } from '../model';
import { linesOf } from '../text/choices';
import { mergeText } from '../text/regions';
import { tally } from '../gate/tally';
import type { AlignedMembers } from './align-members';

/** Blank and comment lines above a member in one version; the name behind the last member stands for the end. */
export type TriviaOf = (side: VersionName, name: string) => string;

export const OPENING = '\u0000opening';
export const CLOSING = '\u0000closing';

export interface MergedGaps {
  /** The lines above each member, where they were merged here. */
  readonly above: ReadonlyMap<string, string>;
  /** The members in the order to write them in. */
  readonly order: readonly string[];
}

interface Means {
  readonly keep: Keep;
  readonly mayReorder: boolean;
  /** What would stand above a member if each place were merged on its own. */
  readonly apart: (name: string) => string;
}

type Keep = (ours: readonly string[], theirs: readonly string[], base: readonly string[]) => readonly string[];

/**
 * Merges the comments between members that all versions have as one text, with the members that came or went there as
 * single lines in it. A member put into the middle of a comment block splits it; merged member by member, the lines
 * that moved to the new member would be doubled.
 *
 * Done only for the gaps where a comment would be doubled otherwise, and where the members come out in `order`; of a mapping they may change it.
 */
export function mergeGaps(
  aligned: AlignedMembers,
  order: readonly string[],
  trivia: TriviaOf,
  { keep, mayReorder, apart }: Means,
): MergedGaps {
  const inBase = new Set(aligned.base);
  const inOurs = new Set(aligned.ours);
  const inTheirs = new Set(aligned.theirs);
  const isCommon = (name: string): boolean => inBase.has(name) && inOurs.has(name) && inTheirs.has(name);
  const gaps = {
    base: gapsOf(aligned.base, isCommon),
    ours: gapsOf(aligned.ours, isCommon),
    theirs: gapsOf(aligned.theirs, isCommon),
  };
  const found = new Map<string, string>();
  const arranged: string[] = [];
  for (const [end, gap] of gapsOf(order, isCommon)) {
    const names = mergeGap(end, gap) ?? gap.between;
    arranged.push(...names);
    if (end !== CLOSING) arranged.push(end);
  }
  return { above: found, order: arranged };

  function mergeGap(end: string, gap: Gap): readonly string[] | null {
    const own = { base: gaps.base.get(end), ours: gaps.ours.get(end), theirs: gaps.theirs.get(end) };
    if (!own.base || !own.ours || !own.theirs) return null;
    const isNew = [...own.ours.between, ...own.theirs.between].some((name) => !inBase.has(name));
    const sameStart = [own.base, own.ours, own.theirs].every(({ start }) => start === gap.start);
    if (!isNew || !sameStart) return null;
    const lead = (side: VersionName): string => (gap.start === '' ? trivia(side, OPENING) : '');
    if (!(lead('base') + trivia('base', end)).includes('#')) return null;
    const texts = {
      base: lead('base') + written('base', own.base.between, end, trivia),
      ours: lead('ours') + written('ours', own.ours.between, end, trivia),
      theirs: lead('theirs') + written('theirs', own.theirs.between, end, trivia),
    };
    const shown = [...(gap.start === '' ? [OPENING] : []), ...gap.between, end].map(apart).join('');
    if (!doubles(shown, texts)) return null;
    const parts = cutAtMembers(merged(texts, keep));
    const isSame = parts.names.join('\n') === gap.between.join('\n');
    const isMoved = mayReorder && [...parts.names].sort().join('\n') === [...gap.between].sort().join('\n');
    if (!isSame && !isMoved) return null;
    parts.names.forEach((name, at) => found.set(name, parts.texts[at] ?? ''));
    found.set(end, parts.texts.at(-1) ?? '');
    if (gap.start === '') found.set(OPENING, '');
    return parts.names;
  }
}

/** Whether a comment line stands in a text more often than one side's additions to the other account for. */
function doubles(text: string, versions: Readonly<Record<VersionName, string>>): boolean {
  const lines = { result: comments(text), base: comments(versions.base) };
  const [ours, theirs] = [comments(versions.ours), comments(versions.theirs)];
  return [...lines.result].some(([line, times]) => {
    const [b, o, t] = [lines.base.get(line) ?? 0, ours.get(line) ?? 0, theirs.get(line) ?? 0];
    return times > Math.max(o, t, o + t - b);
  });
}

function comments(text: string): Map<string, number> {
  return tally(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('#')),
  );
}

interface Gap {
  readonly start: string;
  readonly between: readonly string[];
}

/** The names between two common ones, by the common name behind them. */
function gapsOf(names: readonly string[], isCommon: (name: string) => boolean): ReadonlyMap<string, Gap> {
  const gaps = new Map<string, Gap>();
  let start = '';
  let between: string[] = [];
  for (const name of [...names, CLOSING]) {
    if (name !== CLOSING && !isCommon(name)) {
      between.push(name);
      continue;
    }
    gaps.set(name, { start, between });
    start = name;
    between = [];
  }
  return gaps;
}

const MEMBER = '\u0000member ';

function written(side: VersionName, between: readonly string[], end: string, trivia: TriviaOf): string {
  const members = between.map((name) => `${trivia(side, name)}${MEMBER}${name.replaceAll('\n', '\u0001')}\n`);
  return members.join('') + trivia(side, end);
}

function merged(texts: Readonly<Record<VersionName, string>>, keep: Keep): string[] {
  const base = splitLines(texts.base);
  const result: string[] = [];
  let at = 0;
  for (const region of mergeText(texts).regions) {
    result.push(...base.slice(at, region.base.start));
    at = region.base.end;
    const ours = linesOf(region, texts, 'ours');
    const theirs = linesOf(region, texts, 'theirs');
    if (region.kind === 'ours-only' || region.kind === 'both-same') result.push(...ours);
    else if (region.kind === 'theirs-only') result.push(...theirs);
    else if (region.base.start === region.base.end) result.push(...ours, ...theirs);
    else result.push(...keep(ours, theirs, linesOf(region, texts, 'base')));
  }
  return [...result, ...base.slice(at)];
}

function cutAtMembers(lines: readonly string[]): { names: string[]; texts: string[] } {
  const names: string[] = [];
  const texts: string[] = [];
  let own: string[] = [];
  for (const line of lines) {
    if (!line.startsWith(MEMBER)) {
      own.push(line);
      continue;
    }
    names.push(line.slice(MEMBER.length).replaceAll('\u0001', '\n'));
    texts.push(own.map((text) => `${text}\n`).join(''));
    own = [];
  }
  texts.push(own.join('\n'));
  return { names, texts };
}
