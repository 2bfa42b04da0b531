import type { MergePath } from '../model';
import type { MergeContext } from './context';
import type { MemberSlot, RenderedMember } from './leaf';
import { lineWith } from './leaf';
import { mergeOrder } from './order';

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
  const entries = isSorted(own.entries) && isSorted(other.entries) ? [...kept].sort() : kept;
  return `${own.quote}${entries.join(own.between)}${own.quote}`;
}

/** A value to which both sides only added entries of a list written as one text; null where it is something else. */
export function mergeWrittenLists(context: MergeContext, slot: MemberSlot, path: MergePath): RenderedMember | null {
  const { base, ours, theirs } = slot;
  if (base?.value.kind !== 'scalar' || ours?.value.kind !== 'scalar' || theirs?.value.kind !== 'scalar') return null;
  if ([base, ours, theirs].some(({ value }) => value.anchor !== null || value.tag !== null)) return null;
  const list = addedToWrittenLists(
    context.source('base', base.value) ?? '',
    context.source('ours', ours.value) ?? '',
    context.source('theirs', theirs.value) ?? '',
  );
  if (list === null) return null;
  const { quote } = list;
  const content = list.entries.join(list.between);
  const rendered = lineWith(context, slot, 'ours', `${quote}${content}${quote}`, context.canon.text(content));
  if (rendered) context.decided(path, 'a list written as one value: the entries of both', 'merged');
  return rendered;
}

/**
 * Both sides only added to such a list and left the rest in its order: the entries of both, each once, the same
 * whichever side is called ours. Null for entries without a letter: `1,500` may be one number.
 */
function addedToWrittenLists(base: string, ours: string, theirs: string): WrittenList | null {
  const [before, own, other] = [base, ours, theirs].map(readList);
  if (!before || !own || !other || own.between !== other.between) return null;
  if (own.entries.length < 2 || other.entries.length < 2) return null;
  const isWord = (entry: string): boolean => /[A-Za-z]/.test(entry);
  if (![before, own, other].every(({ entries }) => entries.every(isWord))) return null;
  if (!isWithin(before.entries, own.entries) || !isWithin(before.entries, other.entries)) return null;
  if (isSorted(own.entries) && isSorted(other.entries)) {
    return { ...own, entries: [...new Set([...own.entries, ...other.entries])].sort() };
  }
  const [ownGaps, otherGaps] = [gapsOf(before.entries, own.entries), gapsOf(before.entries, other.entries)];
  const entries = [null, ...before.entries].flatMap((entry) => {
    const added = unitedGap(ownGaps.get(entry) ?? [], otherGaps.get(entry) ?? []);
    return entry === null ? added : [entry, ...added];
  });
  return new Set(entries).size === entries.length ? { ...own, entries } : null;
}

/** Whether all of `few` stand in `many`, in the same order. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  let at = -1;
  return few.every((entry) => (at = many.indexOf(entry, at + 1)) >= 0);
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
  if (isWithin(other, own)) return own;
  return isWithin(own, other) ? other : [...new Set([...own, ...other])].sort();
}

function readList(text: string): WrittenList | null {
  const quote = /^(['"])[^'"\\]*\1$/.exec(text)?.[1] ?? '';
  const inner = quote === '' ? text : text.slice(1, -1);
  const between = inner.includes(', ') ? ', ' : ',';
  const entries = inner.split(between);
  if (!entries.every((entry) => ENTRY.test(entry)) || new Set(entries).size !== entries.length) return null;
  return { quote, between, entries };
}

const isSorted = (entries: readonly string[]): boolean =>
  entries.every((entry, at) => at === 0 || (entries[at - 1] as string) < entry);
