import { flag, int32, integer, listOf, needed, object, text } from './schema';

export const externalSpec = object('How the fabric talks to the outside network.', {
  ipv4Namespace: text('IPv4 namespace of the external. `default` when left out.', { refersTo: 'IPv4Namespace' }),
  inboundCommunity: text('BGP community that marks routes from outside, `A:B`.'),
  outboundCommunity: text('BGP community put on routes that leave, `A:B`.'),
  static: object('Use static routes instead of BGP.', {
    prefixes: listOf('Prefixes reached through this external.', text('A prefix.')),
  }),
});

const tcpFlags = ['syn', 'ack', 'fin', 'rst', 'psh', 'urg'] as const;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const tcpFilters = object('TCP flags to look for.', {
  established: flag('Packets of connections that are open already. Excludes every other flag.'),
  ...Object.fromEntries(
    tcpFlags.flatMap((name) => [
      [name, flag(`The ${name.toUpperCase()} flag is set.`)],
      [`not${capital(name)}`, flag(`The ${name.toUpperCase()} flag is not set.`)],
    ]),
  ),
});

const statement = object('One line of the access list.', {
  seq: needed(integer('Place in the list: at least 10, each number once.')),
  action: needed(text('permit, deny, discard or transit.')),
  protocol: needed(text('ip, tcp, udp or icmp.')),
  srcPrefix: needed(text('Source: a prefix, or any.')),
  dstPrefix: needed(text('Destination: a prefix, or any.')),
  portRangeBegin: integer('First destination port (tcp and udp).'),
  portRangeEnd: integer('Last destination port (tcp and udp).'),
  icmpType: integer('ICMP type (icmp only).'),
  icmpCode: integer('ICMP code (icmp only).'),
  tcpFilters,
});

export const externalAttachmentSpec = object('Where and how the external is plugged in.', {
  external: text('The external.', { refersTo: 'External' }),
  connection: text('A connection of type external.', { refersTo: 'Connection' }),
  switch: {
    ...object('Our side, for BGP.', {
      ip: text('Address of the switch with a length.'),
      vlan: integer('VLAN on the cable; 0 or left out for untagged.'),
    }),
    required: 'filled-in',
  },
  neighbor: {
    ...object('The other side, for BGP.', {
      asn: int32('AS number of the edge device.'),
      ip: text('Address of the edge device.'),
    }),
    required: 'filled-in',
  },
  static: object('For static externals, instead of switch and neighbor.', {
    remoteIP: needed(text('Address of the edge device.')),
    vlan: integer('VLAN on the cable; 0 or left out for untagged.'),
    ip: text('Address of the switch with a length; not together with proxy.'),
    proxy: flag('Answer ARP for hosts behind a gateway; not together with ip.'),
  }),
  inboundACL: object('Filter for what comes in.', {
    statements: listOf('Lines of the access list.', statement),
  }),
});

export const externalPeeringSpec = object('Who may reach what outside.', {
  permit: object('Both sides of the rule.', {
    vpc: object('The inside.', {
      name: text('The VPC.', { refersTo: 'VPC' }),
      subnets: listOf('Its subnets that take part.', text('Name of a subnet.')),
    }),
    external: object('The outside.', {
      name: text('The external.', { refersTo: 'External' }),
      prefixes: listOf(
        'What may be reached.',
        object('One prefix.', { prefix: text('A prefix; 0.0.0.0/0 for everything.') }),
      ),
    }),
  }),
});
