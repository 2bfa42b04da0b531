/**
 * The kinds of the fabric: the one table of groups, versions, plurals and directories.
 *
 * Exactly one version of each is served (fabric v0.126 and v0.129). Every user kind is namespaced and lives in
 * `default`; the installer's kinds live in `fab` and do not belong into a fabric directory.
 */
export interface FabricKind {
  readonly kind: KindName;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Names that kubectl accepts too. */
  readonly shortNames: readonly string[];
  /** The sub-directory of `managed/` that the plugin writes this kind to; null for kinds that it does not know. */
  readonly directory: string | null;
  /** `authored`: people write it. `ambient`: usually made by the cluster. `generated`: never written by people. */
  readonly origin: 'authored' | 'ambient' | 'generated';
  /** One sentence for hover and lists. */
  readonly doc: string;
}

const wiring = { group: 'wiring.githedgehog.com', version: 'v1beta1' } as const;
const vpc = { group: 'vpc.githedgehog.com', version: 'v1beta1' } as const;
const gateway = { group: 'gateway.githedgehog.com', version: 'v1alpha1' } as const;

export type KindName =
  | 'VLANNamespace'
  | 'SwitchGroup'
  | 'SwitchProfile'
  | 'Switch'
  | 'ServerProfile'
  | 'Server'
  | 'Connection'
  | 'IPv4Namespace'
  | 'VPC'
  | 'VPCAttachment'
  | 'VPCPeering'
  | 'External'
  | 'ExternalAttachment'
  | 'ExternalPeering'
  | 'GatewayGroup'
  | 'Gateway'
  | 'VPCInfo'
  | 'GatewayPeering';

type Row = Omit<FabricKind, 'group' | 'version' | 'plural' | 'directory'>;
const row = (api: { group: string; version: string }, plural: string, managed: boolean, rest: Row): FabricKind => ({
  ...api,
  plural,
  directory: managed ? plural : null,
  ...rest,
});

/** In the order in which resources depend on each other: earlier ones never refer to later ones. */
export const fabricKinds: readonly FabricKind[] = [
  row(wiring, 'vlannamespaces', true, {
    kind: 'VLANNamespace',
    shortNames: ['vlanns'],
    origin: 'authored',
    doc: 'Ranges of VLAN numbers from which VPC subnets take theirs.',
  }),
  row(wiring, 'switchgroups', true, {
    kind: 'SwitchGroup',
    shortNames: ['sg'],
    origin: 'authored',
    doc: 'A name that switches share, for redundancy or to mark them.',
  }),
  row(wiring, 'switchprofiles', false, {
    kind: 'SwitchProfile',
    shortNames: ['sp'],
    origin: 'ambient',
    doc: 'What a switch model can do: ports, speeds, breakouts, features. Built into the fabric.',
  }),
  row(wiring, 'switches', true, {
    kind: 'Switch',
    shortNames: ['sw'],
    origin: 'authored',
    doc: 'A switch: its role, model, addresses and port settings.',
  }),
  row(wiring, 'serverprofiles', false, {
    kind: 'ServerProfile',
    shortNames: [],
    origin: 'authored',
    doc: 'The network cards of a server model. The fabric does not use it yet.',
  }),
  row(wiring, 'servers', true, {
    kind: 'Server',
    shortNames: ['srv'],
    origin: 'authored',
    doc: 'A server that can be cabled to switches.',
  }),
  row(vpc, 'ipv4namespaces', true, {
    kind: 'IPv4Namespace',
    shortNames: ['ipns'],
    origin: 'authored',
    doc: 'Prefixes from which VPC subnets take theirs; nothing overlaps inside one namespace.',
  }),
  row(vpc, 'vpcs', true, {
    kind: 'VPC',
    shortNames: [],
    origin: 'authored',
    doc: 'An isolated network made of subnets, each with a VLAN and, on demand, DHCP.',
  }),
  row(gateway, 'gatewaygroups', false, {
    kind: 'GatewayGroup',
    shortNames: ['gwgr'],
    origin: 'authored',
    doc: 'Gateways that stand in for each other.',
  }),
  row(gateway, 'gateways', false, {
    kind: 'Gateway',
    shortNames: ['gw'],
    origin: 'authored',
    doc: 'A gateway node: its addresses, interfaces and BGP neighbours.',
  }),
  row(wiring, 'connections', true, {
    kind: 'Connection',
    shortNames: ['conn'],
    origin: 'authored',
    doc: 'Cables between devices, and what they are for. It has exactly one type.',
  }),
  row(vpc, 'vpcattachments', true, {
    kind: 'VPCAttachment',
    shortNames: ['vpcattach'],
    origin: 'authored',
    doc: 'Puts a VPC subnet on the ports of a server connection.',
  }),
  row(vpc, 'vpcpeerings', true, {
    kind: 'VPCPeering',
    shortNames: ['vpcpeer'],
    origin: 'authored',
    doc: 'Lets two VPCs, or some of their subnets, talk to each other.',
  }),
  row(vpc, 'externals', true, {
    kind: 'External',
    shortNames: ['ext'],
    origin: 'authored',
    doc: 'A network outside of the fabric, reached by BGP or by static routes.',
  }),
  row(vpc, 'externalattachments', true, {
    kind: 'ExternalAttachment',
    shortNames: ['extattach'],
    origin: 'authored',
    doc: 'Ties an external network to a switch port.',
  }),
  row(vpc, 'externalpeerings', true, {
    kind: 'ExternalPeering',
    shortNames: ['extpeer', 'extpeering'],
    origin: 'authored',
    doc: 'Lets subnets of a VPC reach prefixes of an external network.',
  }),
  row(gateway, 'vpcinfos', false, {
    kind: 'VPCInfo',
    shortNames: ['gwvpc'],
    origin: 'generated',
    doc: 'What a gateway knows about a VPC. Made by the fabric, never by people.',
  }),
  row(gateway, 'gatewaypeerings', false, {
    kind: 'GatewayPeering',
    shortNames: ['gwpeer'],
    origin: 'authored',
    doc: 'Peering of two VPCs, or a VPC and an external, through a gateway: NAT and access rules.',
  }),
];

/** The fabric's own API groups. */
export const fabricGroups: readonly string[] = [...new Set(fabricKinds.map((entry) => entry.group))];

const byName = new Map<string, FabricKind>(fabricKinds.map((entry) => [entry.kind, entry]));
const byGroupKind = new Map(fabricKinds.map((entry) => [`${entry.group}/${entry.kind}`, entry]));
const byDirectory = new Map(
  fabricKinds.flatMap((entry) => (entry.directory ? [[entry.directory, entry] as const] : [])),
);

/** The kind with this name in the fabric's own groups, whatever its version. */
export const kindOf = (group: string, kind: string): FabricKind | null => byGroupKind.get(`${group}/${kind}`) ?? null;

/** The row of a kind that is known to exist. */
export function kindNamed(kind: KindName): FabricKind {
  const found = byName.get(kind);
  if (!found) throw new Error(`no such kind: ${kind}`);
  return found;
}

export const isFabricKind = (kind: string): kind is KindName => byName.has(kind);

/** Which kind a directory of `managed/` is for. */
export const kindOfDirectory = (directory: string): FabricKind | null => byDirectory.get(directory) ?? null;

/** Where the kind stands in the order of dependence; smaller first. Unknown kinds come last. */
export const dependencyRank = (kind: string): number => {
  const index = fabricKinds.findIndex((entry) => entry.kind === kind);
  return index < 0 ? fabricKinds.length : index;
};

/** Groups of the installation and of the running system: known, but not part of a fabric directory. */
export const otherHedgehogGroups: readonly string[] = [
  'agent.githedgehog.com',
  'dhcp.githedgehog.com',
  'gwint.githedgehog.com',
  'fabricator.githedgehog.com',
];

/** The kinds of the installer's own file (`fab.yaml`): judged by rules, but no part of a fabric directory. */
export type InstallKindName = 'Fabricator' | 'ControlNode' | 'FabNode';

export const installKinds: readonly InstallKindName[] = ['Fabricator', 'ControlNode', 'FabNode'];

export const installGroup = 'fabricator.githedgehog.com';
export const installVersion = 'v1beta1';

/** The installer's kind of this name; null for everything else. */
export const installKindOf = (group: string, kind: string): InstallKindName | null =>
  group === installGroup ? (installKinds.find((name) => name === kind) ?? null) : null;

/** `group/version` split; the core group is the empty string. */
export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}
