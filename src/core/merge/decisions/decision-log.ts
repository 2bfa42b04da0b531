import type { DecisionEntry } from '../../../contract/decisions';
import type { ConflictAnswer, ConflictValue, SettledValue } from '../../../contract/merge-values';
import { revealCharacters } from '../../text/reveal-characters';

const longestValue = 60;

/** An answer of a person as one entry of the log. */
export function answerEntry(path: string, conflict: ConflictValue, choice: ConflictAnswer): DecisionEntry {
  const value =
    typeof choice === 'object' ? choice.value : choice === 'both' || choice === 'git' ? null : conflict[choice];
  const did = typeof choice === 'object' ? 'wrote' : words[choice];
  return { path, resource: conflict.resource, at: [...conflict.path], did, value: shortValue(value), by: 'person' };
}

const words: Readonly<Record<Exclude<ConflictAnswer, object>, string>> = {
  base: 'kept the base',
  ours: 'took ours',
  theirs: 'took theirs',
  both: 'took both',
  git: "took git's merge",
};

/** What a rule settled as one entry of the log. */
export function settledEntry(path: string, { resource, path: at, rule, took }: SettledValue): DecisionEntry {
  return {
    path,
    resource,
    at: [...at],
    did: `${took === 'merged' ? 'merged' : `took ${took}`} (${rule})`,
    value: null,
    by: 'rule',
  };
}

/** One line without anything that breaks one, cut where it gets long. */
function shortValue(value: string | null): string | null {
  if (value === null) return null;
  const line = revealCharacters(value.trim().replace(/\s*\n\s*/g, ' ⏎ '));
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}

const placeOf = ({ resource, at }: DecisionEntry): string =>
  [resource, at.join('.')].filter((word) => word !== null && word !== '').join(' ');

function line(entry: DecisionEntry): string {
  const place = placeOf(entry);
  const value = entry.value === null ? '' : `: ${entry.value}`;
  return revealCharacters(`${place === '' ? entry.path : place} — ${entry.did}${value}`);
}

/** The log as a paragraph for a commit message, file by file; empty when nothing was decided. */
export function logBlock(entries: readonly DecisionEntry[]): string {
  if (entries.length === 0) return '';
  const paths = [...new Set(entries.map(({ path }) => path))];
  const parts = paths.map((path) =>
    [
      revealCharacters(path),
      ...entries.filter((entry) => entry.path === path).map((entry) => `  - ${line(entry)}`),
    ].join('\n'),
  );
  return ['Decided in this merge:', '', ...parts].join('\n');
}

/** The log as trailers, which `git interpret-trailers` and `git log --format=%(trailers)` read. */
export const logTrailers = (entries: readonly DecisionEntry[]): string[] =>
  entries.map((entry) => `Merge-Decision: ${revealCharacters(entry.path)}: ${line(entry)}`);

/** A commit message with the log behind it; trailers join those that the message ends with. */
export function withLog(
  message: string,
  entries: readonly DecisionEntry[],
  form: 'none' | 'block' | 'trailers',
): string {
  const text = message.trimEnd();
  if (form === 'none' || entries.length === 0) return message;
  const trailers = /(?:^|\n\n)(?:[A-Za-z][\w-]*: .*(?:\n|$))+$/.exec(text);
  if (form === 'trailers')
    return `${text}${trailers && trailers.index > 0 ? '\n' : '\n\n'}${logTrailers(entries).join('\n')}\n`;
  if (trailers === null || trailers.index === 0) return `${text}\n\n${logBlock(entries)}\n`;
  return `${text.slice(0, trailers.index)}\n\n${logBlock(entries)}${text.slice(trailers.index)}\n`;
}
