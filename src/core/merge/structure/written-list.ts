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
