import type { ListMeaning, ListRule } from './list-policy';

const set: ListMeaning = { kind: 'set' };
const ordered: ListMeaning = { kind: 'ordered' };
const map = (...keys: string[]): ListMeaning => ({ kind: 'map', keys });
const anyKey = (...keys: string[]): ListMeaning => ({ kind: 'any-key', keys });

const rules = (kind: string, source: string, lists: Record<string, ListMeaning>): ListRule[] =>
  Object.entries(lists).map(([path, meaning]) => ({ kind, path, meaning, source }));

const fabric = (kind: string, lists: Record<string, ListMeaning>): ListRule[] =>
  rules(kind, `the fabric's meaning of ${kind}`, lists);

const ports = ['server.port', 'switch.port', 'spine.port', 'leaf.port', 'leaf1.port', 'leaf2.port'];
const linkEnds = anyKey(...ports, 'switch1.port', 'switch2.port', 'gateway.port', 'external.port');

/**
 * Lists of the Hedgehog fabric (its CRDs mark none). Where the fabric's own defaulting sorts a list, its order is
 * known to be free; links are known by either end, because a port serves one link only.
 */
const fabricRules: readonly ListRule[] = [
  ...fabric('VPC', {
    'spec.permit': { kind: 'set-of-sets' },
    'spec.staticRoutes': map('prefix'),
    'spec.staticRoutes.nextHops': set,
    'spec.subnets.*.dhcp.options.dnsServers': set,
    'spec.subnets.*.dhcp.options.timeServers': set,
    'spec.subnets.*.dhcp.options.advertisedRoutes': map('destination', 'gateway'),
  }),
  ...fabric('VPCPeering', {
    'spec.permit': { kind: 'loose' },
    'spec.permit.*.subnets': set,
  }),
  ...fabric('IPv4Namespace', { 'spec.subnets': set }),
  ...fabric('VLANNamespace', { 'spec.ranges': map('from') }),
  ...fabric('Switch', { 'spec.groups': set, 'spec.vlanNamespaces': set }),
  ...fabric('Connection', {
    'spec.*.links': linkEnds,
    'spec.*.peerLinks': linkEnds,
    'spec.*.sessionLinks': linkEnds,
    'spec.**.subnets': set,
  }),
  ...fabric('External', { 'spec.static.prefixes': set }),
  ...fabric('ExternalAttachment', { 'spec.inboundACL.statements': map('seq') }),
  ...fabric('ExternalPeering', {
    'spec.permit.vpc.subnets': set,
    'spec.permit.external.prefixes': map('prefix'),
  }),
  ...fabric('Gateway', {
    'spec.neighbors': map('ip'),
    'spec.groups': map('name'),
    'spec.interfaces.*.ips': set,
  }),
  ...fabric('GatewayPeering', {
    'spec.peering.*.expose': ordered,
    'spec.peering.*.expose.ips': { kind: 'loose' },
    'spec.peering.*.expose.as': { kind: 'loose' },
    'spec.acl.rules': { kind: 'ordered-map', keys: ['name'] },
    'spec.**.ports': { kind: 'loose' },
  }),
  ...fabric('ServerProfile', { 'spec.nics': map('name') }),
];

const everywhere = (path: string, meaning: ListMeaning, source: string): ListRule => ({ path, meaning, source });
const kubernetes = 'the Kubernetes API';

/** Well-known lists of Kubernetes, kustomize and continuous integration. */
const commonRules: readonly ListRule[] = [
  everywhere('**.finalizers', set, kubernetes),
  everywhere('**.containers.ports', map('containerPort', 'protocol'), kubernetes),
  everywhere('**.args', ordered, 'order of arguments'),
  everywhere('**.command', ordered, 'order of arguments'),
  everywhere('**.cmd', ordered, 'order of arguments'),
  everywhere('**.entrypoint', ordered, 'order of arguments'),
  everywhere('**.script', ordered, 'order of commands'),
  everywhere('**.before_script', ordered, 'order of commands'),
  everywhere('**.after_script', ordered, 'order of commands'),
  { file: 'kustomization\\.ya?ml$', path: 'resources', meaning: { kind: 'loose' }, source: 'kustomize' },
];

export const BUILT_IN_LISTS: readonly ListRule[] = [...fabricRules, ...commonRules];

/** Keys that name an item, tried in this order where no rule names them; several keys together name it by all. */
export const INFERRED_KEYS: readonly (readonly string[])[] = [
  ['name'],
  ['id'],
  ['key'],
  ['seq'],
  ['containerPort', 'protocol'],
  ['containerPort'],
  ['port', 'protocol'],
  ['port'],
  ['prefix'],
  ['cidr'],
  ['path'],
  ['mountPath'],
  ['host'],
  ['kind', 'name'],
  ['kind', 'metadata.name'],
  ['metadata.name'],
  ['url'],
  ['username'],
  ['repo'],
  ['repository'],
  ['title'],
  ['alert'],
  ['record'],
  ['topologyKey'],
  ['ip'],
  ['uses'],
];
