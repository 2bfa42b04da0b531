import type { ProjectPath } from '../../../contract/basics';
import type { ResourceRow, ResourceState } from '../../../contract/fabric/resources';
import type { ProblemCounts } from '../../../contract/problems';
import type { ResourceIdentity } from '../../../core/yaml/identity';
import { areaOf } from '../../../core/fabric/model/areas';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import type { ModelDocument, ModelFile } from '../../../core/fabric/model/model-file';
import { resourcesOf } from '../../../core/fabric/model/model-file';
import { keyOf } from '../../../core/fabric/identity';
import { vpcsOf } from '../../../core/fabric/references/vpc-members';
import type { Snapshot } from '../desk/snapshot';

const kept = new WeakMap<Snapshot, readonly ResourceRow[]>();
const none: ProblemCounts = { error: 0, warning: 0, note: 0 };

/** Every document of a moment that is worth a row, by fabric and path; commented-out resources have rows of their own. */
export function rowsOf(snapshot: Snapshot): readonly ResourceRow[] {
  const known = kept.get(snapshot);
  if (known !== undefined) return known;
  const counts = countsByDocument(snapshot);
  const { model } = snapshot;
  const rows = [
    ...model.fabrics.flatMap((fabric) => fabric.files.flatMap((file) => rowsOfFile(file, fabric, counts))),
    ...model.outside.flatMap((file) => rowsOfFile(file, null, counts)),
  ];
  kept.set(snapshot, rows);
  return rows;
}

function countsByDocument(snapshot: Snapshot): ReadonlyMap<string, ProblemCounts> {
  const counts = new Map<string, ProblemCounts>();
  for (const { path, document, severity } of snapshot.findings()) {
    const key = `${path}#${document}`;
    const own = counts.get(key) ?? { error: 0, warning: 0, note: 0 };
    own[severity] += 1;
    counts.set(key, own);
  }
  return counts;
}

function rowsOfFile(file: ModelFile, fabric: Fabric | null, counts: ReadonlyMap<string, ProblemCounts>): ResourceRow[] {
  if (file.documents.length === 0) return [];
  const area = fabric === null ? null : areaOf(file.path, fabric.root, fabric.policy);
  return file.documents.flatMap((document) => {
    const id = `${file.path}#${document.index}`;
    const common = { fabric: fabric?.root ?? null, path: file.path as ProjectPath, document: document.index, area };
    const disabled = document.disabled.map(({ identity, startLine, endLine }, place): ResourceRow => ({
      ...common,
      id: `${id}~${place}`,
      state: 'disabled',
      ...identityOf(identity),
      line: startLine,
      endLine,
      copies: 1,
      vpcs: [],
      problems: none,
    }));
    const state = stateOf(document, file, fabric, area);
    if (state === null) return disabled;
    const copies = state === 'live' || state === 'copy' ? copiesOf(document, file, fabric) : 1;
    const vpcs = state === 'live' && fabric !== null ? vpcNames(document, fabric) : [];
    const { contentLine: line, endLine } = document;
    const problems = counts.get(id) ?? none;
    return [
      { ...common, id, state, ...identityOf(document.identity), line, endLine, copies, vpcs, problems },
      ...disabled,
    ];
  });
}

function stateOf(
  document: ModelDocument,
  file: ModelFile,
  fabric: Fabric | null,
  area: string | null,
): ResourceState | null {
  switch (document.class) {
    case 'empty':
    case 'disabled':
      return null;
    case 'foreign':
    case 'template':
    case 'broken':
      return document.class;
    case 'resource': {
      const resource = resourcesOf(file).find((one) => one.documentIndex === document.index);
      if (fabric === null || !resource?.kind) return 'foreign';
      return fabric.copies.get(resource.key)?.[0] === resource && area !== 'archive' ? 'live' : 'copy';
    }
  }
}

function copiesOf(document: ModelDocument, file: ModelFile, fabric: Fabric | null): number {
  const resource = resourcesOf(file).find((one) => one.documentIndex === document.index);
  return resource === undefined ? 1 : (fabric?.copies.get(resource.key)?.length ?? 1);
}

const vpcNames = ({ identity }: ModelDocument, fabric: Fabric): string[] =>
  identity === null ? [] : [...(vpcsOf(fabric).get(keyOf(identity)) ?? [])];

const identityOf = (
  identity: ResourceIdentity | null,
): Pick<ResourceRow, 'group' | 'version' | 'kind' | 'namespace' | 'name'> => ({
  group: identity?.group ?? null,
  version: identity?.version ?? null,
  kind: identity?.kind ?? null,
  namespace: identity?.namespace ?? null,
  name: identity?.name ?? null,
});
