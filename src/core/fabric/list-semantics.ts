/**
 * How a list of a fabric resource is to be understood: is the order meant, and what makes an entry itself?
 *
 * No CRD of the fabric says so (`x-kubernetes-list-type` is nowhere), so this table is ours. `order-free by
 * upstream` marks lists that the fabric's own defaulting sorts; the others follow from what the list means.
 */
export interface ListSemantics {
  /** `set`: entries are themselves. `map`: entries have a key. `ordered`: the place matters. */
  readonly treat: 'set' | 'map' | 'ordered';
  /** Paths inside an entry that make its key together; for an ordered list its name, when it has one. */
  readonly key: readonly (readonly string[])[];
  /** In one line, for people who ask why entries were matched. */
  readonly why: string;
  /** Of a map: keys that also recognise an entry whose own key was changed, as the other end of a cable does. */
  readonly otherKeys?: readonly (readonly string[])[];
  /** Of a set whose entries are mappings without a key: they are matched by likeness when two sides change them. */
  readonly ofMappings?: true;
}

type Path = readonly (string | number)[];

/** A row of the table. `*` stands for any key or place. */
export interface FabricList extends ListSemantics {
  readonly groupKind: string;
  readonly path: readonly string[];
}

const set = (why: string): ListSemantics => ({ treat: 'set', key: [], why });
const setOfMappings = (why: string): ListSemantics => ({ treat: 'set', key: [], why, ofMappings: true });
const map = (why: string, ...key: string[]): ListSemantics => ({
  treat: 'map',
  key: key.map((path) => path.split('.')),
  why,
});
const ordered = (why: string, ...key: string[]): ListSemantics => ({
  treat: 'ordered',
  key: key.map((path) => path.split('.')),
  why,
});

const vpc = (kind: string): string => `vpc.githedgehog.com/${kind}`;
const wiring = (kind: string): string => `wiring.githedgehog.com/${kind}`;
const gateway = (kind: string): string => `gateway.githedgehog.com/${kind}`;
const row = (groupKind: string, path: string, semantics: ListSemantics): FabricList => ({
  groupKind,
  path: path.split('.'),
  ...semantics,
});

const upstreamSorts = 'the fabric sorts it, so the order means nothing';
/** A port serves one cable only: a cable is known by its port at the switch, and known again by its other end. */
const links = (kind: string, end: string, otherEnd: string): FabricList =>
  row(wiring('Connection'), `spec.${kind}`, {
    ...map(`cables are matched by their ${end} port, else by their ${otherEnd} port`, `${end}.port`),
    otherKeys: [[otherEnd, 'port']],
  });

/** Every list of a fabric resource's spec; the merge's rules for these kinds are made of it. */
export const FABRIC_LISTS: readonly FabricList[] = [
  row(vpc('VPC'), 'spec.permit', set('each entry is a group of subnets')),
  row(vpc('VPC'), 'spec.permit.*', set('a group of subnets has no order')),
  row(vpc('VPC'), 'spec.staticRoutes', map('a route is known by its prefix', 'prefix')),
  row(vpc('VPC'), 'spec.staticRoutes.*.nextHops', set('next hops are equal')),
  row(vpc('VPC'), 'spec.subnets.*.dhcp.options.dnsServers', set(upstreamSorts)),
  row(vpc('VPC'), 'spec.subnets.*.dhcp.options.timeServers', set(upstreamSorts)),
  row(vpc('VPC'), 'spec.subnets.*.dhcp.options.advertisedRoutes', map(upstreamSorts, 'destination', 'gateway')),
  row(vpc('VPCPeering'), 'spec.permit', setOfMappings('each entry is a rule between the two VPCs')),
  row(vpc('VPCPeering'), 'spec.permit.*.*.subnets', set('subnets of a rule have no order')),
  row(vpc('IPv4Namespace'), 'spec.subnets', set(upstreamSorts)),
  row(vpc('External'), 'spec.static.prefixes', set('prefixes have no order')),
  row(vpc('ExternalAttachment'), 'spec.inboundACL.statements', map('a statement is known by its number', 'seq')),
  row(vpc('ExternalPeering'), 'spec.permit.vpc.subnets', set(upstreamSorts)),
  row(vpc('ExternalPeering'), 'spec.permit.external.prefixes', map(upstreamSorts, 'prefix')),
  row(wiring('VLANNamespace'), 'spec.ranges', map('a range is known by its start', 'from')),
  row(wiring('Switch'), 'spec.groups', set(upstreamSorts)),
  row(wiring('Switch'), 'spec.vlanNamespaces', set(upstreamSorts)),
  row(wiring('SwitchProfile'), 'spec.otherNames', set('names have no order')),
  row(wiring('SwitchProfile'), 'spec.portProfiles.*.speed.supported', set('speeds have no order')),
  row(
    wiring('SwitchProfile'),
    'spec.portProfiles.*.breakout.supported.*.offsets',
    ordered('an offset belongs to the lane at its place'),
  ),
  row(wiring('ServerProfile'), 'spec.nics', map('a card is known by its name', 'name')),
  row(wiring('ServerProfile'), 'spec.nics.*.ports', map('a port is known by its name', 'name')),
  links('bundled.links', 'switch', 'server'),
  links('eslag.links', 'switch', 'server'),
  links('mclag.links', 'switch', 'server'),
  links('mclagDomain.peerLinks', 'switch1', 'switch2'),
  links('mclagDomain.sessionLinks', 'switch1', 'switch2'),
  links('fabric.links', 'spine', 'leaf'),
  links('mesh.links', 'leaf1', 'leaf2'),
  links('gateway.links', 'switch', 'gateway'),
  links('vpcLoopback.links', 'switch1', 'switch2'),
  row(wiring('Connection'), 'spec.staticExternal.link.switch.subnets', set('prefixes have no order')),
  row(gateway('Gateway'), 'spec.interfaces.*.ips', set('addresses of an interface have no order')),
  row(gateway('Gateway'), 'spec.neighbors', map('a neighbour is known by its address', 'ip')),
  row(gateway('Gateway'), 'spec.groups', map(upstreamSorts, 'name')),
  row(gateway('GatewayPeering'), 'spec.peering.*.expose', ordered('an entry has no name of its own')),
  row(gateway('GatewayPeering'), 'spec.peering.*.expose.*.ips', setOfMappings('addresses have no order')),
  row(gateway('GatewayPeering'), 'spec.peering.*.expose.*.as', setOfMappings('addresses have no order')),
  row(
    gateway('GatewayPeering'),
    'spec.peering.*.expose.*.nat.portForward.ports',
    map('a forwarding is known by protocol and port', 'proto', 'port'),
  ),
  row(gateway('GatewayPeering'), 'spec.acl.rules', ordered('the first rule that fits decides', 'name')),
  row(gateway('GatewayPeering'), 'spec.acl.rules.*.match.src', setOfMappings('alternatives have no order')),
  row(gateway('GatewayPeering'), 'spec.acl.rules.*.match.dst', setOfMappings('alternatives have no order')),
  row(gateway('GatewayPeering'), 'spec.acl.rules.*.match.src.*.ports', set('ports have no order')),
  row(gateway('GatewayPeering'), 'spec.acl.rules.*.match.dst.*.ports', set('ports have no order')),
];

const byKind = new Map<string, FabricList[]>();
for (const entry of FABRIC_LISTS) byKind.set(entry.groupKind, [...(byKind.get(entry.groupKind) ?? []), entry]);

/** Does a pattern such as `spec.subnets.*.dhcp` describe this path? A place in a list fits `*` only. */
const fitsPattern = (pattern: readonly string[], path: Path): boolean =>
  pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);

/** A rule of the repository's policy that says how a list is to be understood; it goes before the table. */
export interface ListOverride extends ListSemantics {
  /** `group/Kind`, or `*` for every kind. */
  readonly groupKind: string;
  readonly path: readonly string[];
}

/**
 * How the list at `path` of a resource of `groupKind` (`vpc.githedgehog.com/VPC`) is to be understood; null when
 * nothing is known, which callers should treat as ordered. Path parts are keys, or places inside lists.
 */
export function listSemanticsFor(
  groupKind: string,
  path: Path,
  overrides: readonly ListOverride[] = [],
): ListSemantics | null {
  const own = overrides.find(
    (one) => (one.groupKind === '*' || one.groupKind === groupKind) && fitsPattern(one.path, path),
  );
  return own ?? byKind.get(groupKind)?.find((one) => fitsPattern(one.path, path)) ?? null;
}
