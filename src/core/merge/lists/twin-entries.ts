import { nameKinship } from '../structure/related-names';
import { keyPart, normalisedText } from './item-keys';

/** Words of which a list of options holds one. */
const EITHER_OR: readonly ReadonlySet<string>[] = [
  'on off yes no true false enabled disabled enable disable',
  'ro rw',
  'sync async',
  'hard soft',
  'allow deny permit drop reject',
  'public private',
  'always never',
].map((words) => new Set(words.split(' ')));

/** Names that a version gives to several entries, such as a flag that may be given many times. */
export function repeatedKeyParts(lists: readonly (readonly string[])[]): ReadonlySet<string> {
  const repeated = new Set<string>();
  for (const entries of lists) {
    const seen = new Set<string>();
    for (const entry of entries) {
      const part = keyPart(entry);
      if (part !== null) (seen.has(part) ? repeated : seen).add(part);
    }
  }
  return repeated;
}

/** Whether two new entries, one of either side, say two things about one, so that they hardly stand together. */
export function areTwins(one: string, other: string, repeated: ReadonlySet<string>): boolean {
  if (normalisedText(one) === normalisedText(other) || nameKinship(one, other) === 'same') return true;
  const part = keyPart(one);
  if (part !== null && part === keyPart(other) && !repeated.has(part)) return true;
  const [own, another] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
  if (withoutSign(own) === withoutSign(another)) return true;
  return [own, another].every((word) => word.length > 0) && EITHER_OR.some((all) => all.has(own) && all.has(another));
}

/** `+foo`, `-foo`, `!foo`, `no-foo` and `nofoo` are about `foo`. */
const withoutSign = (entry: string): string => entry.replace(/^(?:[+\-!~^]+|no-?)(?=\w)/, '').replace(/\/+$/, '');
