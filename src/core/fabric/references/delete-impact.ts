import { describeId } from '../identity';
import { dependencyRank } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import type { Plan } from '../plan/plan-step';
import { referrersOf } from './reference-graph';

/** A resource that has to go before another can, and how far away it stands. */
export interface Impact {
  readonly resource: Resource;
  /** 0: asked for; 1: names it; 2: names something that names it. */
  readonly distance: number;
  readonly because: Resource | null;
}

/** What may go first: the fabric refuses to delete what an attachment, a peering or a connection still names. */
function turnOf(kind: string): number {
  if (kind.endsWith('Attachment')) return 0;
  if (kind.endsWith('Peering')) return 1;
  return kind === 'Connection' ? 2 : 3;
}

/**
 * Everything that would be left hanging when resources are deleted, in the safe order of deletion: attachments,
 * then peerings, then connections, then what is left, with what names others before what it names.
 *
 * A resource that merely lists the deleted one among others (a switch its group) is in the list too: a person decides
 * between changing and deleting it.
 */
export function deleteImpact(fabric: Fabric, resources: readonly Resource[]): Impact[] {
  const found = new Map<string, Impact>(
    resources.map((resource) => [resource.key, { resource, distance: 0, because: null }]),
  );
  const queue = [...found.values()];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { resource, distance } = next;
    if (!resource.kind) continue;
    for (const { from } of referrersOf(fabric, resource.kind.kind, resource.id.name)) {
      if (found.has(from.key)) continue;
      const impact = { resource: from, distance: distance + 1, because: resource };
      found.set(from.key, impact);
      queue.push(impact);
    }
  }
  const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return [...found.values()].sort(
    (a, b) =>
      turnOf(a.resource.id.kind) - turnOf(b.resource.id.kind) ||
      dependencyRank(b.resource.id.kind) - dependencyRank(a.resource.id.kind) ||
      byText(a.resource.key, b.resource.key),
  );
}

/** Deletes resources together with everything that names them, in the safe order. */
export function planDelete(fabric: Fabric, resources: readonly Resource[]): Plan {
  const impact = deleteImpact(fabric, resources);
  return {
    title:
      resources.length === 1 && resources[0]
        ? `Delete ${describeId(resources[0].id)}`
        : `Delete ${resources.length} resources`,
    steps: impact.map(({ resource, because }) => ({
      step: { action: 'delete', path: resource.path, document: resource.documentIndex, expect: resource.key },
      why: because ? `it names ${describeId(because.id)}` : 'asked for',
    })),
    review: [],
  };
}
