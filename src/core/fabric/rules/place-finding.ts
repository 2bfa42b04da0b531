import type { YamlDocument } from '../../yaml/documents';
import { locate } from '../../yaml/documents';
import { TextPositions } from '../../yaml/positions';
import type { ValuePath } from '../schema/check-value';
import type { Finding } from './finding';

/** A stretch of a file for an editor: 0-based lines and columns, offsets in UTF-16 units, `end` exclusive. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
}

function placeFrom(start: number, end: number, positions: TextPositions): FilePlace {
  const [first, last] = [positions.at(start), positions.at(end)];
  return { ...first, endLine: last.line, endColumn: last.column, start, end };
}

/** The first line of what stands at `start`, so that a whole mapping is not underlined. */
const firstLine = (text: string, start: number, end: number): number => {
  const newline = text.indexOf('\n', start);
  const stop = newline < 0 || newline > end ? end : newline;
  return start + text.slice(start, stop).trimEnd().length;
};

function placeOfPath(
  text: string,
  document: YamlDocument,
  at: ValuePath,
  onKey: boolean,
  positions: TextPositions,
): FilePlace {
  // What is missing has no place: the nearest thing around it stands in.
  for (let depth = at.length; depth >= 0; depth -= 1) {
    const found = locate(document, at.slice(0, depth), positions);
    if (!found) continue;
    // A value over several lines is pointed at by its key.
    const long = text.slice(found.range.start, found.range.end).includes('\n');
    const around = depth < at.length || onKey || long;
    const range = around && found.keyRange ? found.keyRange : found.range;
    return placeFrom(range.start, Math.max(firstLine(text, range.start, range.end), range.start), positions);
  }
  const start = document.separator?.end ?? document.range.start;
  return placeFrom(start, firstLine(text, start, document.range.end), positions);
}

/**
 * Where a finding, or a related place, stands in its file. `documents` must have been read from `text`. Null when the
 * file has no such document any more.
 */
export function placeFinding(
  finding: Pick<Finding, 'document' | 'at'> & Partial<Pick<Finding, 'onKey' | 'position'>>,
  text: string,
  documents: readonly YamlDocument[],
  positions = new TextPositions(text),
): FilePlace | null {
  const document = documents[finding.document];
  if (!document) return null;
  if (finding.position) {
    const { line, column } = finding.position;
    const lineStart = text.split('\n', line).reduce((sum, one) => sum + one.length + 1, 0);
    const start = Math.min(lineStart + column, text.length);
    return placeFrom(start, Math.max(firstLine(text, start, text.length), start), positions);
  }
  return placeOfPath(text, document, finding.at, finding.onKey ?? false, positions);
}
