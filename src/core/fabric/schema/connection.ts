import type { ObjectSchema, Schema } from './schema';
import { addressPattern, cidrPattern, flag, integer, listOf, object, text } from './schema';

const port = (whose: string): Schema => text(`\`<device>/<port>\` on the ${whose}.`);
const end = (whose: string): ObjectSchema => object(`The ${whose}’s end.`, { port: port(whose) });
const numberedEnd = (whose: string): ObjectSchema =>
  object(`The ${whose}’s end.`, {
    port: port(whose),
    ip: text('Address of this end, one half of a /31.', { pattern: cidrPattern }),
  });

const serverLink = object('One cable between server and switch.', { server: end('server'), switch: end('switch') });
const mtu = integer('MTU of the server’s ports; at most the fabric’s MTU less 64.');
const fallback = flag('Let a single port come up without LACP, for instance to boot over the network.');
const serverLinks = (minItems?: number): Schema =>
  listOf('The cables.', serverLink, minItems === undefined ? {} : { minItems });
const switchPair = object('One cable between two switch ports.', {
  switch1: end('first port'),
  switch2: end('second port'),
});

export const connectionSpec = object('What the cables are for: exactly one of these.', {
  unbundled: object('One cable between a server and a switch.', { link: serverLink, mtu }),
  bundled: object('Several cables between a server and one switch, joined by LACP.', {
    links: serverLinks(),
    mtu,
    fallback,
  }),
  eslag: object('Cables between a server and two to four switches of an ESLAG group.', {
    links: serverLinks(2),
    mtu,
    fallback,
  }),
  mclag: object(
    'Cables between a server and an MCLAG pair.',
    { links: serverLinks(2), mtu, fallback },
    {
      deprecated: 'MCLAG is no longer supported; use eslag',
    },
  ),
  mclagDomain: object(
    'Cables between the two switches of an MCLAG pair.',
    {
      peerLinks: listOf('Cables that carry traffic.', switchPair, { minItems: 1 }),
      sessionLinks: listOf('Cables that carry the session.', switchPair, { minItems: 1 }),
    },
    { deprecated: 'MCLAG is no longer supported; use eslag' },
  ),
  fabric: object('Cables between a spine and a leaf.', {
    links: listOf('The cables.', object('One cable.', { spine: numberedEnd('spine'), leaf: numberedEnd('leaf') }), {
      minItems: 1,
    }),
  }),
  mesh: object('Cables between two leaves of a fabric without spines.', {
    links: listOf(
      'The cables.',
      object('One cable.', { leaf1: numberedEnd('first leaf'), leaf2: numberedEnd('second leaf') }),
      { minItems: 1 },
    ),
  }),
  gateway: object('Cables between a switch and a gateway.', {
    links: listOf(
      'The cables.',
      object('One cable.', { switch: numberedEnd('switch'), gateway: numberedEnd('gateway') }),
      { minItems: 1 },
    ),
  }),
  vpcLoopback: object('Cables between two ports of the same switch.', {
    links: listOf('The cables.', switchPair, { minItems: 1 }),
  }),
  external: object('A port towards an edge device; externals attach to it.', {
    link: object('The cable.', { switch: end('switch') }),
  }),
  staticExternal: object('A port towards something outside that is reached by a static route.', {
    link: object('The cable and its route.', {
      switch: object('The switch’s end.', {
        port: port('switch'),
        ip: text('Address of the switch with a length.', { pattern: cidrPattern }),
        nextHop: text('Address on the other end.', { pattern: addressPattern }),
        subnets: listOf('Prefixes reached through the next hop.', text('A prefix without host bits.')),
        vlan: integer('VLAN on the cable; 0 or left out for untagged.'),
      }),
    }),
    withinVPC: text('The VPC that it belongs to; the underlay when left out.', { refersTo: 'VPC' }),
  }),
});
