import type { ProjectPath } from '../../../contract/basics';
import type { FilePlace } from '../../../contract/problems';
import type { Finding } from '../../../core/fabric/rules/finding';
import { placeFinding } from '../../../core/fabric/rules/place-finding';
import type { ValuePath } from '../../../core/fabric/schema/check-value';
import type { Snapshot } from '../desk/snapshot';
import { readPlaces } from './file-readings';

/** Something in a document, by the path of its value. */
export interface ValuePlace {
  readonly path: string;
  readonly document: number;
  readonly at: ValuePath;
  readonly onKey?: boolean;
  readonly position?: Finding['position'];
}

/** Where something stands in its file; the start of its document when the file is not to be read any more. */
export async function placeOf(snapshot: Snapshot, place: ValuePlace): Promise<FilePlace> {
  const where = { path: place.path as ProjectPath, document: place.document };
  const reading = await readPlaces(snapshot, place.path);
  const found =
    reading &&
    placeFinding({ onKey: false, position: null, ...place }, reading.text, reading.documents, reading.positions);
  if (found) {
    const { line, column, endLine, endColumn } = found;
    return { ...where, line, column, endLine, endColumn };
  }
  const line = snapshot.model.files.get(place.path)?.documents[place.document]?.contentLine ?? 0;
  return { ...where, line, column: 0, endLine: line, endColumn: 0 };
}

/** The whole of a document, without its separator. */
export function wholeDocument(snapshot: Snapshot, path: string, document: number): FilePlace {
  const found = snapshot.model.files.get(path)?.documents[document];
  const line = found?.contentLine ?? 0;
  return { path: path as ProjectPath, document, line, column: 0, endLine: found?.endLine ?? line, endColumn: 0 };
}
