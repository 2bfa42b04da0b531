import type { ProjectPath } from '../../../contract/basics';
import type { FilePlace } from '../../../contract/problems';
import type { Finding } from '../../../core/fabric/rules/finding';
import { placeFinding } from '../../../core/fabric/rules/place-finding';
import { placeInFile } from '../../../core/fabric/model/model-file';
import type { ValuePath } from '../../../core/fabric/schema/check-value';
import type { KeptPlace } from '../desk/place-memory';
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
  const { path, document } = place;
  const file = snapshot.model.files.get(path);
  const [line, column, endLine, endColumn] = (await findPlace(snapshot, place, file?.contentHash ?? null)) ?? [
    file?.documents[document]?.contentLine ?? 0,
    0,
    file?.documents[document]?.contentLine ?? 0,
    0,
  ];
  return { path: path as ProjectPath, document, line, column, endLine, endColumn };
}

async function findPlace(snapshot: Snapshot, place: ValuePlace, hash: string | null): Promise<KeptPlace | null> {
  if (hash === null) return null;
  const { document, at, onKey = false, position = null } = place;
  const what = JSON.stringify([document, at, onKey, position]);
  const known = snapshot.places.find(hash, what);
  if (known !== null) return known;
  const reading = await readPlaces(snapshot, place.path);
  if (reading === null) return null;
  const own = snapshot.model.files.get(place.path)?.documents[document];
  const where = { ...place, ...(own ? placeInFile(own, at) : {}), onKey, position };
  const found = placeFinding(where, reading.text, reading.documents, reading.positions);
  if (found === null) return null;
  const kept: KeptPlace = [found.line, found.column, found.endLine, found.endColumn];
  snapshot.places.add(hash, what, kept);
  return kept;
}

/** The whole of a document, without its separator. */
export function wholeDocument(snapshot: Snapshot, path: string, document: number): FilePlace {
  const found = snapshot.model.files.get(path)?.documents[document];
  const line = found?.contentLine ?? 0;
  return { path: path as ProjectPath, document, line, column: 0, endLine: found?.endLine ?? line, endColumn: 0 };
}
