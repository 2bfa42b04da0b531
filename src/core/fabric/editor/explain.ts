import { kindOfText } from './document-head';
import { documentText } from './complete';
import type { Cursor, CursorPlace } from './cursor';
import { placeOfCursor } from './cursor';
import { describeField, fieldAt } from '../schema/field-at';
import { schemaOfKind } from '../schema/schemas';
import { formatPath } from '../schema/check-value';

/** What a cursor stands on, in words. */
export interface Explained {
  readonly place: CursorPlace;
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the field at a cursor is for; null where nothing is known. */
export function explainAt(text: string, cursor: Cursor): Explained | null {
  const place = placeOfCursor(text, cursor);
  const kind = place && kindOfText(documentText(text, place.document));
  if (!place || !kind || place.written === '') return null;
  const path = place.role === 'key' ? [...place.path, place.written] : place.path;
  if (path.length === 1 && path[0] === 'kind') return { place, title: kind.kind, lines: [kind.doc] };
  const field = fieldAt(schemaOfKind(kind.kind), path);
  if (!field) return null;
  return { place, title: formatPath(path), lines: [describeField(field)] };
}
