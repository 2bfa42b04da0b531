import type { DangerPair } from './danger-pair';
import { cable, outside, pair, vpc } from './danger-pair';

const gone = 'VPC/vpc-4: null';
const toGone = [
  pair(
    'a VPC removed, attached by the other',
    gone,
    'VPCAttachment/new: {subnet: vpc-4/default, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'a VPC removed, attached without a subnet',
    gone,
    'VPCAttachment/new: {subnet: vpc-4, connection: server-4--unbundled--leaf-1}',
  ),
  pair('a VPC removed, peered by the other', gone, 'VPCPeering/vpc-3--vpc-4: {permit: [{vpc-3: {}, vpc-4: {}}]}'),
  pair(
    'a VPC removed, peered with an external',
    gone,
    'ExternalPeering/vpc-4--ext-1: {permit: {vpc: {name: vpc-4, subnets: [default]}, external: {name: ext-1, prefixes: [{prefix: 0.0.0.0/0}]}}}',
  ),
  pair(
    'a VPC removed, peered through a gateway',
    gone,
    'GatewayPeering/vpc-4--ext-s: {peering: {vpc-4: {expose: [{ips: [{cidr: 10.0.6.0/25}]}]}, ext.ext-s: {expose: [{default: true}]}}}',
  ),
  pair(
    'a VPC removed, made the place of a relay',
    gone,
    'VPC/vpc-3: {subnets: {default: {dhcp: {relay: 10.99.0.100/32, relayVPC: vpc-4}}}}',
  ),
  pair(
    'a VPC removed, made the place of a static external',
    gone,
    'Connection/leaf-3--static-external: {staticExternal: {withinVPC: vpc-4}}',
  ),
  pair(
    'a VPC replaced under another name, attached by the other',
    `${gone}\n${vpc('vpc-5', '10.0.6.0/24', 1006)}`,
    'VPCAttachment/new: {subnet: vpc-4/default, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'a connection removed, attached by the other',
    'Connection/server-4--unbundled--leaf-1: null',
    'VPCAttachment/new: {subnet: vpc-4/default, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'an external removed, peered by the other',
    'External/ext-2: null',
    'ExternalPeering/vpc-3--ext-2: {permit: {vpc: {name: vpc-3, subnets: [default]}, external: {name: ext-2, prefixes: [{prefix: 0.0.0.0/0}]}}}',
  ),
  pair('an external removed, attached by the other', 'External/ext-2: null', outside('leaf-2--ext-2', 'ext-2', 30, 30)),
  pair(
    'a connection removed, an external attached to it',
    'Connection/leaf-2--external: null',
    outside('leaf-2--ext-2', 'ext-2', 30, 30),
  ),
  pair(
    'a server removed, cabled by the other',
    'Server/server-5: null',
    cable('c-1', 'server-5/enp2s1', 'leaf-1/E1/7'),
  ),
  pair(
    'a server removed, cabled to another leaf',
    'Server/server-6: null',
    cable('c-1', 'server-6/enp2s1', 'leaf-3/E1/7'),
  ),
  pair('a switch group removed, joined by the other', 'SwitchGroup/spare: null', 'Switch/leaf-3: {groups: [spare]}'),
  pair(
    'a VLAN namespace removed, used by a new VPC',
    'VLANNamespace/spare: null',
    'VPC/blue: {vlanNamespace: spare, subnets: {default: {subnet: 10.0.60.0/24, vlan: 3001}}}',
  ),
  pair(
    'a VLAN namespace removed, given to a switch',
    'VLANNamespace/spare: null',
    'Switch/leaf-3: {vlanNamespaces: [default, spare]}',
  ),
  pair(
    'an IPv4 namespace removed, used by a new VPC',
    'IPv4Namespace/spare: null',
    'VPC/blue: {ipv4Namespace: spare, subnets: {default: {subnet: 10.9.60.0/24, vlan: 1500}}}',
  ),
  pair(
    'an IPv4 namespace removed, given to an external',
    'IPv4Namespace/spare: null',
    "External/ext-3: {ipv4Namespace: spare, inboundCommunity: '1:1', outboundCommunity: '1:2'}",
  ),
  pair(
    'an external removed, exposed through a gateway',
    'External/ext-2: null',
    'GatewayPeering/vpc-4--ext-2: {peering: {vpc-4: {expose: [{ips: [{cidr: 10.0.6.0/25}]}]}, ext.ext-2: {expose: [{default: true}]}}}',
  ),
];

const noDb = 'VPC/vpc-3: {subnets: {db: null}}';
const partGone = [
  pair(
    'a subnet removed, attached by the other',
    noDb,
    'VPCAttachment/new: {subnet: vpc-3/db, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'a subnet removed, peered by the other',
    noDb,
    'VPCPeering/vpc-3--vpc-4: {permit: [{vpc-3: {subnets: [db]}, vpc-4: {}}]}',
  ),
  pair(
    'a subnet removed, peered with an external',
    noDb,
    'ExternalPeering/vpc-3--ext-1: {permit: {vpc: {name: vpc-3, subnets: [db]}, external: {name: ext-1, prefixes: [{prefix: 0.0.0.0/0}]}}}',
  ),
  pair(
    'a subnet removed, exposed through a gateway',
    noDb,
    'GatewayPeering/vpc-3--ext-s: {peering: {vpc-3: {expose: [{ips: [{vpcSubnet: db}]}]}, ext.ext-s: {expose: [{default: true}]}}}',
  ),
  pair(
    'a subnet renamed, attached by the other',
    'VPC/vpc-3: {subnets: {db: null, store: {subnet: 10.0.5.0/24, vlan: 1005}}}',
    'VPCAttachment/new: {subnet: vpc-3/db, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'a subnet moved away from an exposed range',
    'VPC/vpc-4: {subnets: {default: {subnet: 10.0.9.0/24}}}',
    'GatewayPeering/vpc-4--ext-s: {peering: {vpc-4: {expose: [{ips: [{cidr: 10.0.6.0/25}]}]}, ext.ext-s: {expose: [{default: true}]}}}',
  ),
];

const twice = [
  ...['vpc-3', 'vpc-4'].flatMap((name) => [
    pair(
      `${name} attached twice to one server`,
      `VPCAttachment/one: {subnet: ${name}/default, connection: server-4--unbundled--leaf-1}`,
      `VPCAttachment/two: {subnet: ${name}/default, connection: server-4--unbundled--leaf-1}`,
    ),
    pair(
      `vpc-1 and ${name} peered twice`,
      `VPCPeering/one: {permit: [{vpc-1: {}, ${name}: {}}]}`,
      `VPCPeering/two: {permit: [{${name}: {}, vpc-1: {}}]}`,
    ),
  ]),
  pair(
    'two native VLANs on one server',
    'VPCAttachment/one: {subnet: vpc-3/default, connection: server-4--unbundled--leaf-1, nativeVLAN: true}',
    'VPCAttachment/two: {subnet: vpc-4/default, connection: server-4--unbundled--leaf-1, nativeVLAN: true}',
  ),
  ...[30, 31, 40].map((vlan) =>
    pair(
      `two externals with VLAN ${vlan} on one cable`,
      outside('x-1', 'ext-1', vlan, 30),
      outside('x-2', 'ext-2', vlan, 31),
    ),
  ),
  pair(
    'two gateways with one protocol address',
    gateway('gateway-2', 'protocolIP: 172.30.8.20/32, vtepIP: 172.30.12.20/32, vtepMAC: 02:00:00:00:01:20'),
    gateway('gateway-3', 'protocolIP: 172.30.8.20/32, vtepIP: 172.30.12.30/32, vtepMAC: 02:00:00:00:01:30'),
  ),
  pair(
    'two gateways with one MAC address',
    gateway('gateway-2', 'protocolIP: 172.30.8.20/32, vtepIP: 172.30.12.20/32, vtepMAC: 02:00:00:00:01:20'),
    gateway('gateway-3', 'protocolIP: 172.30.8.30/32, vtepIP: 172.30.12.30/32, vtepMAC: 02:00:00:00:01:20'),
  ),
];

function gateway(name: string, fields: string): string {
  return `Gateway/${name}: {asn: 65534, ${fields}, interfaces: {enp2s1: {ips: [172.30.128.1${name.slice(-1)}9/31]}}, neighbors: [{ip: 172.30.128.1${name.slice(-1)}8, asn: 65100, source: enp2s1}]}`;
}

const shrunk = [
  ...[1500, 2100, 2600].map((vlan) =>
    pair(
      `a VLAN range ends below ${vlan}, which a new VPC takes`,
      'VLANNamespace/default: {ranges: [{from: 1000, to: 1400}]}',
      vpc('blue', '10.0.60.0/24', vlan),
    ),
  ),
  ...['10.0.160.0/24', '10.0.200.0/25', '10.0.255.0/28'].map((net) =>
    pair(
      `addresses end below ${net}, which a new VPC takes`,
      'IPv4Namespace/default: {subnets: [10.0.0.0/17]}',
      vpc('blue', net, 1500),
    ),
  ),
  pair(
    'a VLAN range cut, a VPC moved into what is gone',
    'VLANNamespace/default: {ranges: [{from: 1000, to: 1400}]}',
    'VPC/vpc-2: {subnets: {default: {vlan: 1700}}}',
  ),
  pair(
    'addresses cut, a VPC moved into what is gone',
    'IPv4Namespace/default: {subnets: [10.0.0.0/17]}',
    'VPC/vpc-4: {subnets: {default: {subnet: 10.0.180.0/24}}}',
  ),
];

const groups = [
  pair(
    'a leaf leaves its group, a cable counts on it',
    'Connection/server-2--eslag--leaf-1--leaf-2: null\nVPCAttachment/a-2: null\nSwitch/leaf-2: {redundancy: {group: spare}}',
    'Connection/new: {eslag: {links: [{server: {port: server-5/enp2s1}, switch: {port: leaf-1/E1/7}}, {server: {port: server-5/enp2s2}, switch: {port: leaf-2/E1/7}}]}}',
  ),
  pair(
    'a leaf is no part of a group any more, a cable counts on it',
    'Connection/server-2--eslag--leaf-1--leaf-2: null\nVPCAttachment/a-2: null\nSwitch/leaf-2: {redundancy: null}',
    'Connection/new: {eslag: {links: [{server: {port: server-5/enp2s1}, switch: {port: leaf-1/E1/7}}, {server: {port: server-5/enp2s2}, switch: {port: leaf-2/E1/7}}]}}',
  ),
  pair(
    'a breakout taken away, its second port cabled',
    'Switch/leaf-1: {portBreakouts: null}',
    cable('c-1', 'server-5/enp2s1', 'leaf-1/E1/32/2'),
  ),
  pair(
    'another switch model, a port that it does not have',
    'Switch/leaf-3: {profile: celestica-ds3000, portGroupSpeeds: null}',
    cable('c-1', 'server-5/enp2s1', 'leaf-3/E1/45'),
  ),
  pair(
    'a switch without a VLAN namespace, a VPC of it attached',
    'Switch/leaf-1: {vlanNamespaces: [spare]}',
    'VPCAttachment/new: {subnet: vpc-4/default, connection: server-4--unbundled--leaf-1}',
  ),
  pair(
    'an external becomes a static one, attached with a neighbour',
    'External/ext-2: {inboundCommunity: null, outboundCommunity: null, static: {prefixes: [0.0.0.0/0]}}',
    outside('leaf-2--ext-2', 'ext-2', 30, 30),
  ),
];

const peerings = [
  pair(
    'two peerings expose one range',
    gatewayPeering('g-1', 'vpc-3', '10.0.4.0/25'),
    gatewayPeering('g-2', 'vpc-3', '10.0.4.0/25'),
  ),
  pair(
    'two peerings expose ranges that overlap',
    gatewayPeering('g-1', 'vpc-3', '10.0.4.0/24'),
    gatewayPeering('g-2', 'vpc-3', '10.0.4.0/26'),
  ),
];

function gatewayPeering(name: string, own: string, cidr: string): string {
  return `GatewayPeering/${name}: {peering: {${own}: {expose: [{ips: [{cidr: ${cidr}}]}]}, ext.ext-s: {expose: [{default: true}]}}}`;
}

const insideOne = [
  ...[1800, 1801, 1802].map((vlan) =>
    pair(
      `two subnets of one VPC with VLAN ${vlan}`,
      `VPC/wide: {subnets: {a: {vlan: ${vlan}}}}`,
      `VPC/wide: {subnets: {f: {vlan: ${vlan}}}}`,
    ),
  ),
  pair(
    'two subnets of one VPC grow into each other',
    'VPC/wide: {subnets: {a: {subnet: 10.0.80.0/23}}}',
    'VPC/wide: {subnets: {f: {subnet: 10.0.81.0/24}}}',
  ),
  pair(
    'a subnet of a VPC removed, named in its permit list',
    'VPC/wide: {subnets: {a: null}}',
    'VPC/wide: {permit: [[a, f]]}',
  ),
];

/** One side takes away or changes what the other counts on, and other meetings. */
export const REFERENCES: readonly DangerPair[] = [
  ...toGone,
  ...partGone,
  ...twice,
  ...shrunk,
  ...groups,
  ...peerings,
  ...insideOne,
];
