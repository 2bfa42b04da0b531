import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { OutputOf } from '../../../contract/index';
import { fabricOfPath } from '../../../core/fabric/model/fabric-model';
import { resourcesOf } from '../../../core/fabric/model/model-file';
import { referrersOf } from '../../../core/fabric/references/reference-graph';
import { referencesOf } from '../../../core/fabric/references/references-of';
import type { Snapshot } from '../desk/snapshot';
import { textOf } from '../desk/snapshot';
import { problemsOf } from './problem-list';
import { referencePlaces } from './references';
import { rowsOf } from './rows';

/** One document with everything around it. */
export async function showResource(
  snapshot: Snapshot,
  path: string,
  index: number,
): Promise<Result<OutputOf<'fabric.resource'>>> {
  const rows = rowsOf(snapshot).filter((row) => row.path === path && row.document === index);
  const disabled = rows.filter(({ state }) => state === 'disabled');
  const [row] = rows;
  const file = snapshot.model.files.get(path);
  const document = file?.documents[index];
  const text = await textOf(snapshot, path);
  if (row === undefined || file === undefined || document === undefined || text === null)
    return fail({ code: 'state-changed-since', what: path });
  const fabric = fabricOfPath(snapshot.model, path);
  const resource = resourcesOf(file).find((one) => one.documentIndex === index);
  const known = fabric !== null && resource?.kind ? { fabric, resource, kind: resource.kind.kind } : null;
  const copies = resource === undefined ? [] : (fabric?.copies.get(resource.key) ?? []);
  const copyIds = new Set(copies.map((copy) => `${copy.path}#${copy.documentIndex}`));
  const problems = snapshot.findings().filter((one) => one.path === path && one.document === index);
  return ok({
    row,
    disabled,
    text: document.range.end === 0 ? '' : text.slice(document.range.start, document.range.end),
    startLine: document.startLine,
    references: known ? await referencePlaces(snapshot, known.fabric, referencesOf(known.resource)) : [],
    referrers: known
      ? await referencePlaces(snapshot, known.fabric, referrersOf(known.fabric, known.kind, known.resource.id.name))
      : [],
    copies: rowsOf(snapshot).filter((one) => copyIds.has(one.id)),
    problems: await problemsOf(snapshot, problems),
  });
}
