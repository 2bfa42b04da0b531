import type { YamlNode } from '../../yaml/nodes';
import type { ConflictAlternative, MergePath, SideName } from '../model';
import { newerOf } from './newer-value';
import { mergeWords } from './word-merge';
import { uniteWrittenLists } from './written-list';

interface SetValues {
  readonly base: YamlNode | null;
  readonly ours: YamlNode;
  readonly theirs: YamlNode;
}

/** The three values as they are written. */
interface WrittenValues {
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** The alternatives for a value that both sides set, the likelier first. Never more than a suggestion. */
export function suggestValues(path: MergePath, values: SetValues, written: WrittenValues): ConflictAlternative[] {
  const together = bothTogether(values, written);
  const favoured = together === null || 'choice' in together ? newer(path, values) : together;
  const first: SideName = favoured?.side ?? 'ours';
  const second: SideName = first === 'ours' ? 'theirs' : 'ours';
  const sides: ConflictAlternative[] = [
    { choice: first, label: `Take ${first}`, why: favoured?.why ?? '' },
    { choice: second, label: `Take ${second}`, why: '' },
  ];
  return together !== null && 'choice' in together ? [together, ...sides] : sides;
}

interface Favoured {
  readonly side: SideName;
  readonly why: string;
}

function newer(path: MergePath, { ours, theirs }: SetValues): Favoured | null {
  if (ours.kind !== 'scalar' || theirs.kind !== 'scalar') return null;
  const order = newerOf(path.findLast((step) => !step.startsWith('[')) ?? '', ours, theirs);
  return order === 0 ? null : { side: order > 0 ? 'ours' : 'theirs', why: 'It is the newer one.' };
}

/** A value that holds the changes of both sides, or the side that has all changes of the other. */
function bothTogether(
  { base, ours, theirs }: SetValues,
  written: WrittenValues,
): ConflictAlternative | Favoured | null {
  if (base?.kind !== 'scalar' || ours.kind !== 'scalar' || theirs.kind !== 'scalar') return null;
  const texts = [written.base, written.ours, written.theirs].map((text) => text?.replace(/^ +/, '') ?? '');
  const [before = '', own = '', other = ''] = texts;
  const list = uniteWrittenLists(before, own, other);
  if (list !== null) return combined(list, own, other, 'The entries of both sides, each once.');
  // Only texts have words whose places mean something; of a version or a number every part counts.
  const isText = [before, own, other].every((text) => text.length >= 24 && /[ ,|&;]/.test(text));
  if (!isText || ours.style !== base.style || theirs.style !== base.style) return null;
  if (texts.some((text) => text.includes('\n')) && (base.style !== 'literal' || !sameHeader(texts))) return null;
  const words = mergeWords(before, own, other);
  if (words === null) return null;
  return words.kind === 'contained'
    ? { side: words.whole, why: 'It has all changes of the other side, and more.' }
    : combined(words.text, own, other, 'The sides changed different words of it.');
}

function combined(value: string, ours: string, theirs: string, why: string): ConflictAlternative | Favoured {
  if (value === ours) return { side: 'ours', why: 'It has all changes of the other side, and more.' };
  if (value === theirs) return { side: 'theirs', why: 'It has all changes of the other side, and more.' };
  return { choice: { value }, label: 'Take both changes', why };
}

const sameHeader = (texts: readonly string[]): boolean =>
  new Set(texts.map((text) => text.slice(0, text.indexOf('\n')))).size === 1;
