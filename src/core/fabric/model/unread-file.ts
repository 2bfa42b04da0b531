import { mostParts, partsIn } from '../../yaml/parts';
import type { TextRange } from '../../yaml/split';
import type { UnreadClaims } from './unread-claims';
import { claimsIn } from './unread-claims';

const unread = 'UNREAD';

/** Was a file too large, or in no text, so that only a sentence stands for it? */
export const wasNotRead = (file: {
  readonly documents: readonly { readonly problems: readonly { readonly code: string }[] }[];
}): boolean => file.documents[0]?.problems[0]?.code === unread;

/** A file of the model of which nothing was read. */
interface UnreadFile {
  readonly path: string;
  readonly contentHash: string | null;
  readonly documents: readonly [
    {
      readonly index: 0;
      readonly class: 'broken';
      readonly identity: null;
      readonly value: null;
      readonly refused: null;
      readonly range: TextRange;
      readonly startLine: 0;
      readonly contentLine: 0;
      readonly endLine: 0;
      readonly problems: readonly [{ code: string; message: string; offset: 0; line: 0; column: 0 }];
      readonly disabled: readonly never[];
      readonly claims?: UnreadClaims;
    },
  ];
}

/**
 * A file of which one can only say why it was not read. With its hash, the sentence is remembered for these bytes.
 * `text`: what its bytes look like, for values that may be in use; null where nobody saw them.
 */
export const unreadFile = (
  path: string,
  contentHash: string | null,
  reason: string,
  text: string | null = null,
): UnreadFile => ({
  path,
  contentHash,
  documents: [
    {
      index: 0,
      class: 'broken',
      identity: null,
      value: null,
      refused: null,
      range: { start: 0, end: 0 },
      startLine: 0,
      contentLine: 0,
      endLine: 0,
      problems: [{ code: unread, message: reason, offset: 0, line: 0, column: 0 }],
      disabled: [],
      ...(text === null ? {} : { claims: claimsIn(text) }),
    },
  ],
});

/** The same for comments that may hold resources, which are read too. */
export function remarksIn(text: string): number {
  if (!/^[ \t]*#[ \t]*kind:/m.test(text)) return 0;
  let parts = 0;
  for (const [line] of text.matchAll(/^[ \t]*#.*$/gm)) parts += 1 + partsIn(line, { start: 0, end: line.length });
  return parts;
}

export const tooInvolvedFile = (
  path: string,
  contentHash: string | null,
  { parts, text }: { readonly parts: number; readonly text: string },
): UnreadFile =>
  unreadFile(
    path,
    contentHash,
    `${path} is too involved to be read: about ${parts.toLocaleString('en-US')} parts that are no plain YAML; up to ${mostParts.toLocaleString('en-US')} are read.`,
    text,
  );

/**
 * Rules compare the entries of a resource with each other: more of them in one list or mapping than this would take
 * minutes. Of nothing does the fabric take a tenth of it.
 */
const mostEntries = 2_000;

/** A list or mapping with more entries than rules can compare; null: there is none. */
export function crowdOf(value: unknown): number | null {
  const waiting = [value];
  for (let here = waiting.pop(); waiting.length > 0 || here !== undefined; here = waiting.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    const entries: readonly unknown[] = Object.values(here);
    if (entries.length > mostEntries) return entries.length;
    for (const entry of entries) if (typeof entry === 'object' && entry !== null) waiting.push(entry);
  }
  return null;
}

export const crowdedFile = (
  path: string,
  contentHash: string | null,
  { entries, text }: { readonly entries: number; readonly text: string },
): UnreadFile =>
  unreadFile(
    path,
    contentHash,
    `${path} is too involved to be read: a resource has ${entries.toLocaleString('en-US')} entries in one place; up to ${mostEntries.toLocaleString('en-US')} are read.`,
    text,
  );
