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

/** Who names each resource: `Kind/name` → references of winning copies, in order of the naming resources. */
export const referrersIn: (fabric: Fabric) => ReadonlyMap<string, readonly Reference[]> = remember((fabric: Fabric) => {
  const index = new Map<string, Reference[]>();
  for (const resources of fabric.byKind.values())
    for (const resource of resources)
      for (const reference of referencesOf(resource)) {
        const key = `${reference.kind}/${reference.name}`;
        const known = index.get(key);
        if (known) known.push(reference);
        else index.set(key, [reference]);
      }
  return index;
});

/** References to a resource from others (not from itself), parts of it included. */
export const referrersOf = (fabric: Fabric, kind: KindName, name: string): readonly Reference[] =>
  (referrersIn(fabric).get(`${kind}/${name}`) ?? []).filter(
    ({ from }) => !(from.kind?.kind === kind && from.id.name === name),
  );

/** Does the target have the part that a reference names? True for parts that are not judged here (ports). */
export function hasPart(target: Resource, part: string): boolean {
  const container = target.kind?.kind === 'VPC' ? 'subnets' : target.kind?.kind === 'Gateway' ? 'interfaces' : null;
  if (container === null) return true;
  const parts = target.spec[container];
  return isRecord(parts) && Object.hasOwn(parts, part);
}
