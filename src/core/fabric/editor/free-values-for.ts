import type { KindName } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import { resourcesOfKind } from '../model/fabric-model';
import type { NextFree } from '../next-free/next-free';
import { nextFreeAsn, nextFreePort, nextFreeSubnet, nextFreeVlan } from '../next-free/next-free';

interface FreeValue {
  readonly value: string;
  readonly reason: string;
}

const line = (text: string, key: string): string | null =>
  new RegExp(`^[ \\t]+${key}:[ \\t]*["']?([^\\s"'#]+)`, 'm').exec(text)?.[1] ?? null;

const listed = (found: NextFree<string | number>): FreeValue[] =>
  found.found ? [{ value: String(found.value), reason: found.reason }] : [];

/** Switches are offered their ports up to here; more is not a choice but a flood. */
const mostSwitches = 50;

/** Free values for a field of a document that is being written; `own` is its text so far. */
export function freeValuesFor(
  fabric: Fabric,
  kind: KindName,
  path: readonly (string | number)[],
  own: string,
): FreeValue[] {
  const shape = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  if (kind === 'VPC' && /^spec\.subnets\.[^.]+\.vlan$/.test(shape))
    return listed(nextFreeVlan(fabric, line(own, 'vlanNamespace') ?? 'default'));
  if (kind === 'VPC' && /^spec\.subnets\.[^.]+\.subnet$/.test(shape))
    return listed(nextFreeSubnet(fabric, 24, line(own, 'ipv4Namespace') ?? 'default'));
  if (kind === 'Switch' && shape === 'spec.asn' && line(own, 'role') !== 'spine') return listed(nextFreeAsn(fabric));
  if (kind === 'Connection' && /\.switch[12]?\.port$|\.(leaf|spine|leaf1|leaf2)\.port$/.test(shape))
    return resourcesOfKind(fabric, 'Switch')
      .slice(0, mostSwitches)
      .flatMap((resource) => listed(nextFreePort(fabric, resource.id.name)));
  return [];
}
