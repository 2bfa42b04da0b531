import { builtInProfiles } from '../profiles/built-in';
import type { KindName } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import { findResource, resourcesOfKind } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import { isRecord } from '../value';
import type { Reference } from './reference';
import { referencesOf } from './references-of';

/**
 * Where a reference leads.
 *
 * `ambient`: the cluster provides it, by policy or because it is built in. `assumed`: this fabric directory holds no
 * resource of that kind at all, so the cluster has to provide it. `missing`: others of its kind are here, it is not.
 */
export type Resolution =
  { readonly state: 'found'; readonly target: Resource } | { readonly state: 'ambient' | 'assumed' | 'missing' };

function isAmbient(fabric: Fabric, kind: KindName, name: string): boolean {
  if (kind === 'SwitchProfile' && builtInProfiles.has(name)) return true;
  const listed = fabric.policy.ambient[kind];
  return listed === '*' || (listed?.includes(name) ?? false);
}

export function resolve(fabric: Fabric, kind: KindName, name: string): Resolution {
  const target = findResource(fabric, kind, name);
  if (target) return { state: 'found', target };
  if (isAmbient(fabric, kind, name)) return { state: 'ambient' };
  return { state: resourcesOfKind(fabric, kind).length === 0 ? 'assumed' : 'missing' };
}

/** What the resources of one kind name: `Kind/name` → references. The list stays the same object until one changes. */
const namedBy = remember((resources: readonly Resource[]): ReadonlyMap<string, readonly Reference[]> => {
  const index = new Map<string, Reference[]>();
  for (const resource of resources)
    for (const reference of referencesOf(resource)) {
      const key = `${reference.kind}/${reference.name}`;
      const known = index.get(key);
      if (known) known.push(reference);
      else index.set(key, [reference]);
    }
  return index;
});

const isOther = ({ from }: Reference, kind: KindName, name: string): boolean =>
  !(from.kind?.kind === kind && from.id.name === name);

/** References to a resource, its own to itself and those to parts of it included. */
export const namingOf = (fabric: Fabric, kind: KindName, name: string): readonly Reference[] =>
  [...fabric.byKind.values()].flatMap((resources) => namedBy(resources).get(`${kind}/${name}`) ?? []);

/** References to a resource from others (not from itself), parts of it included, in order of the naming resources. */
export const referrersOf = (fabric: Fabric, kind: KindName, name: string): readonly Reference[] =>
  namingOf(fabric, kind, name).filter((reference) => isOther(reference, kind, name));

/** Does any other resource name this one? */
export function isNamed(fabric: Fabric, kind: KindName, name: string): boolean {
  for (const resources of fabric.byKind.values())
    if (
      namedBy(resources)
        .get(`${kind}/${name}`)
        ?.some((reference) => isOther(reference, kind, name))
    )
      return true;
  return false;
}

/** Does the target have the part that a reference names? True for parts that are not judged here (ports). */
export function hasPart(target: Resource, part: string): boolean {
  const container = target.kind?.kind === 'VPC' ? 'subnets' : target.kind?.kind === 'Gateway' ? 'interfaces' : null;
  if (container === null) return true;
  const parts = target.spec[container];
  return isRecord(parts) && Object.hasOwn(parts, part);
}
