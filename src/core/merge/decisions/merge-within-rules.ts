import { mergeFile } from '../merge-file';
import type { MergeFileInput } from '../merge-file';
import type { MergeOutcome } from '../merge-outcome';

/**
 * Merges one file for somebody who takes the result without looking at the repository: where git has a conflict and the
 * result by structure breaks a rule of the fabric that both sides keep, the file is asked about by lines.
 *
 * What other files would say is not known here. Git waits for this, and the rules take as long to load as most merges:
 * they are asked only where the changes of both sides can have to do with each other.
 */
export async function mergeWithinRules(input: MergeFileInput): Promise<MergeOutcome> {
  const outcome = mergeFile(input);
  const isOurs = outcome.source === 'structure' && outcome.conflicts.length === 0 && input.gitResult?.clean !== true;
  if (!isOurs || !/githedgehog\.com\//.test(outcome.text) || !mayMeet(input)) return outcome;
  const { combinedInFile } = await import('./combined-in-file');
  const [brokenRule] = combinedInFile(input, outcome.text);
  return brokenRule === undefined ? outcome : mergeFile({ ...input, brokenRule });
}

/** Whether a side names what the other removed, or both wrote the same word, or addresses or ranges, which can overlap. */
function mayMeet({ base, ours, theirs }: Pick<MergeFileInput, 'base' | 'ours' | 'theirs'>): boolean {
  const [before, own, other] = [wordsOf(base), wordsOf(ours), wordsOf(theirs)];
  const [added, othersAdded] = [moreIn(own, before), moreIn(other, before)];
  const meets = (one: readonly string[], another: readonly string[]): boolean => {
    const known = new Set(another);
    return one.some((word) => known.has(word));
  };
  return (
    meets(added, othersAdded) ||
    meets(added, moreIn(before, other)) ||
    meets(othersAdded, moreIn(before, own)) ||
    overlapping.some((kind) => [added, othersAdded].every((words) => words.some((word) => kind.test(word))))
  );
}

const overlapping = [/^\d+\.\d+\.\d+\.\d+$/, /^(?:from|to):$/];

type Words = ReadonlyMap<string, number>;

/** How often each word of a value stands there; keys say nothing but where a range begins and ends. */
function wordsOf(text: string): Words {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const value = line.replace(/^(?:\s*-)*\s*(?!from:|to:)[\w.-]+:(?=\s|$)/, '');
    for (const word of value.split(/[\s"',/[\]{}]+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** The words that stand more often in one text than in the other. */
const moreIn = (one: Words, other: Words): readonly string[] =>
  [...one].flatMap(([word, times]) => (word !== '' && word !== '-' && times > (other.get(word) ?? 0) ? [word] : []));
