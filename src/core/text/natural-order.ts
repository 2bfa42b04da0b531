const ZERO = 48;
const isDigit = (code: number): boolean => code >= ZERO && code < ZERO + 10;

/** Orders names as people count: `leaf-2` before `leaf-10`. Everything else goes by code unit; equal only when the same. */
export function naturalOrder(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  let start = at;
  while (start > 0 && isDigit(one.charCodeAt(start - 1))) start -= 1;
  const [own, another] = [numberAt(one, start), numberAt(other, start)];
  const areNumbers = own !== null && another !== null;
  return (areNumbers && (own.length - another.length || byText(own, another))) || byText(one, other);
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The digits that begin here, without leading zeros; null where none do. */
function numberAt(text: string, start: number): string | null {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end === start ? null : text.slice(start, end).replace(/^0+/, '');
}
