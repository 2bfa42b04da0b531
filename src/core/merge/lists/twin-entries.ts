import { nameForm } from '../structure/related-names';
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

/**
 * What an entry is about: two new entries, one of either side, that have one of these in common say two things about
 * one, so that they hardly stand together.
 */
export function subjectsOf(entry: string, repeated: ReadonlySet<string>): readonly string[] {
  const [part, form] = [keyPart(entry), nameForm(entry)];
  const word = entry.trim().toLowerCase();
  const alternatives = EITHER_OR.findIndex((all) => all.has(word));
  return [
    `entry ${normalisedText(entry)}`,
    `bare ${withoutSign(word)}`,
    ...(form === null ? [] : [`name ${form}`]),
    ...(part === null || repeated.has(part) ? [] : [`part ${part}`]),
    ...(alternatives < 0 ? [] : [`either ${alternatives}`]),
  ];
}

/** Whether two new entries, one of either side, say two things about one. */
export function areTwins(one: string, other: string, repeated: ReadonlySet<string>): boolean {
  const subjects = subjectsOf(one, repeated);
  return subjectsOf(other, repeated).some((subject) => subjects.includes(subject));
}

/** `+foo`, `-foo`, `!foo`, `no-foo` and `nofoo` are about `foo`. */
const withoutSign = (entry: string): string => entry.replace(/^(?:[+\-!~^]+|no-?)(?=\w)/, '').replace(/\/+$/, '');
