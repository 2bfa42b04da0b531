import { filledIn, flag, int32, integer, listOf, mapOf, needed, object, text } from './schema';

export const gatewayGroupSpec = object('Nothing to say: the name is enough.', {});

export const gatewaySpec = object('The wanted state of the gateway.', {
  protocolIP: text('Loopback address and BGP router id, a /32. Filled in by hydration.'),
  vtepIP: text('VTEP address, a /32. Filled in by hydration.'),
  vtepMAC: text('VTEP MAC address. Filled in by hydration.'),
  vtepMTU: int32('MTU of the VTEP.'),
  asn: int32('AS number. Filled in by hydration.'),
  interfaces: mapOf(
    'Interfaces; the key is the name.',
    object('One interface.', {
      ips: listOf('Addresses with a length.', text('Address with a length.')),
      mtu: int32('MTU.'),
      pci: text('PCI address, for instance 0000:00:01.0; not together with kernel.'),
      kernel: text('Name in the kernel, for instance enp2s1; not together with pci.'),
    }),
  ),
  neighbors: listOf(
    'BGP neighbours. Filled in by hydration.',
    object('One neighbour.', {
      ip: text('Address of the neighbour.'),
      asn: int32('AS number of the neighbour.'),
      source: text('Own interface that talks to it.'),
    }),
  ),
  logs: object('What is logged.', {
    default: text('Level for everything that has no own one. `info` when left out.'),
    tags: mapOf('Levels; the key is the tag.', text('Level.')),
    rateLimit: object('Limit for the flow of messages.', {
      burst: int32('Messages at once. 50 when left out.', { minimum: 0 }),
      replenishPerSecond: int32('Messages per second. 5 when left out.', { minimum: 0 }),
    }),
  }),
  profiling: object('Measurements of the data plane.', { enabled: flag('On or off.') }),
  workers: integer('Threads of the data plane (1–64). 4 when left out.'),
  groups: listOf(
    'Groups of the gateway. `default` with priority 0 when left out.',
    object('One membership.', {
      name: text('The group.', { refersTo: 'GatewayGroup' }),
      priority: int32('The highest one works, the others wait.'),
    }),
  ),
  flowTableCapacity: int32('Most entries of the flow table.'),
});

export const vpcInfoSpec = object('What the gateway knows about the VPC.', {
  subnets: mapOf('Subnets; the key is the name.', object('One subnet.', { cidr: text('Its prefix.') })),
  vni: int32('VNI of the VPC.'),
});

const endpoint = object('Addresses or ports to compare with.', {
  cidr: text('A prefix; not together with vpcSubnet.'),
  vpcSubnet: text('A subnet of the VPC; not together with cidr.'),
  ports: listOf('Ports; all when left out.', text('A port, or a range such as 2000-3000.')),
});

const rule = object('One access rule. The first that fits decides.', {
  name: text('Name for logs.'),
  from: text('The side that starts; one of the two keys of the peering.'),
  to: text('The other side; follows from `from` when left out.'),
  action: needed(text('What happens.', { choices: ['deny', 'allow'] })),
  log: flag('Write a log line.'),
  scope: text('`flow` (also answers) or `packet` (this direction only).', { choices: ['flow', 'packet', ''] }),
  match: object('What the rule fits; everything when left out.', {
    src: listOf('Where it comes from.', endpoint),
    dst: listOf('Where it goes.', endpoint),
    proto: text('tcp, udp or a number; every protocol when left out.'),
  }),
});

const idleTimeout = text('Time after which a silent flow is forgotten, for instance 5m0s. 2m0s when left out.');

const expose = object('What one side shows to the other.', {
  default: flag('Everything that nothing else takes. Stands alone.'),
  ips: listOf(
    'Own addresses.',
    object('Exactly one of these.', {
      cidr: text('A prefix to include.'),
      not: text('A prefix to leave out.'),
      vpcSubnet: text('A subnet of the VPC to include.'),
    }),
  ),
  as: listOf(
    'What the other side sees instead; needs nat.',
    object('Exactly one of these.', { cidr: text('A prefix to include.'), not: text('A prefix to leave out.') }),
  ),
  nat: object('How `ips` become `as`: exactly one of these.', {
    static: object('One to one.', {}),
    masquerade: object('Many behind few; only this side can start.', { idleTimeout }),
    portForward: object('Single ports.', {
      idleTimeout,
      ports: listOf(
        'Ports to forward.',
        object('One forwarding.', {
          proto: text('tcp, udp or empty for both.', { choices: ['tcp', 'udp', ''] }),
          port: text('Own port, or a range.'),
          as: text('Port that the other side uses, or a range.'),
        }),
      ),
    }),
  }),
});

export const gatewayPeeringSpec = object('Who shows what to whom.', {
  gatewayGroup: text('Gateways that do the work. `default` when left out.', { refersTo: 'GatewayGroup' }),
  peering: mapOf(
    'The two sides; the key is a VPC, or `ext.<external>`.',
    object('One side.', { expose: listOf('What it shows.', expose) }),
  ),
  acl: object('Access rules on top of the peering.', {
    default: filledIn(
      text('What happens when no rule fits. `deny-unless-exposed` when left out.', {
        choices: ['deny', 'deny-unless-exposed', ''],
      }),
    ),
    rules: listOf('The rules, in order.', rule),
  }),
});
