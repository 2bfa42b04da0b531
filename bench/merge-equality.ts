import { readDocuments, toValue } from '../src/core/yaml/documents';

/** How near a result is to what people committed. */
export type Likeness = 'bytes' | 'data' | 'order' | 'different' | 'broken' | 'unreadable-reference';

/** Compares by bytes, then by data (key order and layout aside), then with the order of lists aside. */
export function compareWithHuman(result: string, human: string): Likeness {
  if (result === human) return 'bytes';
  const own = dataOf(result);
  const other = dataOf(human);
  if (other === null) return own === null && normal(result) === normal(human) ? 'bytes' : 'unreadable-reference';
  if (own === null) return 'broken';
  if (canonical(own, false) === canonical(other, false)) return 'data';
  return canonical(own, true) === canonical(other, true) ? 'order' : 'different';
}

export function isBroken(text: string): boolean {
  return dataOf(text) === null;
}

const normal = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

/** Documents that hold nothing do not count. Null: no valid YAML, or a key stands twice. */
function dataOf(text: string): unknown[] | null {
  const found: unknown[] = [];
  for (const document of readDocuments(text)) {
    if (document.problems.length > 0) return null;
    const value = toValue(document);
    if (!value.ok) return null;
    if (document.root !== null) found.push(value.value);
  }
  return found;
}

function canonical(value: unknown, orderFree: boolean): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, orderFree));
    return `[${(orderFree ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, orderFree)}`);
    return `{${members.sort().join(',')}}`;
  }
  return typeof value === 'bigint' ? `${value}` : (JSON.stringify(value) ?? 'null');
}
