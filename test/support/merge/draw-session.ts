import { openMergeDocument } from '../../../src/renderer/features/merge/model/merge-document';
import type { MergeDocument } from '../../../src/renderer/features/merge/model/merge-document';
import { untouchedStart } from '../../../src/renderer/features/merge/model/draft';
import type { ResultStart } from '../../../src/renderer/features/merge/model/draft';
import { MergeSession } from '../../../src/renderer/features/merge/session/merge-session';
import { PlainBuffer } from './plain-buffer';

export interface OpenedSession {
  readonly session: MergeSession;
  readonly buffer: PlainBuffer;
  readonly document: MergeDocument;
}

/** One letter a line: "abc" is the text "a\nb\nc\n". */
export const letters = (text: string): string => [...text].map((letter) => `${letter}\n`).join('');

export function openSession(
  base: string,
  ours: string,
  theirs: string,
  start?: (document: MergeDocument) => ResultStart,
): OpenedSession {
  const document = openMergeDocument({ base, ours, theirs });
  const { lines, places } = (start ?? untouchedStart)(document);
  const buffer = new PlainBuffer(lines);
  return { session: new MergeSession(document, buffer, places), buffer, document };
}

/**
 * The whole state as text: one line a row, conflicts between brackets with their state behind.
 *
 *     a
 *     [b] unresolved
 *     c
 */
export function drawSession(session: MergeSession): string {
  const { document, view } = session;
  const rows: string[] = [];
  let at = 0;
  document.conflicts.forEach((index, number) => {
    const { start, end } = view.places[index]!.range;
    rows.push(...view.lines.slice(at, start));
    rows.push(`[${view.lines.slice(start, end).join(' ')}] ${view.states[number]}`);
    at = end;
  });
  rows.push(...view.lines.slice(at));
  return rows.join('\n').trimEnd();
}
