import type { FabricModel } from '../../fabric/model/fabric-model';
import type { Resource } from '../../fabric/model/model-file';
import { valueAt } from '../../fabric/value';
import { tally } from '../gate/tally';
import type { CandidateFix, Violation } from '../gate/invariants';
import { resourcesByKey } from './fabric-violations';

/** A resource that one side removed and, by its likeness, gave another name. */
export interface RenamedResource {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

const ALIKE = 0.7;
const MARGIN = 0.15;

/** Resources that a side gave another name: gone there, and one new resource of the kind is by far the most alike. */
export function renamedResources(base: FabricModel, side: FabricModel): RenamedResource[] {
  const [before, after] = [resourcesByKey(base), resourcesByKey(side)];
  const gone = [...before.values()].filter(({ key }) => !after.has(key));
  const fresh = [...after.values()].filter(({ key }) => !before.has(key));
  return gone.flatMap((old) => {
    const scores = fresh
      .filter(({ id }) => id.kind === old.id.kind && id.group === old.id.group)
      .map((one) => ({ one, score: likeness(old, one) }))
      .sort((a, b) => b.score - a.score);
    const [best, next] = scores;
    if (!best || best.score < ALIKE || (next && best.score - next.score < MARGIN)) return [];
    return [{ kind: old.id.kind, from: old.id.name, to: best.one.id.name }];
  });
}

function likeness(one: Resource, other: Resource): number {
  const [first, second] = [leavesOf(one.spec, ''), leavesOf(other.spec, '')];
  if (first.length + second.length === 0) return 0;
  const counts = tally(first);
  const shared = second.filter((leaf) => {
    const left = counts.get(leaf) ?? 0;
    counts.set(leaf, left - 1);
    return left > 0;
  });
  return (2 * shared.length) / (first.length + second.length);
}

function leavesOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, `${path}/${Array.isArray(value) ? '*' : key}`));
}

/** The new name for a reference to the old one, written the way the reference is; a suggestion, never more. */
export function renameFixes(
  violation: Violation,
  result: FabricModel,
  renames: readonly RenamedResource[],
): readonly CandidateFix[] {
  if (violation.rule !== 'named-resource') return [];
  const [place] = violation.places;
  const resource = place ? resourcesByKey(result).get(place.resource) : undefined;
  if (!place || !resource) return [];
  const written = valueAt(resource.value, place.path);
  const text = typeof written === 'string' ? written : String(place.path.at(-1) ?? '');
  return renames.flatMap(({ kind, from, to }) => {
    const name = text.replace(/^ext\./, '').split('/')[0];
    if (name !== from || !violation.sentence.startsWith(`${kind} ${from} `)) return [];
    const why = `${kind} ${from} was renamed to ${to}`;
    return [{ resource: place.resource, path: place.path, value: text.replace(from, to), why }];
  });
}
