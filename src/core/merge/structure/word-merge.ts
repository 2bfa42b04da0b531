import { diffSequences } from '../../diff/sequence';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** `combined`: a text of both sides' edits; a side's name: that side has all edits of the other, and perhaps more. */
type WordMerge =
  | { readonly kind: 'combined'; readonly text: string }
  | { readonly kind: 'contained'; readonly whole: 'ours' | 'theirs' };

const MOST_WORDS = 4000;

/**
 * Puts the edits of two texts together word by word; null when edits meet, or when a side kept less than half of
 * the words: then it is another text, and its words say nothing about the other side's.
 */
export function mergeWords(base: string, ours: string, theirs: string): WordMerge | null {
  const words = (text: string): readonly string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];
  const texts = [words(base), words(ours), words(theirs)] as const;
  if (texts.some((text) => text.length > MOST_WORDS) || texts[0].length < 6) return null;
  const [own, other] = editsOf(texts);
  if (!own || !other) return null;
  if (other.every((edit) => own.some((known) => covers(known, edit)))) return { kind: 'contained', whole: 'ours' };
  if (own.every((edit) => other.some((known) => covers(known, edit)))) return { kind: 'contained', whole: 'theirs' };
  const fresh = other.filter((edit) => !own.some((known) => isSame(known, edit)));
  if (fresh.some((edit) => own.some((known) => edit.start <= known.end && known.start <= edit.end))) return null;
  const result: string[] = [];
  let at = 0;
  for (const edit of [...own, ...fresh].sort((a, b) => a.start - b.start)) {
    result.push(...texts[0].slice(at, edit.start), ...edit.words);
    at = edit.end;
  }
  return { kind: 'combined', text: [...result, ...texts[0].slice(at)].join('') };
}

type Words = readonly string[];

function editsOf([base, ours, theirs]: readonly [Words, Words, Words]): [Edit[] | null, Edit[] | null] {
  const numbers = new Map<string, number>();
  const numbered = (words: readonly string[]): Int32Array =>
    Int32Array.from(words, (word) => {
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    });
  const before = numbered(base);
  const edits = (side: readonly string[]): Edit[] | null => {
    const changes = diffSequences(before, numbered(side));
    const removed = changes.reduce((sum, change) => sum + change.before.end - change.before.start, 0);
    if (removed * 2 > base.length) return null;
    return changes.map((change) => ({
      start: change.before.start,
      end: change.before.end,
      words: side.slice(change.after.start, change.after.end),
    }));
  };
  return [edits(ours), edits(theirs)];
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.start === other.start && one.end === other.end && one.words.join('') === other.words.join('');

/** The same edit, or an addition at the same place that holds the other's. */
function covers(whole: Edit, part: Edit): boolean {
  if (isSame(whole, part)) return true;
  return whole.start <= part.start && part.end <= whole.end && part.words.length > 0 && holds(whole.words, part.words);
}

function holds(words: readonly string[], sought: readonly string[]): boolean {
  return words.some((_, at) => sought.every((word, index) => words[at + index] === word));
}
