import { when } from './rule-case';

const gateway = (fields: string): string => `Gateway/gateway-1: {${fields}}`;
const second = (fields: string): string =>
  `Gateway/gateway-2: {asn: 65534, protocolIP: 172.30.8.8/32, vtepIP: 172.30.12.8/32, vtepMAC: 02:00:00:00:01:03, interfaces: {enp2s1: {ips: [172.30.128.19/31]}}, neighbors: [{ip: 172.30.128.18, asn: 65100}], ${fields}}`;
const peering = (vpc: string, rest = ''): string =>
  `GatewayPeering/vpc-2--ext-s: {peering: {vpc-2: {expose: [${vpc}]}}${rest}}`;
const acl = (rules: string): string => `GatewayPeering/vpc-2--ext-s: {acl: {rules: [${rules}]}}`;
const cidr = 'ips: [{cidr: 10.0.3.0/25}]';
const nat = (how: string): string => peering(`{${cidr}, as: [{cidr: 100.64.0.0/31}], nat: ${how}}`);
const other = (expose: string): string =>
  `GatewayPeering/vpc-1--ext-s: {peering: {vpc-1: {expose: [{ips: [{cidr: 10.0.1.0/24}]}]}, ${expose}}}`;

export const gatewayCases = [
  when(
    'gateway-enabled',
    'GatewayPeering/vpc-2--ext-s: null',
    'This fabric has no gateways (policy: settings.gatewayEnabled), so Gateway has no place in it',
    undefined,
    '{version: 1, settings: {gatewayEnabled: false}}',
  ),
  when(
    'gateway-limits',
    gateway('workers: 65, logs: {rateLimit: {burst: 0}}'),
    ['workers is 65; it may be 1 to 64', 'burst is 0; it has to be above'],
    gateway('workers: 64'),
  ),
  when(
    'gateway-addresses',
    gateway('vtepIP: 127.0.0.1/32, vtepMAC: 01:00:00:00:00:01'),
    ['vtepIP "127.0.0.1/32" is a loopback address', 'vtepMAC "01:00:00:00:00:01" is a group address'],
    gateway('vtepMAC: 02-00-00-00-00-01'),
  ),
  when(
    'gateway-addresses',
    gateway('vtepIP: null'),
    'The gateway has no vtepIP',
    gateway('asn: null, vtepIP: null, vtepMAC: null, protocolIP: null, neighbors: null'),
  ),
  when(
    'gateway-interfaces',
    gateway('interfaces: {1a: {ips: [x]}, enp2s1: {ips: null, pci: 0000:00:01.9, kernel: enp2s1}}'),
    [
      'Interface enp2s1: it has no address',
      'Interface enp2s1: it has both pci and kernel',
      'Interface enp2s1: "0000:00:01.9" is no PCI address such as 0000:00:01.0',
      'Interface enp2s1: the kernel’s name has to differ from the interface’s own',
      'Interface 1a: a name has 2 to 10 letters, digits, dots, dashes or underscores and starts with a letter',
      'Interface 1a: "x" is no IPv4 address with a length',
    ],
    gateway('interfaces: {enp2s1: {pci: "0000:00:1f.7"}}'),
  ),
  when('gateway-interfaces', gateway('interfaces: null'), 'The gateway has no interface'),
  when(
    'gateway-neighbors',
    gateway('neighbors: [{ip: 224.0.0.1, asn: 1}, {}]'),
    [
      'Neighbour "224.0.0.1" is no IPv4 address of a single host',
      'Neighbour 2 has no ip',
      'Neighbour 2 has no AS number',
    ],
    gateway('neighbors: [{ip: 172.30.128.8, asn: 1}]'),
  ),
  when('gateway-neighbors', gateway('neighbors: []'), 'The gateway has no neighbour'),
  when(
    'gateway-groups',
    gateway('groups: [{name: default}, {name: default}, {}]'),
    ['Group default is named twice', 'Group 3 has no name'],
    gateway('groups: [{name: default, priority: 5}]'),
  ),
  when(
    'gateway-groups',
    second(''),
    'Group default has 2 gateways; there are communities for 1',
    undefined,
    '{version: 1, settings: {gatewayCommunities: 1}}',
  ),
  when(
    'gateway-mac',
    second('vtepMAC: 02-00-00-00-01-02'),
    'vtepMAC 02:00:00:00:01:02 belongs to gateway gateway-1 already',
    second(''),
  ),
  when('gateway-asn', gateway('asn: 65100'), 'asn is 65100; gateways have 65534', gateway('asn: 65534')),
  when('vpc-info', 'VPCInfo/v: {subnets: {a: {cidr: x}}}', [
    'The VPCInfo has no vni',
    'Subnet a: "x" is no prefix',
    'VPCInfo is made by the fabric itself; it does not belong into git',
  ]),
  when(
    'gateway-peering-sides',
    'GatewayPeering/vpc-2--ext-s: {peering: {vpc-1: {}}}',
    'The peering has 3 (vpc-2, ext.ext-s and vpc-1); it is between two',
    peering(`{${cidr}}`),
  ),
  when(
    'expose-content',
    peering('{}, {default: true, ips: [{cidr: 10.0.3.0/25}]}'),
    [
      'Expose 1 of vpc-2 shows nothing; it needs ips, or default: true',
      'Expose 2 of vpc-2 is default, so it has neither ips, as nor nat',
    ],
    peering('{default: true}'),
  ),
  when(
    'expose-addresses',
    peering('{ips: [{cidr: 10.0.3.0/25, not: 10.0.3.0/26}, {}, {cidr: x}], as: [{vpcSubnet: a}], nat: {static: {}}}'),
    [
      'Expose 1 of vpc-2: ips entry 1 has cidr and not of cidr, not, vpcSubnet; it needs exactly one',
      'Expose 1 of vpc-2: ips entry 2 has none of cidr, not, vpcSubnet; it needs exactly one',
      'Expose 1 of vpc-2: "x" is no prefix',
      'Expose 1 of vpc-2: as entry 1 has none of cidr, not; it needs exactly one',
    ],
    peering('{ips: [{vpcSubnet: default}, {not: 10.0.3.0/26}]}'),
  ),
  when(
    'expose-addresses',
    'GatewayPeering/vpc-2--ext-s: {peering: {ext.ext-s: {expose: [{ips: [{vpcSubnet: a}]}]}}}',
    'Expose 1 of ext.ext-s: an external has no VPC subnet',
  ),
  when(
    'expose-not-only',
    peering('{ips: [{not: 10.0.3.0/26}]}'),
    'Expose 1 of vpc-2 only leaves addresses out; it shows none',
    peering('{ips: [{vpcSubnet: default}, {not: 10.0.3.0/26}]}'),
  ),
  when(
    'expose-nat',
    peering(`{${cidr}, as: [{cidr: 100.64.0.0/31}]}, {${cidr}, nat: {static: {}}}`),
    ['Expose 1 of vpc-2 has as, but not nat', 'Expose 2 of vpc-2 has nat, but not as'],
    nat('{static: {}}'),
  ),
  when(
    'expose-nat',
    nat('{static: {}, masquerade: {}}'),
    'Expose 1 of vpc-2: nat has masquerade and static of masquerade, static and portForward; it needs exactly one',
  ),
  when(
    'port-forward',
    nat('{portForward: {ports: [{port: "0", as: 80-70}, {port: "22"}]}}'),
    [
      'Expose 1 of vpc-2: port "0" is neither a port from 1 to 65535 nor a range a-b',
      'Expose 1 of vpc-2: as "80-70" is neither a port from 1 to 65535 nor a range a-b',
      'Expose 1 of vpc-2: as nothing is neither a port from 1 to 65535 nor a range a-b',
    ],
    nat('{portForward: {ports: [{port: 22-23, as: "65535"}]}}'),
  ),
  when('port-forward', nat('{portForward: {}}'), 'Expose 1 of vpc-2: portForward has no rule'),
  when(
    'nat-sides',
    'GatewayPeering/vpc-2--ext-s: {peering: {ext.ext-s: {expose: [{ips: [{cidr: 1.0.0.0/8}], as: [{cidr: 2.0.0.0/8}], nat: {masquerade: {}}}]}}}',
    'Both sides use masquerade or portForward; only one may',
    nat('{static: {}}'),
  ),
  when(
    'nat-sides',
    'GatewayPeering/vpc-2--ext-s: {peering: {ext.ext-s: {expose: [{ips: [{cidr: 1.0.0.0/8}], as: [{cidr: 2.0.0.0/8}], nat: {static: {}}}]}}}',
    'vpc-2 uses masquerade or portForward, so ext.ext-s cannot use static translation',
  ),
  when(
    'acl-rules',
    acl('{name: A, action: deny, from: vpc-9}, {action: deny}'),
    [
      'Access rule A: a name has at most 64 small letters, digits and dashes',
      'Access rule A: vpc-9 is no side of this peering (vpc-2 and ext.ext-s)',
      'Access rule 2 names neither from nor to',
    ],
    acl('{name: a-1, action: deny, to: ext.ext-s}'),
  ),
  when(
    'acl-rules',
    'GatewayPeering/vpc-2--ext-s: {peering: null, acl: {rules: [{name: a, action: deny, from: vpc-2}]}}',
    'Access rule a: vpc-2 is no side of this peering, which names none',
  ),
  when(
    'acl-match',
    acl(
      '{name: a, action: deny, from: vpc-2, match: {proto: icmp, src: [{cidr: x, vpcSubnet: default}], dst: [{ports: [0-9]}]}}',
    ),
    [
      'Access rule a, src has both cidr and vpcSubnet',
      'Access rule a, src: "x" is no prefix',
      'Access rule a, dst: "0-9" is neither a port from 1 to 65535 nor a range a-b',
      'Access rule a: protocol "icmp" is neither tcp, udp nor a number up to 255',
    ],
    acl('{name: a, action: deny, from: vpc-2, match: {proto: "1"}}'),
  ),
  when(
    'exposed-twice',
    `GatewayPeering/vpc-1--vpc-2: {peering: {vpc-1: {expose: [{ips: [{vpcSubnet: web}]}]}, vpc-2: {expose: [{ips: [{cidr: 10.0.3.0/25}]}]}}}\nGatewayPeering/vpc-2--ext-s: {peering: {ext.ext-s: {expose: [{ips: [{cidr: 10.0.0.0/16}]}]}}}`,
    '10.0.2.0/24 of vpc-1 is shown to vpc-2, and so is 10.0.0.0/16 of ext.ext-s by peering vpc-2--ext-s',
    'GatewayPeering/vpc-2--ext-s: {peering: {ext.ext-s: {expose: [{ips: [{cidr: 10.9.0.0/16}]}]}}}',
  ),
  when(
    'exposed-inside-vpc',
    peering('{ips: [{cidr: 10.0.9.0/24}]}'),
    '10.0.9.0/24 is in none of the subnets of VPC vpc-2',
    peering('{ips: [{cidr: 10.0.3.128/25}]}'),
  ),
  when(
    'default-twice',
    'GatewayPeering/z: {peering: {vpc-2: {expose: [{ips: [{vpcSubnet: default}]}]}, ext.ext-1: {expose: [{default: true}]}}}',
    'VPC vpc-2 is shown a default by vpc-2--ext-s already',
    other('ext.ext-s: {expose: [{default: true}]}'),
  ),
];
