import type { Fabric, FabricModel } from '../../fabric/model/fabric-model';
import { fabricOfPath } from '../../fabric/model/fabric-model';
import type { Resource } from '../../fabric/model/model-file';
import type { NextFree } from '../../fabric/next-free/next-free';
import {
  nextFreeAsn,
  nextFreeLink,
  nextFreePort,
  nextFreeSequence,
  nextFreeSubnet,
  nextFreeVlan,
} from '../../fabric/next-free/next-free';
import { valueAt } from '../../fabric/value';
import type { CandidateFix, Violation, ViolationPlace } from '../gate/invariants';
import { resourcesByKey } from './fabric-violations';

type Proposal = (fabric: Fabric, resource: Resource, place: ViolationPlace) => NextFree<string | number>;

const namespaceOf = (resource: Resource, field: string): string => {
  const named = resource.spec[field];
  return typeof named === 'string' && named !== '' ? named : 'default';
};

const vlan: Proposal = (fabric, resource) => nextFreeVlan(fabric, namespaceOf(resource, 'vlanNamespace'));

const subnet: Proposal = (fabric, resource, place) => {
  const written = valueAt(resource.value, place.path);
  const bits = typeof written === 'string' ? Number(/\/(\d+)$/.exec(written)?.[1] ?? 24) : 24;
  return nextFreeSubnet(fabric, bits, namespaceOf(resource, 'ipv4Namespace'));
};

const port: Proposal = (fabric, resource, place) => {
  const written = valueAt(resource.value, place.path);
  return nextFreePort(fabric, typeof written === 'string' ? (written.split('/')[0] ?? '') : '');
};

const asn: Proposal = (fabric) => nextFreeAsn(fabric);
const sequence: Proposal = (fabric, resource) => nextFreeSequence(fabric, resource.id.name);

const link: Proposal = (fabric) => {
  const free = nextFreeLink(fabric);
  return free.found ? { ...free, value: free.value[0] } : free;
};

/** Which free value settles a violation of which rule. */
const PROPOSALS: Readonly<Record<string, Proposal>> = {
  'vlan-twice': vlan,
  'vlan-twice-in-vpc': vlan,
  'vlan-in-namespace': vlan,
  'subnets-overlap': subnet,
  'subnets-overlap-in-vpc': subnet,
  'subnet-in-namespace': subnet,
  'subnet-reserved': subnet,
  'port-used-twice': port,
  'as-numbers': asn,
  'acl-sequence': sequence,
  'link-addresses': link,
};

/** The values that would settle a violation, for each resource that takes part in it; what the rule proposes first. */
export function candidateFixes(violation: Violation, result: FabricModel): readonly CandidateFix[] {
  const propose = PROPOSALS[violation.rule];
  if (!propose) return violation.candidates;
  const resources = resourcesByKey(result);
  const found = violation.places.flatMap((place): CandidateFix[] => {
    const resource = resources.get(place.resource);
    const fabric = resource ? fabricOfPath(result, resource.path) : null;
    if (!resource || !fabric) return [];
    const free = propose(fabric, resource, place);
    const { path } = place;
    return free.found ? [{ resource: place.resource, path, value: String(free.value), why: free.reason }] : [];
  });
  return [...violation.candidates, ...found];
}
