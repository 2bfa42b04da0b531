import { isSubset, parseAddress, parsePrefix } from '../fabric/net/ip';
import type { ValueChange } from './meant-resource';

/** Ends of a range: `spec.ranges[1000].from`. */
const end = /^(.*\[([^\]]*)\])\.(from|to)$/;

/** The ends of ranges joined to spans (`1000–2999`); all other values as they are. */
export function spanChanges(values: readonly ValueChange[]): ValueChange[] {
  const ranges = new Map<string, { from?: ValueChange; to?: ValueChange; key: string }>();
  const others: ValueChange[] = [];
  for (const value of values) {
    const [, at, key = '', side] = end.exec(value.at) ?? [];
    if (at === undefined) others.push(value);
    else {
      const range = ranges.get(at) ?? { key };
      ranges.set(at, { ...range, ...(side === 'from' ? { from: value } : { to: value }) });
    }
  }
  const spans = [...ranges].flatMap(([at, { from, to, key }]): ValueChange[] => {
    // An end that did not change is not told; namespaces know a range by its start, other lists by its place.
    if (from === undefined && !/\branges\[/.test(at)) return [];
    const side = (which: 'before' | 'after'): string | null => {
      const first = from === undefined ? key : from[which];
      return first === null ? null : `${first}–${lastOf(to?.[which] ?? null, first)}`;
    };
    return [{ at, before: side('before'), after: side('after') }];
  });
  return [...others, ...spans];
}

/** An end that is left out, or 0, is the start. */
const lastOf = (to: string | null, from: string): string => (to === null || to === '0' ? from : to);

const span = /^(\d+)–(\d+)$/;

/** Does a range or a prefix hold this number, address or prefix? Equal ones count too. */
export function covers(text: string | null, wanted: string): boolean {
  if (text === null) return false;
  const [, from, to] = span.exec(text) ?? [];
  if (from !== undefined) return /^\d+$/.test(wanted) && Number(from) <= Number(wanted) && Number(wanted) <= Number(to);
  const outer = text.includes('/') ? parsePrefix(text) : null;
  if (outer === null) return false;
  const address = parseAddress(wanted);
  const inner = address
    ? { family: address.family, address: address.value, bits: address.family === 4 ? 32 : 128 }
    : parsePrefix(wanted);
  return inner !== null && isSubset(inner, outer);
}
