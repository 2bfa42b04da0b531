import { filledIn, flag, int32, integer, listOf, mapOf, needed, object, text } from './schema';

const dhcpOptions = object('What the DHCP server tells its clients besides the address.', {
  pxeURL: text('Where hosts find their boot server, for instance tftp://10.10.10.99/bootfile. No query strings.'),
  dnsServers: listOf('Name servers for the hosts of this subnet.', text('Address of a name server.')),
  timeServers: listOf('NTP servers for the hosts of this subnet.', text('Address of a time server.')),
  interfaceMTU: filledIn(integer('MTU that hosts are told to use (96–9036). 9036 when left out.')),
  leaseTimeSeconds: filledIn(int32('How long a lease lasts, in seconds. 3600 when left out.')),
  disableDefaultRoute: flag('Do not tell hosts a default route.'),
  advertisedRoutes: listOf(
    'Routes that hosts are told. The default route is added unless it is disabled.',
    object('One route.', {
      destination: text('Where the route leads, as a prefix.'),
      gateway: text('The next hop, an address inside the subnet.'),
    }),
  ),
});

const dhcp = object('DHCP for the subnet: the fabric’s own server (`enable`) or a relay (`relay`), not both.', {
  enable: flag('Run the fabric’s DHCP server for this subnet.'),
  range: object('Addresses that the server gives out. The whole subnet when left out.', {
    start: text('First address given out.'),
    end: text('Last address given out.'),
  }),
  options: dhcpOptions,
  relay: text('Forward requests to this DHCP server, written with a length: 10.99.0.100/32.'),
  relayVPC: text('The VPC in which the relayed server lives.', { refersTo: 'VPC' }),
  static: mapOf(
    'Fixed addresses; the key is the MAC address of the host.',
    object('The host’s fixed address.', { ip: needed(text('Address inside the subnet.')) }),
  ),
});

const extraPrefix = object('Lengths accepted inside this prefix.', {
  minPrefixLen: integer('Shortest length accepted; `hostBGPMinPrefixLen` when left out.'),
  maxPrefixLen: integer('Longest length accepted; `hostBGPMaxPrefixLen` when left out.'),
});

const subnet = object('One subnet of the VPC.', {
  subnet: text('The prefix, for instance 10.0.1.0/24. It has to lie in the IPv4 namespace and be free there.'),
  gateway: text('The gateway’s address. The first address of the subnet when left out.'),
  vlan: integer('VLAN number. It has to lie in the VLAN namespace and be free there.'),
  isolated: flag('No traffic between this subnet and the others of the VPC.'),
  restricted: flag('No traffic between the hosts of this subnet.'),
  dhcp,
  hostBGP: flag('Hosts of this subnet speak BGP and announce their own addresses.'),
  hostBGPMinPrefixLen: integer('Shortest prefix length accepted from hosts. 32 when left out.', { since: '0.129' }),
  hostBGPMaxPrefixLen: integer('Longest prefix length accepted from hosts. 32 when left out.', { since: '0.129' }),
  hostBGPExtraPrefixes: mapOf(
    'More prefixes that hosts may announce (at most 100); the key is the prefix.',
    extraPrefix,
    { since: '0.129' },
  ),
});

export const vpcSpec = object('The wanted state of the VPC.', {
  mode: text('Empty for L2VNI, or l3vni. l3flat is known but not supported yet.'),
  subnets: mapOf('The subnets (1–20); the key is the subnet’s name.', subnet),
  ipv4Namespace: text('IPv4 namespace that the subnets come from. `default` when left out.', {
    refersTo: 'IPv4Namespace',
  }),
  vlanNamespace: text('VLAN namespace that the VLANs come from. `default` when left out.', {
    refersTo: 'VLANNamespace',
  }),
  defaultIsolated: flag('Subnets are isolated unless they say otherwise.'),
  defaultRestricted: flag('Subnets are restricted unless they say otherwise.'),
  permit: listOf(
    'Lists of subnets that may talk to each other although they are isolated.',
    listOf('Subnets that may talk to each other.', text('Name of a subnet of this VPC.')),
  ),
  staticRoutes: listOf(
    'More routes of the VPC. They are not shared with peers.',
    object('One route.', {
      prefix: text('Where the route leads, as a prefix without host bits.'),
      nextHops: listOf('Next hops, at least one.', text('Address of a next hop.')),
    }),
  ),
});

export const ipv4NamespaceSpec = object('The prefixes of the namespace.', {
  subnets: listOf('Prefixes that do not overlap (1–10).', text('A prefix, for instance 10.0.0.0/16.'), {
    minItems: 1,
    maxItems: 20,
  }),
});

export const vpcAttachmentSpec = object('Which subnet goes to which connection.', {
  subnet: text('`<vpc>/<subnet>`; the VPC alone means its subnet `default`.'),
  connection: text('The server connection (unbundled, bundled or eslag).', { refersTo: 'Connection' }),
  nativeVLAN: flag('Untagged on the server’s port.'),
});

export const vpcPeeringSpec = object('Which subnets of two VPCs may talk to each other.', {
  remote: text('Switch group for remote peering. Removed in 26.03.', { deprecated: 'removed from the fabric' }),
  permit: listOf(
    'Rules; each names the same two VPCs.',
    mapOf(
      'The two VPCs; the key is the VPC’s name.',
      object('One side of the rule.', {
        subnets: listOf('Subnets that take part; all when left out.', text('Name of a subnet.'), {
          minItems: 1,
          maxItems: 10,
        }),
      }),
    ),
    { minItems: 1, maxItems: 10 },
  ),
});
