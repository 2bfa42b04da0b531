import type { DangerPair } from './danger-pair';
import { cable, leaf, pair, vpc } from './danger-pair';

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

/** Both sides claim what only one can have. */
export const CLAIMS: readonly DangerPair[] = [
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
];
