import type { MergePath } from '../model';
import type { MergeContext } from './context';
import type { MemberSlot, RenderedMember } from './leaf';
import { lineWith } from './leaf';
import { mergeOrder } from './order';
import { isEvidentSet, isReadInOrder, isSortedNames } from '../lists/evident-sets';
import { isSubsequence } from '../lists/subsequence';
import { areTwins, repeatedKeyParts } from '../lists/twin-entries';
import { keyAt } from './align-members';

const ENTRY = /^[\w.:/*@+-]+$/;

interface WrittenList {
  readonly quote: string;
  readonly between: string;
  readonly entries: readonly string[];
}

/**
 * Lists that are written as one value, `red,green,blue`: the entries of both sides, each once. Sorted where both sides
 * are, else in the order of a merged list. Null when they are not such lists, or an entry stands twice.
 */
export function uniteWrittenLists(base: string, ours: string, theirs: string): string | null {
  const [before, own, other] = [base, ours, theirs].map(readList);
  if (!before || !own || !other || own.entries.length < 2 || other.entries.length < 2) return null;
  if (holdTwins(before.entries, own.entries, other.entries)) return null;
  const [inBase, inOurs, inTheirs] = [before, own, other].map(({ entries }) => new Set(entries)) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const isKept = (entry: string): boolean =>
    inBase.has(entry) ? inOurs.has(entry) && inTheirs.has(entry) : inOurs.has(entry) || inTheirs.has(entry);
  const { order } = mergeOrder(before.entries, own.entries, other.entries);
  const kept = order.filter(isKept);
  if (kept.length === 0) return null;
  const entries =
    before.entries.length > 2 && [before, own, other].every((list) => isSortedNames(list.entries))
      ? [...kept].sort()
      : kept;
  return `${own.quote}${entries.join(own.between)}${own.quote}`;
}

export interface TogetherList extends WrittenList {
  /** Whether it is a set for certain, so that nobody need look at the result. */
  readonly isSet: boolean;
}

/**
 * A value to which both sides only added entries of a list written as one text; null where it is something else, or
 * where entries of the two sides say different things about one.
 */
export function writtenListsTogether(context: MergeContext, slot: MemberSlot, path: MergePath): TogetherList | null {
  const { base, ours, theirs } = slot;
  if (base?.value.kind !== 'scalar' || ours?.value.kind !== 'scalar' || theirs?.value.kind !== 'scalar') return null;
  if ([base, ours, theirs].some(({ value }) => value.anchor !== null || value.tag !== null)) return null;
  return addedToWrittenLists(
    context.source('base', base.value) ?? '',
    context.source('ours', ours.value) ?? '',
    context.source('theirs', theirs.value) ?? '',
    nameAt(path),
  );
}

/** Writes the entries of both in the place of the value. */
export function mergeWrittenLists(
  context: MergeContext,
  slot: MemberSlot,
  path: MergePath,
  { quote, entries, between }: WrittenList,
): RenderedMember | null {
  const content = entries.join(between);
  const rendered = lineWith(context, slot, 'ours', `${quote}${content}${quote}`, context.canon.text(content));
  if (rendered) context.decided(path, 'a list written as one value: the entries of both', 'merged');
  return rendered;
}

/** What a value is called: its key, or the name of the entry that it is the value of. */
function nameAt(path: MergePath): string {
  const key = keyAt(path);
  const item = path.at(-2) ?? '';
  return key === 'value' ? (/^\[name=(.*)\]$/.exec(item)?.[1] ?? key) : key;
}

/**
 * Both sides only added to such a list and left the rest in its order: the entries of both, each once, the same
 * whichever side is called ours. Null for entries without a letter: `1,500` may be one number.
 */
function addedToWrittenLists(base: string, ours: string, theirs: string, name: string): TogetherList | null {
  const [before, own, other] = [base, ours, theirs].map(readList);
  if (!before || !own || !other || own.between !== other.between) return null;
  if (own.entries.length < 2 || other.entries.length < 2) return null;
  const all = [before, own, other].map(({ entries }) => entries);
  if (!all.flat().every((entry) => /[A-Za-z]/.test(entry))) return null;
  if (!isSubsequence(before.entries, own.entries) || !isSubsequence(before.entries, other.entries)) return null;
  if (holdTwins(before.entries, own.entries, other.entries)) return null;
  const quote = own.quote === before.quote ? other.quote : own.quote;
  if (quote !== other.quote && other.quote !== before.quote) return null;
  const isSorted = all.every(isSortedNames);
  const isSet = isEvidentSet(name, all.flat()) || (isSorted && before.entries.length > 2 && !isReadInOrder(name));
  const list = { quote, between: own.between, isSet };
  if (isSorted) return { ...list, entries: [...new Set([...own.entries, ...other.entries])].sort() };
  const [ownGaps, otherGaps] = [gapsOf(before.entries, own.entries), gapsOf(before.entries, other.entries)];
  const entries = [null, ...before.entries].flatMap((entry) => {
    const added = unitedGap(ownGaps.get(entry) ?? [], otherGaps.get(entry) ?? []);
    return entry === null ? added : [entry, ...added];
  });
  return new Set(entries).size === entries.length ? { ...list, entries } : null;
}

/** Whether new entries of the two sides say different things about one, as `ro` and `rw` do. */
function holdTwins(base: readonly string[], ours: readonly string[], theirs: readonly string[]): boolean {
  const repeated = repeatedKeyParts([base, ours, theirs]);
  const added = theirs.filter((entry) => !base.includes(entry) && !ours.includes(entry));
  return ours.some(
    (entry) =>
      !base.includes(entry) && !theirs.includes(entry) && added.some((other) => areTwins(entry, other, repeated)),
  );
}

/** New entries behind each known one; null: before the first. */
function gapsOf(known: readonly string[], entries: readonly string[]): ReadonlyMap<string | null, readonly string[]> {
  const isKnown = new Set(known);
  const gaps = new Map<string | null, string[]>();
  let behind: string | null = null;
  for (const entry of entries) {
    if (isKnown.has(entry)) behind = entry;
    else gaps.set(behind, [...(gaps.get(behind) ?? []), entry]);
  }
  return gaps;
}

function unitedGap(own: readonly string[], other: readonly string[]): readonly string[] {
  if (isSubsequence(other, own)) return own;
  return isSubsequence(own, other) ? other : [...new Set([...own, ...other])].sort();
}

function readList(text: string): WrittenList | null {
  const quote = /^(['"])[^'"\\]*\1$/.exec(text)?.[1] ?? '';
  const inner = quote === '' ? text : text.slice(1, -1);
  const between = inner.includes(', ') ? ', ' : ',';
  const entries = inner.split(between);
  if (!entries.every((entry) => ENTRY.test(entry)) || new Set(entries).size !== entries.length) return null;
  return { quote, between, entries };
}
