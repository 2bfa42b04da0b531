/** Rules about changes: a patch of the base fabric before and after, and what is said. */
export interface ChangeCase {
  readonly rule: string;
  readonly before: string;
  readonly after: string;
  readonly says: readonly string[];
}

const change = (rule: string, before: string, after: string, ...says: string[]): ChangeCase => ({
  rule,
  before,
  after,
  says,
});
const free = 'VPC/vpc-3: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}';
const roce = (breakouts: string): string => `Switch/leaf-1: {roce: true, portBreakouts: {${breakouts}}}`;

export const changeCases: readonly ChangeCase[] = [
  change(
    'delete-vpc',
    '',
    'VPC/vpc-2: null',
    'VPC vpc-2 is deleted, but 3 resources still name it: GatewayPeering vpc-2--ext-s, VPCAttachment a-3, VPCPeering vpc-1--vpc-2',
  ),
  change('delete-vpc', free, ''),
  change(
    'vpc-swap',
    free,
    free.replaceAll('vpc-3', 'vpc-4'),
    'VPC vpc-4 is added while vpc-3 is deleted; do it in two steps',
  ),
  change('vpc-swap', '', free),
  change(
    'shrink-ipv4-namespace',
    '',
    'IPv4Namespace/default: {subnets: [10.0.0.0/23]}',
    'The namespace has no room any more for 10.0.2.0/24 of vpc-1/web',
    'The namespace has no room any more for 10.0.3.0/24 of vpc-2/default',
  ),
  change('shrink-ipv4-namespace', '', 'IPv4Namespace/default: {subnets: [10.0.0.0/22]}'),
  change('shrink-ipv4-namespace', free, 'IPv4Namespace/default: {subnets: [10.0.0.0/22]}'),
  change('shrink-vlan-namespace', free, 'VLANNamespace/default: {ranges: [{from: 1001, to: 1008}]}'),
  change(
    'delete-ipv4-namespace',
    'IPv4Namespace/other: {subnets: [10.7.0.0/16]}\nVPC/vpc-1: {ipv4Namespace: other}',
    'VPC/vpc-1: {ipv4Namespace: other}',
    'IPv4Namespace other is deleted, but 1 resource still names it: VPC vpc-1',
  ),
  change('delete-ipv4-namespace', 'IPv4Namespace/other: {subnets: [10.7.0.0/16]}', ''),
  change(
    'shrink-vlan-namespace',
    '',
    'VLANNamespace/default: {ranges: [{from: 1001, to: 1002}]}',
    'The namespace has no VLAN 1003 any more, which vpc-2/default uses',
  ),
  change(
    'shrink-vlan-namespace',
    'VPC/vpc-2: {subnets: {default: {hostBGP: true, vlan: null}}}',
    'VLANNamespace/default: {ranges: [{from: 1001, to: 1002}]}',
  ),
  change(
    'delete-vlan-namespace',
    'VLANNamespace/other: {ranges: [{from: 500}]}\nSwitch/leaf-1: {vlanNamespaces: [default, other]}',
    'Switch/leaf-1: {vlanNamespaces: [default, other]}',
    'VLANNamespace other is deleted, but 1 resource still names it: Switch leaf-1',
  ),
  change(
    'delete-external',
    '',
    'External/ext-s: null',
    'External ext-s is deleted, but 2 resources still name it: ExternalAttachment leaf-3--ext-s, GatewayPeering vpc-2--ext-s',
  ),
  change(
    'connection-type-fixed',
    '',
    'Connection/leaf-3--external: {external: null, staticExternal: {}}',
    'The type changes from external to staticExternal, which the fabric refuses; delete the connection first, then add it',
  ),
  change(
    'connection-type-fixed',
    '',
    'Connection/leaf-3--static-external: {staticExternal: {withinVPC: null}}',
    'withinVPC changes from vpc-1 to none, which the fabric refuses',
  ),
  change(
    'connection-type-fixed',
    '',
    'Connection/leaf-3--static-external: {staticExternal: {link: {switch: {vlan: 5}}}}',
  ),
  change(
    'delete-connection',
    '',
    'Connection/leaf-3--external: null',
    'Connection leaf-3--external is deleted, but 2 resources still name it: ExternalAttachment leaf-3--ext-1, ExternalAttachment leaf-3--ext-s',
  ),
  change('delete-connection', '', 'Connection/spine-1--fabric--leaf-1: null'),
  change(
    'roce-breakouts',
    roce('E1/3: 4x25G'),
    roce('E1/3: 4x10G'),
    'Breakouts change while RoCE is on, which the fabric refuses; turn RoCE off first, in a change of its own',
  ),
  change(
    'roce-breakouts',
    roce('E1/3: 4x25G'),
    roce('E1/3: 4x25G') + '\nSwitch/leaf-2: {portBreakouts: {E1/3: 4x25G}}',
  ),
  change(
    'delete-device',
    '',
    'Server/server-1: null',
    'Server server-1 is deleted, but 1 resource still names it: Connection server-1--unbundled--leaf-1',
  ),
  change('delete-device', 'Server/server-9: {}', ''),
  change(
    'delete-group',
    '',
    'SwitchGroup/eslag-1: null',
    'SwitchGroup eslag-1 is deleted, but 2 resources still name it: Switch leaf-1, Switch leaf-2',
  ),
  change(
    'fec-removed',
    'Switch/leaf-1: {portFECs: {E1/3: rs}}',
    '',
    'Port E1/3 stays at error correction rs although its value is taken out; set another one instead',
  ),
  change('fec-removed', '', 'Switch/leaf-1: {portFECs: {E1/3: rs}}'),
  change('deletes-live', free, '', 'VPC vpc-3 is taken out; a pruning cluster deletes it'),
  change('deletes-live', '', free),
];
