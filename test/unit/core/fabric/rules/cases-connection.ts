import { when } from './rule-case';

const unbundled = (fields: string): string => `Connection/server-1--unbundled--leaf-1: {unbundled: {${fields}}}`;
const port = (name: string): string => unbundled(`link: {switch: {port: ${name}}}`);
const bundled = (links: string): string => `Connection/server-3--bundled--leaf-3: {bundled: {links: [${links}]}}`;
const fabric = (spine: string, leaf: string): string =>
  `Connection/spine-1--fabric--leaf-1: {fabric: {links: [{spine: {port: spine-1/E1/1/1${spine}}, leaf: {port: leaf-1/E1/30${leaf}}}]}}`;
const staticExternal = (fields: string): string =>
  `Connection/leaf-3--static-external: {staticExternal: {link: {switch: {${fields}}}}}`;

export const connectionCases = [
  when(
    'mclag',
    'Connection/m: {mclag: {links: [{server: {port: x}}]}}',
    'MCLAG is deprecated and no longer supported; use eslag',
    'Connection/m: {}',
  ),
  when(
    'one-type',
    'Connection/server-1--unbundled--leaf-1: {external: {link: {}}}',
    'The connection has 2 types (unbundled and external); it may have one',
    'Connection/server-1--unbundled--leaf-1: {unbundeld: {}, unbundled: null}',
  ),
  when('one-type', 'Connection/x: {}', 'The connection has no type, for instance unbundled, bundled, eslag or fabric'),
  when(
    'port-form',
    unbundled('link: {switch: {port: leaf-1}, server: null}'),
    ['The cable has no server port', '"leaf-1" is not of the form <device>/<port>'],
    port('leaf-1/E1/9'),
  ),
  when(
    'connection-devices',
    bundled(
      '{server: {port: server-3/a}, switch: {port: leaf-3/E1/5}}, {server: {port: server-3/b}, switch: {port: leaf-2/E1/5}}',
    ),
    'A bundled connection joins 1 switch, but this one has 2 (leaf-3 and leaf-2)',
    bundled('{server: {port: server-3/a}, switch: {port: leaf-3/E1/5}}'),
  ),
  when(
    'connection-devices',
    fabric('', '').replace('leaf-1/E1/30', 'spine-1/E1/9'),
    'A fabric connection joins 2 switches, but this one has 1 (spine-1)',
  ),
  when(
    'distinct-ports',
    bundled(
      '{server: {port: server-3/a}, switch: {port: leaf-3/E1/49}}, {server: {port: server-3/b}, switch: {port: leaf-3/E1/49/1}}',
    ),
    'Port leaf-3/E1/49/1 is used twice in this connection',
    bundled(
      '{server: {port: server-3/a}, switch: {port: leaf-3/E1/50}}, {server: {port: server-3/b}, switch: {port: leaf-3/E1/51}}',
    ),
  ),
  when(
    'server-mtu',
    unbundled('mtu: 9037'),
    'The MTU is 9037; at most 9036 is possible (fabric MTU 9100 less 64)',
    unbundled('mtu: 9036'),
  ),
  when(
    'static-external-address',
    staticExternal('nextHop: 172.31.9.9'),
    'nextHop 172.31.9.9 is not in 172.31.1.1/24',
    staticExternal('nextHop: 172.31.1.9'),
  ),
  when('static-external-address', staticExternal('ip: null, nextHop: null'), [
    'The static external has no ip',
    'The static external has no nextHop',
  ]),
  when(
    'static-external-subnets',
    staticExternal('subnets: [10.99.0.1/24, 10.99.0.0/16, 172.30.0.0/24]'),
    [
      '"10.99.0.1/24" has host bits set; the network is 10.99.0.0/24',
      '"172.30.0.0/24" overlaps the management subnet 172.30.0.0/21 of the fabric',
      '10.99.0.1/24 overlaps 10.99.0.0/16',
    ],
    staticExternal('subnets: [0.0.0.0/0]'),
  ),
  when(
    'static-external-subnets',
    staticExternal('subnets: [0.0.0.0/0, 10.0.0.0/8]'),
    '0.0.0.0/0 takes everything, so it has to be the only one',
  ),
  when(
    'port-exists',
    port('leaf-1/E1/99'),
    'Switch leaf-1 (Celestica DS3000) has no port E1/99',
    port('leaf-1/E1/9/1'),
  ),
  when(
    'port-exists',
    port('leaf-1/E1/9/2'),
    'Port E1/9 of switch leaf-1 is 1x100G, so there is no E1/9/2; portBreakouts could split it (2x50G, 4x10G, 4x25G)',
    `${port('leaf-1/E1/9/2')}\nSwitch/leaf-1: {portBreakouts: {E1/9: 4x25G}}`,
  ),
  when('port-exists', port('leaf-1/E1/33/1'), 'Port E1/33 of switch leaf-1 cannot be split, so there is no E1/33/1'),
  when('port-exists', port('leaf-1/M1'), 'Port M1 of switch leaf-1 is for management'),
  when(
    'eslag-group',
    'SwitchGroup/other: {}\nSwitch/leaf-2: {redundancy: {group: other}}',
    'The switches are in different redundancy groups: eslag-1 and other',
    'Switch/leaf-2: {redundancy: null}',
  ),
  when('eslag-group', 'Switch/leaf-2: {redundancy: {type: mclag}}', 'Switch leaf-2 has redundancy mclag, not eslag'),
  when(
    'port-used-twice',
    port('leaf-1/E1/2'),
    'Port leaf-1/E1/2 is used by connection server-1--unbundled--leaf-1 already',
    port('leaf-1/E1/3'),
  ),
  when(
    'port-used-twice',
    port('leaf-1/E1/2/1'),
    'Port leaf-1/E1/2 is used by connection server-1--unbundled--leaf-1 already (there as leaf-1/E1/2/1)',
  ),
  when(
    'link-addresses',
    fabric(', ip: 172.30.128.0/31', ', ip: 172.30.128.7/31'),
    '172.30.128.0/31 and 172.30.128.7/31 are not the two halves of one /31',
    fabric(', ip: 172.30.128.10/31', ', ip: 172.30.128.11/31'),
  ),
  when('link-addresses', fabric(', ip: 172.30.128.2/31', ', ip: 172.30.128.3/31'), [
    '172.30.128.2/31 is used by spine-1/E1/1/1 of spine-1--fabric--leaf-1 already',
    '172.30.128.3/31 is used by leaf-1/E1/30 of spine-1--fabric--leaf-1 already',
  ]),
  when('link-addresses', fabric(', ip: 10.9.0.0/31', ', ip: 10.9.0.1/30'), [
    '10.9.0.0/31 is not in the fabric subnet 172.30.128.0/17',
    '10.9.0.1/30 has to be one half of a /31',
  ]),
  when(
    'half-addressed',
    fabric(', ip: 172.30.128.0/31', ''),
    'leaf-1/E1/30 has no address, but the other end has',
    fabric('', ''),
  ),
  when(
    'gateway-interface',
    'Gateway/gateway-1: {interfaces: {enp2s1: null, enp2s9: {ips: [172.30.128.9/31]}}}',
    'Gateway gateway-1 has no interface enp2s1 (it has enp2s9)',
    'Gateway/gateway-1: {interfaces: {enp2s9: {ips: [172.30.128.11/31]}}}',
  ),
];
