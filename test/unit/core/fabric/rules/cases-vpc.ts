import { when } from './rule-case';

const subnet = (fields: string): string => `VPC/vpc-1: {subnets: {web: {${fields}}}}`;
const dhcp = (fields: string): string => `VPC/vpc-1: {subnets: {default: {dhcp: {${fields}}}}}`;

export const vpcCases = [
  when(
    'vpc-name-length',
    'VPC/vpc-with-long: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
    'The name vpc-with-long has 13 characters; a VPC may have 11',
    'VPC/elevenchars: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
  ),
  when(
    'vpc-name-prefix',
    'VPC/ext.a: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
    'The name ext.a starts with ext., which stands for externals in gateway peerings',
    'VPC/ext-a: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
  ),
  when(
    'vpc-subnet-count',
    'VPC/vpc-3: {}',
    'The VPC has no subnet; it needs at least one',
    'VPC/vpc-3: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
  ),
  when(
    'vpc-mode',
    'VPC/vpc-1: {mode: l3}',
    'The mode is "l3"; it may be empty (L2VNI) or l3vni',
    'VPC/vpc-1: {mode: l3vni}',
  ),
  when('vpc-mode', 'VPC/vpc-1: {mode: l3flat}', 'The mode l3flat is not supported yet', 'VPC/vpc-1: {mode: ""}'),
  when(
    'subnet-prefix',
    subnet('subnet: 10.0.2.0'),
    'Subnet web: "10.0.2.0" is no prefix',
    subnet('subnet: 10.0.2.1/24'),
  ),
  when(
    'subnet-prefix',
    subnet('subnet: null'),
    'Subnet web has no prefix in the field subnet',
    subnet('subnet: 10.0.2.0/24'),
  ),
  when(
    'subnet-length',
    subnet('subnet: 10.0.2.0/31'),
    'Subnet web: 10.0.2.0/31 is too small; a /30 is the smallest',
    subnet('subnet: 10.0.2.0/30'),
  ),
  when(
    'subnet-reserved',
    subnet('subnet: 172.30.9.0/24'),
    'Subnet web: 172.30.9.0/24 overlaps the protocol subnet 172.30.8.0/22 of the fabric',
    subnet('subnet: 172.29.9.0/24'),
  ),
  when(
    'host-bgp-dhcp',
    subnet('hostBGP: true, dhcp: {enable: true}'),
    'Subnet web has hostBGP, so DHCP cannot be enabled',
    subnet('hostBGP: true'),
  ),
  when(
    'subnet-gateway',
    subnet('gateway: 10.0.7.1'),
    'Subnet web: gateway 10.0.7.1 is not in 10.0.2.0/24',
    subnet('gateway: 10.0.2.254'),
  ),
  when('subnet-gateway', subnet('gateway: one'), 'Subnet web: gateway "one" is no address', subnet('gateway: null')),
  when('subnet-vlan', subnet('vlan: null'), 'Subnet web has no VLAN', subnet('vlan: null, hostBGP: true')),
  when(
    'dhcp-one-way',
    dhcp('relay: 10.9.9.9/32'),
    'Subnet default has both dhcp.enable and dhcp.relay',
    dhcp('enable: false, relay: 10.9.9.9/32'),
  ),
  when(
    'dhcp-relay-prefix',
    dhcp('enable: false, relay: 10.9.9.9'),
    'Subnet default: dhcp.relay "10.9.9.9" is no prefix; write it with a length',
    dhcp('enable: false, relay: 10.9.9.9/32'),
  ),
  when(
    'dhcp-relay-vpc',
    dhcp('enable: false, relayVPC: vpc-2'),
    'Subnet default names relayVPC vpc-2, but no dhcp.relay',
    dhcp('enable: false, relay: 10.9.9.9/32, relayVPC: vpc-2'),
  ),
  when(
    'dhcp-off-options',
    dhcp('enable: false, options: {pxeURL: a, dnsServers: []}'),
    'Subnet default sets DHCP options (pxeURL), but DHCP is off there',
    dhcp('options: {pxeURL: a}'),
  ),
  when(
    'dhcp-range',
    dhcp('range: {start: 10.0.1.9, end: 10.0.9.9}'),
    'Subnet default: DHCP range end "10.0.9.9" is not in 10.0.1.0/24',
    dhcp('range: {start: 10.0.1.9, end: 10.0.1.255}'),
  ),
  when(
    'dhcp-range',
    dhcp('range: {start: 10.0.1.0}'),
    'Subnet default: DHCP range start "10.0.1.0" is the address of the network itself',
    dhcp('range: {start: 10.0.1.2}'),
  ),
  when(
    'dhcp-range',
    dhcp('range: {start: 10.0.1.1}'),
    'Subnet default: DHCP range start "10.0.1.1" is the gateway’s address',
  ),
  when(
    'dhcp-range',
    dhcp('range: {start: 10.0.1.9, end: 10.0.1.9}'),
    'Subnet default: the DHCP range starts at 10.0.1.9, which is not before its end 10.0.1.9',
  ),
  when(
    'dhcp-servers',
    dhcp('options: {dnsServers: [1.1.1.1, one]}'),
    'Subnet default: "one" in dnsServers is no address',
    dhcp('options: {timeServers: ["::1"]}'),
  ),
  when(
    'dhcp-mtu',
    dhcp('options: {interfaceMTU: 95}'),
    'Subnet default: interfaceMTU is 95; it has to be from 96 to 9036',
    dhcp('options: {interfaceMTU: 9036}'),
  ),
  when(
    'dhcp-lease',
    dhcp('options: {leaseTimeSeconds: -1}'),
    'Subnet default: leaseTimeSeconds is -1; it has to be at least 1',
    dhcp('options: {leaseTimeSeconds: 1}'),
  ),
  when(
    'dhcp-routes',
    dhcp('options: {advertisedRoutes: [{destination: x, gateway: 10.0.9.1}, {}]}'),
    [
      'Subnet default, advertised route 1: destination "x" is no prefix',
      'Subnet default, advertised route 1: gateway 10.0.9.1 is not in 10.0.1.0/24',
      'Subnet default, advertised route 2 has no destination',
      'Subnet default, advertised route 2 has no gateway',
    ],
    dhcp('options: {advertisedRoutes: [{destination: 10.9.0.0/16, gateway: 10.0.1.2}]}'),
  ),
  when(
    'dhcp-static',
    dhcp('static: {"aa:bb:cc:dd:ee:01": {ip: 10.0.1.5}, "aa:bb:cc:dd:ee:02": {ip: 10.0.1.5}, bad: {ip: 10.0.1.255}}'),
    [
      'Subnet default: fixed address 10.0.1.5 of aa:bb:cc:dd:ee:02 belongs to aa:bb:cc:dd:ee:01 already',
      'Subnet default: "bad" is no MAC address',
      'Subnet default: fixed address 10.0.1.255 of bad is the broadcast address',
    ],
    dhcp('static: {"aa:bb:cc:dd:ee:01": {ip: 10.0.1.5}}'),
  ),
  when(
    'dhcp-off-range',
    dhcp('enable: false, range: {start: 10.0.1.9}, static: {"aa:bb:cc:dd:ee:01": {ip: 10.0.1.5}}'),
    [
      'Subnet default has a DHCP range, but DHCP is off there',
      'Subnet default has fixed addresses, but DHCP is off there',
    ],
    dhcp('enable: false'),
  ),
  when(
    'vlan-twice-in-vpc',
    subnet('vlan: 1001'),
    'Subnet web has VLAN 1001, as subnet default of the same VPC has',
    subnet('vlan: 1004'),
  ),
  when(
    'subnets-overlap-in-vpc',
    subnet('subnet: 10.0.1.128/25'),
    'Subnet web (10.0.1.128/25) overlaps subnet default (10.0.1.0/24) of the same VPC',
    subnet('subnet: 10.0.4.0/22'),
  ),
  when(
    'permit',
    'VPC/vpc-1: {permit: [[default], [default, wbe], [web, web]]}',
    [
      'Permit list 1 needs at least two subnets',
      'Permit list 2 names subnet wbe, which this VPC does not have; did you mean web?',
      'Permit list 3 names subnet web twice',
    ],
    'VPC/vpc-1: {permit: [[default, web]]}',
  ),
  when(
    'static-routes',
    'VPC/vpc-1: {staticRoutes: [{prefix: 10.9.0.1/24, nextHops: [10.0.1.9, x]}, {}]}',
    [
      'Static route 1: 10.9.0.1/24 has host bits set; the network is 10.9.0.0/24',
      'Static route 1: next hop "x" is no address',
      'Static route 2 has no prefix',
      'Static route 2 has no next hop',
    ],
    'VPC/vpc-1: {staticRoutes: [{prefix: 10.9.0.0/24, nextHops: [10.0.1.9]}]}',
  ),
  when(
    'subnet-in-namespace',
    subnet('subnet: 10.1.0.0/24'),
    'Subnet web: 10.1.0.0/24 is in none of the prefixes of IPv4 namespace default (10.0.0.0/16)',
    subnet('subnet: 10.0.255.0/24'),
  ),
  when(
    'vlan-in-namespace',
    subnet('vlan: 3000'),
    'Subnet web: VLAN 3000 is not in VLAN namespace default (1000–2999)',
    subnet('vlan: 2999'),
  ),
  when(
    'subnets-overlap',
    'VPC/vpc-2: {subnets: {default: {subnet: 10.0.0.0/22}}}',
    [
      'Subnet default (10.0.1.0/24) overlaps 10.0.0.0/22 of VPC vpc-2, subnet default',
      'Subnet web (10.0.2.0/24) overlaps 10.0.0.0/22 of VPC vpc-2, subnet default',
    ],
    'VPC/vpc-2: {subnets: {default: {subnet: 10.0.4.0/22}}}',
  ),
  when(
    'subnets-overlap',
    'IPv4Namespace/other: {subnets: [10.0.0.0/16]}\nVPC/vpc-2: {subnets: {default: {subnet: 10.0.1.0/25}}}',
    'Subnet default (10.0.1.0/25) overlaps 10.0.1.0/24 of VPC vpc-1, subnet default',
    'IPv4Namespace/other: {subnets: [10.0.0.0/16]}\nVPC/vpc-2: {ipv4Namespace: other, subnets: {default: {subnet: 10.0.1.0/25}}}',
  ),
  when(
    'vlan-twice',
    'VPC/vpc-2: {subnets: {default: {vlan: 1001}}}',
    'VLAN 1001 of subnet default is used by VPC vpc-1, subnet default, already (VLAN namespace default)',
    'VLANNamespace/other: {ranges: [{from: 1001}]}\nVPC/vpc-2: {vlanNamespace: other, subnets: {default: {vlan: 1001}}}',
  ),
  when(
    'host-bgp-lengths',
    subnet('hostBGP: true, hostBGPMinPrefixLen: 20'),
    'Subnet web: length 20 is shorter than that of the subnet, 24',
    subnet('hostBGP: true, hostBGPMinPrefixLen: 25'),
  ),
  when(
    'host-bgp-lengths',
    subnet('hostBGPMaxPrefixLen: 32'),
    'Subnet web sets prefix lengths for BGP-speaking hosts, but not hostBGP',
    subnet('hostBGP: true, hostBGPMaxPrefixLen: 32'),
  ),
  when(
    'host-bgp-extra',
    subnet('hostBGP: true, hostBGPExtraPrefixes: {10.0.9.1/24: {minPrefixLen: 26}}'),
    'Subnet web: extra prefix 10.0.9.1/24 has host bits set; the network is 10.0.9.0/24',
    subnet('hostBGP: true, hostBGPExtraPrefixes: {10.0.9.0/24: {minPrefixLen: 26}}'),
  ),
  when(
    'host-bgp-extra',
    subnet('hostBGP: true, hostBGPExtraPrefixes: {10.0.9.0/24: {minPrefixLen: 20}}'),
    'Subnet web: extra prefix 10.0.9.0/24 allows length 20, which is shorter than its own, 24',
  ),
];
