import type { YamlScalar } from '../../yaml/nodes';

type Part = string | number;

/** Keys whose values are versions even where they look like plain numbers. */
const VERSION_KEY = /(?:version|tag|image|ref|rev|revision|release|digest|chart)$/i;
/** `2026-11-23`, with or without a time; `20261123`, `20261123T101500` and `20261123101500`. */
const MOMENT = /^(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d)?[\d.Z:+-]*)?|20\d{6}(?:T?\d{6})?)$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?$/;

/**
 * Which of two values is the newer version or the later moment: positive when the first is, 0 when nothing can be said.
 *
 * A plain number is neither: of two VLANs, ports or sizes the larger one is not the newer one. An address is no version.
 */
export function newerOf(key: string, one: YamlScalar, other: YamlScalar): number {
  const [left, right] = [one.content.trim(), other.content.trim()];
  if (MOMENT.test(left) && MOMENT.test(right)) return left.length === right.length ? compare(left, right) : 0;
  if (ADDRESS.test(left) || ADDRESS.test(right)) return 0;
  const [a, b] = [versionIn(left, VERSION_KEY.test(key)), versionIn(right, VERSION_KEY.test(key))];
  // `name:1.2` and `other:1.3` are no two versions of one thing.
  if (!a || !b || a.before !== b.before) return 0;
  return compareParts(a.parts, b.parts);
}

function versionIn(text: string, isVersion: boolean): { before: string; parts: readonly Part[] } | null {
  const match = /^(.*?)(?:^|(?<=[^\w.]))(v?)(\d+(?:\.\d+)+)([-+.]?[A-Za-z][\w.+-]*)?$/.exec(text);
  if (!match) return null;
  const [, before = '', mark = '', numbers = '', rest = ''] = match;
  const fields = numbers.split('.');
  if (fields.length < 3 && mark === '' && rest === '' && !isVersion && before === '') return null;
  const parts = [...fields, ...rest.split(/[.\-+_]/).filter((part) => part !== '')];
  return {
    before: before.replace(/[~^<>= ]+$/, ''),
    parts: parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  };
}

/** Numbers by size, words by the alphabet; a release is newer than its candidates. */
function compareParts(a: readonly Part[], b: readonly Part[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left, right] = [a[at], b[at]];
    if (left === right) continue;
    if (left === undefined) return typeof right === 'number' ? -1 : 1;
    if (right === undefined) return typeof left === 'number' ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (typeof left === 'number') return 1;
    return typeof right === 'number' ? -1 : compare(left, right);
  }
  return 0;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
