import type { YamlDocument } from '../../yaml/documents';
import { verifyResult } from '../gate/verify';
import type { ThreeLines } from '../text/choices';
import type { MergeRegion, ThreeTexts } from '../text/regions';
import {
  indentOf,
  isContent,
  isControl,
  isEntryAt,
  isOpenEnded,
  isSeparator,
  isStatement,
  joinsNext,
  maskExpressions,
  parentsOf,
} from '../text/template-lines';
import { Canon } from './canon';
import { MergeContext } from './context';
import { DocumentReader } from './document-reader';
import { NotByStructure } from './indent';
import type { RenderedDocument } from './merge-document';
import { mergeDocument } from './merge-document';
import { Version } from './version';

/** The lines that stand in the place of a conflict, and of so many unchanged ones before and after it. */
export interface Island {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly string[];
}

/** How many unchanged lines there are around a conflict. */
export interface Room {
  readonly before: number;
  readonly after: number;
}

export interface ConflictPlace {
  readonly sides: ThreeLines;
  readonly region: MergeRegion;
  readonly room: Room;
}

/**
 * Merges a conflict in a template by structure, where all of it lies among whole members of one mapping that no
 * condition, loop or inserted text of the template parts. Expressions in values count as words. Null where a person
 * would be asked, or where anything about the place is not certain.
 */
export function mergeIsland(context: MergeContext, { sides, region, room }: ConflictPlace): Island | null {
  const changed = VERSIONS.flatMap((name) => sides[name].slice(region[name].start, region[name].end));
  if (changed.some(isControl)) return null;
  const depth = changed.reduce((least, line) => (isContent(line) ? Math.min(least, indentOf(line)) : least), Infinity);
  if (!Number.isFinite(depth)) return null;
  const { before, after } = reach(sides.base, region, room, depth);
  const places = VERSIONS.map((name) => ({
    lines: sides[name],
    start: region[name].start - before,
    end: region[name].end + after,
  }));
  if (!areWholeMembers(places, depth, sides.base.slice(region.base.end, region.base.end + after))) return null;
  if (bringsBack(places)) return null;
  const [parents, ...others] = places.map(({ lines, start }) => parentsOf(lines, start, depth));
  if (!parents || others.some((other) => other?.join('\n') !== parents.join('\n'))) return null;
  const written = places.map(({ lines, start, end }) => `${[...parents, ...lines.slice(start, end)].join('\n')}\n`);
  const words = maskExpressions(written);
  if (!words) return null;
  const [base = '', ours = '', theirs = ''] = written.map(words.mask);
  const result = mergeFragment(context, { base, ours, theirs });
  if (result === null) return null;
  const lines = words.unmask(result).replace(/\n$/, '').split('\n');
  if (lines.slice(0, parents.length).join('\n') !== parents.join('\n')) return null;
  return { before, after, lines: lines.slice(parents.length) };
}

const VERSIONS = ['base', 'ours', 'theirs'] as const;

interface Place {
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Whether these lines are members of a mapping, of which the last one ends here or is in `common` and stays the last. */
function areWholeMembers(places: readonly Place[], depth: number, common: readonly string[]): boolean {
  const isLastCommon = common.some((line) => isContent(line) && indentOf(line) === depth);
  return places.every(
    ({ lines, start, end }) =>
      (isLastCommon || endsWhole(lines, end, depth)) &&
      !joinsNext(lines[start - 1] ?? '') &&
      !lines.slice(start, end).some((line) => isEntryAt(line, depth)),
  );
}

/** Whether a side brought lines here from a place from which the other side removed them. */
function bringsBack(places: readonly Place[]): boolean {
  const [base, ours, theirs] = places.map(({ lines, start, end }) =>
    countLines([...lines.slice(0, start), ...lines.slice(end)]),
  );
  const [here, own, other] = places.map(({ lines, start, end }) => countLines(lines.slice(start, end)));
  if (!base || !ours || !theirs || !here || !own || !other) return true;
  const gone = (line: string, side: Counts): boolean => (side.get(line) ?? 0) < (base.get(line) ?? 0);
  return [own, other].some((side) =>
    [...side].some(([line, times]) => times > (here.get(line) ?? 0) && gone(line, ours) && gone(line, theirs)),
  );
}

type Counts = ReadonlyMap<string, number>;

function countLines(lines: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const line of lines.filter(isContent)) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return counts;
}

/** How far unchanged lines of the same collection go on both sides of a region. */
function reach(base: readonly string[], region: MergeRegion, room: Room, depth: number): Room {
  const belongs = (line: string | undefined): boolean =>
    line !== undefined && !isControl(line) && (line.trim() === '' || indentOf(line) >= depth);
  let before = 0;
  while (before < room.before && belongs(base[region.base.start - before - 1])) before++;
  while (before > 0 && base[region.base.start - before]?.trim() === '') before--;
  let after = 0;
  while (after < room.after && belongs(base[region.base.end + after])) after++;
  while (after > 0 && base[region.base.end + after - 1]?.trim() === '') after--;
  return { before, after };
}

/** Whether nothing behind these lines belongs to the last member in them. */
function endsWhole(lines: readonly string[], end: number, depth: number): boolean {
  for (let at = end; at < lines.length; at++) {
    const line = lines[at] as string;
    if (isOpenEnded(line) && !isSeparator(line)) return false;
    if (!isContent(line) || isStatement(line)) continue;
    if (isControl(line)) return isSeparator(line);
    return indentOf(line) < depth || (indentOf(line) === depth && !isEntryAt(line, depth));
  }
  return true;
}

/** The merge by structure without a question, proven and the same with the sides swapped; else null. */
function mergeFragment(context: MergeContext, texts: ThreeTexts): string | null {
  const reader = new DocumentReader();
  const canon = new Canon();
  try {
    const once = mergeOnce(context, texts, reader, canon);
    const mirror = mergeOnce(context, { ...texts, ours: texts.theirs, theirs: texts.ours }, reader, canon);
    if (!once || !mirror || once.value === null || once.value !== mirror.value) return null;
    // Nobody compares members of a template: the very lines have to be the same whichever side is called ours.
    const { text: result, value, decisions, notices } = once.text <= mirror.text ? once : mirror;
    const rest = { values: [value], conflicts: [], decisions, notices, file: context.options.file };
    if (!verifyResult({ texts, result, canon, reader, ...rest }).passed) return null;
    context.decisions.push(...decisions);
    context.notices.push(...notices);
    return result;
  } catch (error) {
    if (error instanceof NotByStructure) return null;
    throw error;
  }
}

function mergeOnce(
  context: MergeContext,
  texts: ThreeTexts,
  reader: DocumentReader,
  canon: Canon,
): (RenderedDocument & Pick<MergeContext, 'decisions' | 'notices'>) | null {
  const versions = {
    base: new Version('base', texts.base),
    ours: new Version('ours', texts.ours),
    theirs: new Version('theirs', texts.theirs),
  };
  const inner = new MergeContext({ ...context.options, versions, choices: {}, rendering: 'base', canon });
  const rendered = mergeDocument(inner, {
    base: readOne(reader, texts.base),
    ours: readOne(reader, texts.ours),
    theirs: readOne(reader, texts.theirs),
  });
  return inner.conflicts.length > 0 ? null : { ...rendered, decisions: inner.decisions, notices: inner.notices };
}

function readOne(reader: DocumentReader, text: string): YamlDocument {
  const [part, ...more] = reader.parts(text);
  if (!part || more.length > 0) throw new NotByStructure('more than one document');
  return part.read();
}
