import type { OutputOf } from '../../../contract/index';
import type { TextSpan } from '../../../contract/problems';
import { completeAt } from '../../../core/fabric/editor/complete';
import type { Cursor } from '../../../core/fabric/editor/cursor';
import { explainAt } from '../../../core/fabric/editor/explain';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import { fabricOfPath, findResource } from '../../../core/fabric/model/fabric-model';
import { resourcesOf } from '../../../core/fabric/model/model-file';
import { describeId } from '../../../core/fabric/identity';
import type { Reference } from '../../../core/fabric/references/reference';
import { referrersOf, resolve } from '../../../core/fabric/references/reference-graph';
import { referencesOf } from '../../../core/fabric/references/references-of';
import type { FilePlace } from '../../../contract/problems';
import type { Snapshot } from '../desk/snapshot';
import { placeOf, wholeDocument } from './places';
import { referencePlace, referencePlaces } from './references';

const span = (line: number, column: number, endColumn: number): TextSpan => ({
  line,
  column,
  endLine: line,
  endColumn,
});

export function completions(
  snapshot: Snapshot,
  path: string,
  text: string,
  cursor: Cursor,
): OutputOf<'fabric.completions'> {
  const found = completeAt(fabricOfPath(snapshot.model, path), text, cursor);
  if (!found) return { replace: span(cursor.line, cursor.column, cursor.column), completions: [] };
  return {
    replace: span(cursor.line, found.startColumn, found.endColumn),
    completions: found.suggestions.map((one) => ({ ...one })),
  };
}

/** A reference, or the name of a resource, under the cursor. `edited`: the moment with the text that is edited. */
interface Named {
  readonly fabric: Fabric;
  readonly kind: Reference['kind'];
  readonly name: string;
  readonly part: string | null;
  readonly place: FilePlace;
}

const holds = (place: FilePlace, { line, column }: Cursor): boolean =>
  place.line === line && place.column <= column && (place.endLine > line || column <= place.endColumn);

async function namedAt(edited: Snapshot, path: string, cursor: Cursor): Promise<Named | null> {
  const fabric = fabricOfPath(edited.model, path);
  const file = edited.model.files.get(path);
  if (!fabric || !file) return null;
  for (const resource of resourcesOf(file)) {
    const { startLine, endLine } = resource.document;
    if (!resource.kind || cursor.line < startLine || cursor.line >= endLine) continue;
    const own = await placeOf(edited, { path, document: resource.documentIndex, at: ['metadata', 'name'] });
    if (holds(own, cursor)) return { fabric, kind: resource.kind.kind, name: resource.id.name, part: null, place: own };
    for (const reference of referencesOf(resource)) {
      const place = await referencePlace(edited, fabric, reference);
      const { path: at, document, line, column, endLine: last, endColumn } = place;
      if (holds(place, cursor))
        return {
          fabric,
          kind: reference.kind,
          name: reference.name,
          part: reference.part,
          place: { path: at, document, line, column, endLine: last, endColumn },
        };
    }
  }
  return null;
}

export async function hover(
  edited: Snapshot,
  path: string,
  text: string,
  cursor: Cursor,
): Promise<OutputOf<'fabric.hover'>> {
  const named = await namedAt(edited, path, cursor);
  const explained = explainAt(text, cursor);
  if (!named) {
    if (!explained) return null;
    const { startColumn, endColumn } = explained.place;
    return { span: span(cursor.line, startColumn, endColumn), title: explained.title, lines: [...explained.lines] };
  }
  const { line, column, endLine, endColumn } = named.place;
  const resolution = resolve(named.fabric, named.kind, named.name);
  const where = {
    found: resolution.state === 'found' ? `${describeId(resolution.target.id)} in ${resolution.target.path}` : '',
    ambient: `${named.kind} ${named.name} is provided by the cluster`,
    assumed: `${named.kind} ${named.name}: this directory holds no ${named.kind}, so the cluster has to provide it`,
    missing: `${named.kind} ${named.name} is not in this directory`,
  }[resolution.state];
  const users = referrersOf(named.fabric, named.kind, named.name).length;
  return {
    span: { line, column, endLine, endColumn },
    title: `${named.kind} ${named.name}${named.part === null ? '' : `, ${named.part}`}`,
    lines: [where, `Named by ${users} ${users === 1 ? 'place' : 'places'}`, ...(explained?.lines ?? [])],
  };
}

/** What is named or defined at the cursor, and everywhere it is named. */
export async function referencesAt(
  edited: Snapshot,
  path: string,
  cursor: Cursor,
): Promise<OutputOf<'fabric.references-at'>> {
  const named = await namedAt(edited, path, cursor);
  if (!named) return null;
  const { fabric, kind, name, part } = named;
  const target = findResource(fabric, kind, name);
  const copies = target ? (fabric.copies.get(target.key) ?? [target]) : [];
  const { line, column, endLine, endColumn } = named.place;
  return {
    kind,
    name,
    part,
    span: { line, column, endLine, endColumn },
    definitions: copies.map((copy) => wholeDocument(edited, copy.path, copy.documentIndex)),
    references: await referencePlaces(edited, fabric, referrersOf(fabric, kind, name)),
  };
}
