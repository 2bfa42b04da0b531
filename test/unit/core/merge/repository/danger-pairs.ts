/** Two changes that are harmless alone and meet in one danger; patches in the notation of the base fabric. */
export interface DangerPair {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What the base fabric gets before the sides part, so that there is something to meet over. */
export const COMMON = `
VPC/vpc-3: {subnets: {default: {subnet: 10.0.4.0/24, vlan: 1004}, db: {subnet: 10.0.5.0/24, vlan: 1005}}}
VPC/vpc-4: {subnets: {default: {subnet: 10.0.6.0/24, vlan: 1006}}}
Server/server-4: {}
Server/server-5: {}
Server/server-6: {}
Connection/server-4--unbundled--leaf-1: {unbundled: {link: {server: {port: server-4/enp2s1}, switch: {port: leaf-1/E1/4}}}}
Connection/leaf-2--external: {external: {link: {switch: {port: leaf-2/E1/9}}}}
External/ext-2: {inboundCommunity: '65102:5001', outboundCommunity: '5001:65102'}
`;

const pair = (name: string, ours: string, theirs: string): DangerPair => ({ name, ours, theirs });

const vpc = (name: string, subnet: string, vlan: number): string =>
  `VPC/${name}: {subnets: {default: {subnet: ${subnet}, vlan: ${vlan}}}}`;
const cable = (name: string, server: string, port: string): string =>
  `Connection/${name}: {unbundled: {link: {server: {port: ${server}}, switch: {port: ${port}}}}}`;
const leaf = (name: string, fields: string): string =>
  `Switch/${name}: {role: server-leaf, profile: celestica-ds3000, boot: {mac: 0c:20:12:ff:01:${name.slice(-1)}0}, ${fields}}`;
const outside = (name: string, external: string, vlan: number, net: number): string =>
  `ExternalAttachment/${name}: {connection: leaf-2--external, external: ${external}, switch: {ip: 100.1.${net}.1/24, vlan: ${vlan}}, neighbor: {asn: 64102, ip: 100.1.${net}.6}}`;

const sameVlan = [1100, 1200, 1300, 1400, 1555, 2000, 2500, 2999].map((vlan) =>
  pair(`two new VPCs with VLAN ${vlan}`, vpc('red', '10.0.50.0/24', vlan), vpc('blue', '10.0.60.0/24', vlan)),
);

const movedVlan = [1500, 1600, 1700].map((vlan) =>
  pair(
    `VLAN of a VPC changed to ${vlan}, which a new VPC takes`,
    `VPC/vpc-2: {subnets: {default: {vlan: ${vlan}}}}`,
    vpc('blue', '10.0.60.0/24', vlan),
  ),
);

const bothMoved = [1800, 1900].map((vlan) =>
  pair(
    `two VPCs changed to VLAN ${vlan}`,
    `VPC/vpc-2: {subnets: {default: {vlan: ${vlan}}}}`,
    `VPC/vpc-4: {subnets: {default: {vlan: ${vlan}}}}`,
  ),
);

const overlapping = (
  [
    ['10.0.40.0/24', '10.0.40.0/24'],
    ['10.0.40.0/24', '10.0.40.0/25'],
    ['10.0.40.128/25', '10.0.40.0/24'],
    ['10.0.32.0/20', '10.0.40.0/24'],
    ['10.0.64.0/18', '10.0.100.0/26'],
    ['10.0.99.0/30', '10.0.99.0/30'],
  ] as const
).map(([one, other]) => pair(`subnets ${one} and ${other}`, vpc('red', one, 1100), vpc('blue', other, 1200)));

const grown = [
  pair(
    'a subnet grows over one that is new',
    'VPC/vpc-4: {subnets: {default: {subnet: 10.0.6.0/23}}}',
    vpc('blue', '10.0.7.0/24', 1200),
  ),
  pair(
    'two subnets grow into each other',
    'VPC/vpc-4: {subnets: {default: {subnet: 10.0.16.0/21}}}',
    'VPC/vpc-2: {subnets: {default: {subnet: 10.0.20.0/24}}}',
  ),
];

const samePort = [
  'leaf-1/E1/7',
  'leaf-1/E1/8',
  'leaf-2/E1/7',
  'leaf-2/E1/12',
  'leaf-3/E1/7',
  'leaf-3/E1/20',
  'leaf-1/E1/25',
  'leaf-2/E1/26',
  'leaf-3/E1/33',
].map((port) =>
  pair(`two cables in ${port}`, cable('c-1', 'server-5/enp2s1', port), cable('c-2', 'server-6/enp2s1', port)),
);

const sameServerPort = ['enp2s1', 'enp2s2', 'eth3'].map((port) =>
  pair(
    `two cables in server-5/${port}`,
    cable('c-1', `server-5/${port}`, 'leaf-1/E1/7'),
    cable('c-2', `server-5/${port}`, 'leaf-2/E1/8'),
  ),
);

const movedCable = [
  pair(
    'a cable moved to a port that a new one takes',
    'Connection/server-4--unbundled--leaf-1: {unbundled: {link: {switch: {port: leaf-1/E1/7}}}}',
    cable('c-2', 'server-6/enp2s1', 'leaf-1/E1/7'),
  ),
  pair(
    'a cable and an external in one port',
    cable('c-1', 'server-5/enp2s1', 'leaf-3/E1/8'),
    'Connection/new-external: {external: {link: {switch: {port: leaf-3/E1/8}}}}',
  ),
];

const addresses = (asn: number, number: number): string =>
  `asn: ${asn}, ip: 172.30.0.${number}/21, protocolIP: 172.30.8.${number}/32, vtepIP: 172.30.12.${number}/32`;

const switches = [
  ...[65110, 65120, 65130].map((asn) =>
    pair(`two leaves with AS ${asn}`, leaf('leaf-4', addresses(asn, 40)), leaf('leaf-5', addresses(asn, 50))),
  ),
  pair(
    'an AS number changed to one that a new leaf has',
    'Switch/leaf-3: {asn: 65140}',
    leaf('leaf-5', addresses(65140, 50)),
  ),
  pair(
    'two leaves with one protocol address',
    leaf('leaf-4', 'asn: 65110, ip: 172.30.0.40/21, protocolIP: 172.30.8.40/32, vtepIP: 172.30.12.40/32'),
    leaf('leaf-5', 'asn: 65111, ip: 172.30.0.50/21, protocolIP: 172.30.8.40/32, vtepIP: 172.30.12.50/32'),
  ),
  pair(
    'two leaves with one VTEP address',
    leaf('leaf-4', addresses(65110, 40)),
    leaf('leaf-5', 'asn: 65111, ip: 172.30.0.50/21, protocolIP: 172.30.8.50/32, vtepIP: 172.30.12.40/32'),
  ),
  pair(
    'two leaves with one management address',
    leaf('leaf-4', addresses(65110, 40)),
    leaf('leaf-5', 'asn: 65111, ip: 172.30.0.40/21, protocolIP: 172.30.8.50/32, vtepIP: 172.30.12.50/32'),
  ),
  pair(
    'a leaf moved to the address that a new one has',
    'Switch/leaf-3: {ip: 172.30.0.60/21}',
    leaf('leaf-5', 'asn: 65111, ip: 172.30.0.60/21, protocolIP: 172.30.8.50/32, vtepIP: 172.30.12.50/32'),
  ),
];

const fabricLink = (name: string, spine: string, leafPort: string, ip: readonly [string, string]): string =>
  `Connection/${name}: {fabric: {links: [{spine: {port: spine-1/${spine}, ip: ${ip[0]}/31}, leaf: {port: ${leafPort}, ip: ${ip[1]}/31}}]}}`;

const links = [
  pair(
    'two fabric links with one address',
    fabricLink('f-1', 'E1/2', 'leaf-1/E1/31', ['172.30.128.20', '172.30.128.21']),
    fabricLink('f-2', 'E1/3', 'leaf-2/E1/31', ['172.30.128.20', '172.30.128.21']),
  ),
  pair(
    'two fabric links in one spine port',
    fabricLink('f-1', 'E1/2', 'leaf-1/E1/31', ['172.30.128.20', '172.30.128.21']),
    fabricLink('f-2', 'E1/2', 'leaf-2/E1/31', ['172.30.128.22', '172.30.128.23']),
  ),
];

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

/** More of what stands before the sides part. */
export const SPARE = `
SwitchGroup/spare: {}
VLANNamespace/spare: {ranges: [{from: 3000, to: 3500}]}
IPv4Namespace/spare: {subnets: [10.9.0.0/16]}
Switch/leaf-1: {portBreakouts: {E1/32: 4x25G}}
VPC/wide: {subnets: {a: {subnet: 10.0.80.0/24, vlan: 1700}, b: {subnet: 10.0.90.0/24, vlan: 1701}, c: {subnet: 10.0.91.0/24, vlan: 1702}, d: {subnet: 10.0.92.0/24, vlan: 1703}, f: {subnet: 10.0.93.0/24, vlan: 1704}}}
`;

export const DANGER_PAIRS: readonly DangerPair[] = [
  ...sameVlan,
  ...movedVlan,
  ...bothMoved,
  ...overlapping,
  ...grown,
  ...samePort,
  ...sameServerPort,
  ...movedCable,
  ...switches,
  ...links,
  ...toGone,
  ...partGone,
  ...twice,
  ...shrunk,
  ...groups,
  ...peerings,
  ...insideOne,
];
