import type { QuickValue } from '../yaml/quick-value';
import { quickValue } from '../yaml/quick-value';
import { splitDocuments } from '../yaml/split';
import type { MergePolicy } from './lists/list-policy';
import { COUPLED } from './structure/coupled';
import type { ThreeTexts } from './text/regions';

interface GitMerge extends ThreeTexts {
  /** What git made of them by lines, without a conflict. */
  readonly merged: string;
}

/**
 * Whether git's clean merge needs no look at its structure: the sides changed different values of the same members,
 * nothing that belongs together, and the result says exactly both changes.
 *
 * True only where `mergeFile` takes git's result without a word; false says nothing. It costs a small part of that.
 */
export function isPlainlyApart(texts: GitMerge, policy: MergePolicy): boolean {
  if (!sameComments(texts)) return false;
  // A seal covers the whole document: changes that are apart still belong together.
  if (/^sops:/m.test(texts.base) || /^sops:/m.test(texts.ours) || /^sops:/m.test(texts.theirs)) return false;
  const read = (text: string): readonly QuickValue[] | null => {
    const values = splitDocuments(text).map(({ range, hasDirectives }) =>
      hasDirectives ? null : quickValue(text, range),
    );
    return values.some((value) => value === null) ? null : values.map((found) => found?.value ?? null);
  };
  const [base, ours, theirs, merged] = [texts.base, texts.ours, texts.theirs, texts.merged].map(read);
  if (!base || !ours || !theirs || !merged) return false;
  if ([ours, theirs, merged].some((documents) => documents.length !== base.length)) return false;
  const coupled = [...COUPLED, ...(policy.coupled ?? [])];
  return base.every((document, at) => {
    const apart = putTogether(document, ours[at] ?? null, theirs[at] ?? null, coupled);
    return apart !== null && isSame(apart.value, merged[at] ?? null);
  });
}

/** Comments that a side changed are not in the values. */
function sameComments({ base, ours, theirs, merged }: GitMerge): boolean {
  if (![base, ours, theirs, merged].some((text) => text.includes('#'))) return true;
  const comments = (text: string): string =>
    text
      .split('\n')
      .filter((line) => line.includes('#'))
      .join('\n');
  const expected = comments(base);
  return [ours, theirs, merged].every((text) => comments(text) === expected);
}

/** Both changes together; null where that is more than taking different members from different sides. */
function putTogether(
  base: QuickValue,
  ours: QuickValue,
  theirs: QuickValue,
  coupled: readonly (readonly string[])[],
): { readonly value: QuickValue } | null {
  if (isSame(theirs, base)) return { value: ours };
  if (isSame(ours, base)) return { value: theirs };
  if (!isMap(base) || !isMap(ours) || !isMap(theirs)) return null;
  const keys = Object.keys(base);
  const order = keys.join('\n');
  if (Object.keys(ours).join('\n') !== order || Object.keys(theirs).join('\n') !== order) return null;
  const together: { [key: string]: QuickValue } = {};
  const changed: { ours: string[]; theirs: string[] } = { ours: [], theirs: [] };
  for (const key of keys) {
    const [was, own, other] = [base[key] ?? null, ours[key] ?? null, theirs[key] ?? null];
    const inner = putTogether(was, own, other, coupled);
    if (inner === null) return null;
    if (!isSame(own, was)) changed.ours.push(key);
    if (!isSame(other, was)) changed.theirs.push(key);
    together[key] = inner.value;
  }
  const belong = coupled.some(
    (names) => changed.ours.some((key) => names.includes(key)) && changed.theirs.some((key) => names.includes(key)),
  );
  // What a document is called is read by more than its own member.
  const names = [...changed.ours, ...changed.theirs].some((key) => identityKeys.has(key));
  return belong || names ? null : { value: together };
}

const identityKeys = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'version']);

const isMap = (value: QuickValue): value is { [key: string]: QuickValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSame(one: QuickValue, other: QuickValue): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, at) => isSame(item, other[at] ?? null))
    );
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key] ?? null, other[key] ?? null))
  );
}
