import { when } from './rule-case';

const leaf = (fields: string): string => `Switch/leaf-1: {${fields}}`;
const bare = 'asn: null, ip: null, protocolIP: null, vtepIP: null';
const profile = (fields: string): string =>
  `SwitchProfile/own: {displayName: Own, switchSilicon: chip, nosType: t, platform: p, ports: {M1: {management: true, nos: M}, E1/1: {nos: E1, label: "1", profile: a}}, portProfiles: {a: {speed: {default: 25G, supported: [10G, 25G]}}}${fields}}`;
const allow = '{version: 1, settings: {extraSwitchProfiles: true}}';

export const switchCases = [
  when(
    'switch-vlan-namespaces',
    'VLANNamespace/other: {ranges: [{from: 2000, to: 2100}]}\nSwitch/leaf-1: {vlanNamespaces: [default, other]}',
    'VLAN namespace other (2000–2100) overlaps default (1000–2999) on this switch',
    'VLANNamespace/other: {ranges: [{from: 500, to: 999}]}\nSwitch/leaf-1: {vlanNamespaces: [default, other]}',
  ),
  when(
    'switch-hydrated',
    leaf('asn: null, vtepIP: null'),
    'The switch is only partly hydrated: asn and vtepIP missing',
    leaf(bare),
  ),
  when(
    'switch-hydrated',
    leaf(bare),
    'The switch has no asn, ip, protocolIP and vtepIP',
    '{}',
    '{version: 1, hydration: hydrated}',
  ),
  when('switch-hydrated', 'Switch/spine-1: {vtepIP: 172.30.12.8/32}', 'A spine has no vtepIP'),
  when('switch-role', leaf('role: virtual-edge'), 'hhfab refuses the role virtual-edge', leaf('role: mixed-leaf')),
  when(
    'switch-profile-named',
    leaf('profile: null'),
    'The switch names no profile, the switch model',
    leaf('profile: vs'),
  ),
  when(
    'switch-redundancy',
    leaf('redundancy: {type: null}'),
    'Redundancy group eslag-1 has no type',
    leaf('redundancy: null'),
  ),
  when(
    'switch-redundancy',
    'Switch/spine-1: {redundancy: {group: eslag-1, type: eslag}}',
    'Celestica DS4000 cannot do ESLAG',
  ),
  when(
    'switch-redundancy',
    leaf('redundancy: {type: mclag}'),
    'MCLAG is deprecated and no longer supported; use eslag',
  ),
  when('switch-groups', leaf('groups: ["", eslag-1]'), 'The name of this group is empty', leaf('groups: []')),
  when(
    'port-group-speeds',
    'Switch/leaf-3: {portGroupSpeeds: {"13": 10G, "2": 100G}}',
    [
      'Port group 2 cannot do 100G; it can do 10G, 25G',
      'Dell S5248F-ON has no port group 13; it has 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12',
    ],
    'Switch/leaf-3: {portGroupSpeeds: {"12": SPEED_25G}}',
  ),
  when(
    'port-speeds',
    'Switch/leaf-3: {portSpeeds: {E1/1: 10G, E1/49: 100G, E1/99: 10G}}',
    [
      'The speed of port E1/1 is that of its group 1; use portGroupSpeeds',
      'The speed of port E1/49 comes from its breakout; use portBreakouts',
      'Dell S5248F-ON has no port E1/99',
    ],
    leaf('portSpeeds: {E1/33: 1G}'),
  ),
  when('port-speeds', leaf('portSpeeds: {E1/33: 25G}'), 'Port E1/33 cannot do 25G; it can do 1G, 10G'),
  when(
    'port-breakouts',
    leaf('portBreakouts: {E1/3: 8x10G, E1/33: 4x10G, E1/77: 4x10G}'),
    [
      'Port E1/3 cannot do 8x10G; it can do 1x100G, 1x40G, 1x50G, 2x50G, 4x10G, 4x25G',
      'Port E1/33 of Celestica DS3000 cannot be split',
      'Celestica DS3000 has no port E1/77',
    ],
    leaf('portBreakouts: {E1/3: 4x10G}'),
  ),
  when(
    'port-settings',
    leaf('portFECs: {E1/3: rs, E1/3/1: rs}, portAutoNegs: {E1/99: true}, portBreakouts: {E1/3: 4x25G}'),
    ['Celestica DS3000 has no port E1/99 under these breakouts', 'Port E1/3 is split; name its parts E1/3/1 to E1/3/4'],
    leaf('portFECs: {E1/3: rs}'),
  ),
  when(
    'switch-roce',
    leaf('roce: true, ecmp: {roceQPN: true}'),
    'Celestica DS3000 cannot hash RoCE queue pairs',
    leaf('roce: true'),
  ),
  when(
    'switch-lanes',
    'Switch/spine-1: {portBreakouts: {E1/1: 8x50G, E1/2: 8x50G, E1/3: 4x100G}}',
    'Ports E1/1, E1/2, E1/3, E1/4 make 21 lanes together; pipeline 1 of Celestica DS4000 drives 18',
    'Switch/spine-1: {portBreakouts: {E1/1: 8x50G, E1/2: 8x50G}}',
  ),
  when(
    'port-locators',
    leaf('portLocators: {"*": 10m, E1/99: "", E1/3: tomorrow}'),
    [
      'Celestica DS3000 has no port E1/99 under these breakouts',
      '"tomorrow" is neither empty, nor a duration such as 10m, nor YYYY-MM-DD hh:mm:ss',
    ],
    leaf('portLocators: {"*": "", E1/3: 1h30m, E1/4: "2026-01-31 10:00:00"}'),
  ),
  when(
    'management-address',
    leaf('ip: 172.30.0.7/21'),
    'ip 172.30.0.7/21 belongs to switch leaf-1 already',
    leaf('ip: 172.30.3.255/21'),
  ),
  when(
    'management-address',
    leaf('ip: 172.30.5.1/21'),
    'ip "172.30.5.1/21" is among the addresses given out by DHCP, from 172.30.4.0',
  ),
  when('management-address', leaf('ip: 172.30.0.1/21'), 'ip "172.30.0.1/21" is the address of the control nodes'),
  when(
    'fabric-addresses',
    leaf('protocolIP: 172.30.8.9/32, vtepIP: 10.0.0.1/32'),
    ['vtepIP "10.0.0.1/32" is not in 172.30.12.0/22', 'protocolIP 172.30.8.9/32 belongs to Switch leaf-1 already'],
    leaf('protocolIP: 172.30.11.255/32'),
  ),
  when('as-numbers', leaf('asn: 65102'), 'asn 65102 belongs to leaf leaf-1 already', leaf('asn: 65533')),
  when('as-numbers', 'Switch/spine-1: {asn: 65101}\nSwitch/leaf-1: {asn: 65100}', [
    'asn of this leaf is 65100; leaves have 65101–65533',
    'asn of this spine is 65101; spines have 65100',
  ]),
  when(
    'mclag-peers',
    leaf('redundancy: {type: mclag}') + '\nSwitch/leaf-2: {asn: 65101, redundancy: {type: mclag}}',
    'vtepIP is 172.30.12.1/32, but 172.30.12.0/32 on leaf-1 of the same MCLAG pair',
    leaf('redundancy: {type: mclag}') +
      '\nSwitch/leaf-2: {asn: 65101, vtepIP: 172.30.12.0/32, redundancy: {type: mclag}}',
  ),
  when(
    'switch-boot',
    leaf('boot: null'),
    'The switch has neither boot.serial nor boot.mac; it could not be provisioned',
    leaf('boot: {serial: A}'),
  ),
  when(
    'extra-profile',
    profile(''),
    'Switch profile own is none of the built-in ones, and this fabric does not allow others (policy: settings.extraSwitchProfiles)',
  ),
  when(
    'extra-profile',
    profile('').replace('own', 'vs'),
    'vs is built into the fabric and cannot be changed',
    profile(''),
    allow,
  ),
  when(
    'profile-structure',
    'SwitchProfile/own: {displayName: Own, switchSilicon: chip, nosType: t, ports: {X: {nos: E1, profile: a, group: g}}, portProfiles: {a: {speed: {default: 1G, supported: [x]}}, b: {}}, portGroups: {h: {}}}',
    [
      'The profile has no platform',
      'Port X: ports are named M1 or E1/1',
      'Port X: a port has either a profile or a group',
      'Port X: there is no port group g',
      'Port group h: no port uses it',
      'Port profile a: its default 1G has to be one of those it supports',
      'Port profile a: x is no speed',
      'Port profile b: no port uses it',
      'Port profile b: a profile has either speed or breakout',
      'Port profile b: its default is missing; it has to be one of those it supports',
    ],
    profile(''),
    allow,
  ),
  when(
    'profile-role',
    'Switch/leaf-2: {profile: celestica-ds4000}',
    'Celestica DS4000 is made to be spine only, but the role is server-leaf',
    'Switch/leaf-2: {profile: celestica-ds2000}',
  ),
  when('mixed-hydration', leaf(bare), '3 of 4 switches have addresses, the others have none: leaf-1', '{}'),
];
