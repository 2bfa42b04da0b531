import type { RuleCase } from './rule-case';
import { when } from './rule-case';

/** Patches of `installerFile`, of which each is right. The address is `Kind/name`, the content that of `spec`. */
const config = (patch: string): string => `Fabricator/default: {config: ${patch}}`;
const users = (patch: string): string => config(`{fabric: {defaultSwitchUsers: ${patch}}}`);
const management = 'controlVIP "172.30.0.1/32" (the installer’s default) has to be';

export const installationCases: readonly RuleCase[] = [
  when(
    'control-vip',
    config('{control: {controlVIP: 172.30.0.2/32}}'),
    'controlVIP "172.30.0.2/32" has to be 172.30.0.1/32, the first address of the management subnet 172.30.0.0/21',
    config('{control: {managementSubnet: 10.1.0.0/22, controlVIP: 10.1.0.1/32}}'),
  ),
  when(
    'control-vip',
    config('{control: {managementSubnet: 10.1.0.0/22}}'),
    `${management} 10.1.0.1/32, the first address of the management subnet 10.1.0.0/22`,
  ),
  when('control-vip', config('{control: {controlVIP: 172.30.0.1}}'), [
    'controlVIP "172.30.0.1" has to be 172.30.0.1/32, the first address of the management subnet 172.30.0.0/21',
  ]),
  when(
    'dummy-subnet',
    config('{control: {dummySubnet: 172.30.91.0/25}}'),
    'dummySubnet "172.30.91.0/25" is too small; it has to be at least a /24',
    config('{control: {dummySubnet: 172.31.0.0/23}}'),
  ),
  when(
    'management-dhcp',
    config('{fabric: {managementDHCPStart: 172.30.7.0, managementDHCPEnd: 172.30.5.0}}'),
    'managementDHCPStart "172.30.7.0" has to be before managementDHCPEnd "172.30.5.0"',
    config('{fabric: {managementDHCPStart: 172.30.5.0}}'),
  ),
  when(
    'management-dhcp',
    config('{fabric: {managementDHCPEnd: 172.30.9.1}}'),
    'managementDHCPEnd "172.30.9.1" is not in the management subnet 172.30.0.0/21',
  ),
  when(
    'management-dhcp',
    config('{fabric: {managementDHCPStart: 172.30.4.0/21}}'),
    'managementDHCPStart "172.30.4.0/21" is no address',
  ),
  when(
    'fabricator-name',
    'Fabricator/default: {$metadata: {name: other, namespace: null}}',
    [
      'The name of the Fabricator is other; the installer accepts default only',
      'The namespace of the Fabricator is default; the installer accepts fab only',
    ],
    '',
  ),
  when('fabricator-name', 'Fabricator/second: {$metadata: {name: default, namespace: fab}}', [
    'This folder has a Fabricator already; the installer reads one',
  ]),
  when(
    'install-subnets',
    config('{fabric: {protocolSubnet: 172.30.0.0/16}}'),
    [
      'protocolSubnet "172.30.0.0/16" overlaps managementSubnet "172.30.0.0/21" (the installer’s default)',
      'protocolSubnet "172.30.0.0/16" overlaps vtepSubnet "172.30.12.0/22" (the installer’s default)',
      'protocolSubnet "172.30.0.0/16" overlaps fabricSubnet "172.30.128.0/17" (the installer’s default)',
      'protocolSubnet "172.30.0.0/16" overlaps dummySubnet "172.30.90.0/24" (the installer’s default)',
      'protocolSubnet "172.30.0.0/16" overlaps mclagSessionSubnet "172.30.95.0/31" (the installer’s default)',
      'protocolSubnet "172.30.0.0/16" overlaps vpcWorkaroundSubnet "172.30.96.0/19" (the installer’s default)',
    ],
    config('{fabric: {protocolSubnet: 10.0.0.0/22}, control: {kubeServiceSubnet: 10.9.0.0/16}}'),
  ),
  when(
    'install-subnets',
    config('{control: {kubeClusterSubnet: 172.29.8.0/22, kubeServiceSubnet: 172.30.0.0/24}}'),
    'kubeServiceSubnet "172.30.0.0/24" overlaps managementSubnet "172.30.0.0/21" (the installer’s default)',
  ),
  when(
    'install-subnets',
    config('{fabric: {vtepSubnet: 172.30.12.0}}'),
    'vtepSubnet "172.30.12.0" is no prefix such as 172.30.0.0/21',
  ),
  when(
    'install-as-numbers',
    config('{fabric: {spineASN: 65200}, gateway: {asn: 65300}}'),
    [
      'spineASN 65200 is among the numbers of leaves, 65101–65533',
      'asn 65300 is among the numbers of leaves, 65101–65533',
    ],
    // The old default, of which the installer makes the new one.
    config('{fabric: {leafASNEnd: 65534}}'),
  ),
  when('install-as-numbers', config('{fabric: {leafASNStart: 65200, leafASNEnd: 65200}, gateway: {asn: 65100}}'), [
    'leafASNStart 65200 has to be smaller than leafASNEnd 65200',
    'asn 65100 is the number of the spines too',
  ]),
  when(
    'fabric-mode',
    config('{fabric: {mode: collapsed-core}}'),
    'mode is "collapsed-core"; spine-leaf is the only one left',
    config('{fabric: {mode: null}}'),
  ),
  when(
    'install-vlans',
    config('{fabric: {vpcIRBVLANs: [{from: 3000, to: 3950}]}}'),
    '3000–3950 of vpcIRBVLANs overlaps 3900–3999 of th5WorkaroundVLANs (the installer’s default)',
    config('{fabric: {vpcIRBVLANs: [{from: 3000, to: 3999}]}}'),
  ),
  when('install-vlans', config('{fabric: {th5WorkaroundVLANs: [{from: 4000, to: 5000}, {from: 3100}]}}'), [
    '4000–5000 of th5WorkaroundVLANs is no range of VLANs from 1 to 4094',
    '3100 of th5WorkaroundVLANs overlaps 3000–3899 of vpcIRBVLANs (the installer’s default)',
  ]),
  when(
    'gateway-communities',
    config('{gateway: {communities: {"0": "50001:0:1", "1": "70000:1", two: "1:2"}}}'),
    [
      'The community of priority 0 is "50001:0:1"; it has to be A:B with two numbers up to 65535',
      'The community of priority 1 is "70000:1"; it has to be A:B with two numbers up to 65535',
      'The priority "two" is no whole number',
    ],
    config('{gateway: {communities: {"0": "50001:0", "1": "65535:65535"}}}'),
  ),
  when(
    'install-users',
    users('{admin: {role: operator}}'),
    'The switches need a user admin with the role admin; there is admin',
    users('{op: {role: operator, password: $5$salt$hash}}'),
  ),
  when('install-users', users('{op: {role: opperator, password: secret}}'), [
    'The switch user op has the role "opperator", not admin or operator; did you mean operator?',
    'The switch user op has a password that is no SHA-256 hash ($5$…); make one with `openssl passwd -5`',
  ]),
  when('install-users', users('{frr: {role: operator, password: null}}'), [
    'A switch user cannot be called frr: the switch has one of that name',
    'The switch user frr has no password hash; make one with `openssl passwd -5`',
  ]),
  when('install-users', config('{control: {defaultUser: null}}'), [
    'The user of the control nodes has no password hash; make one with `openssl passwd -5`',
  ]),
  when(
    'node-fields',
    'ControlNode/control-1: {$metadata: {namespace: default}, bootstrap: null, external: {interface: ""}}',
    [
      'ControlNode control-1 is in the namespace default; the installer accepts fab only',
      'ControlNode control-1 has no disk to install on (spec.bootstrap.disk)',
      'ControlNode control-1 has no external interface (spec.external.interface)',
    ],
    '',
  ),
  when('node-fields', 'FabNode/gateway-1: {management: {interface: null}, roles: [gateway, storage, gateway]}', [
    'FabNode gateway-1 has no management interface (spec.management.interface)',
    'FabNode gateway-1 has the role "storage"; gateway is the only one there is',
    'FabNode gateway-1 has the role gateway twice',
  ]),
  when('install-version', 'Fabricator/default: {$apiVersion: fabricator.githedgehog.com/v1alpha1}', [
    'fabricator.githedgehog.com/v1alpha1 is not served; Fabricator is fabricator.githedgehog.com/v1beta1',
  ]),
  when('install-version', 'FabNode/gateway-1: {$kind: FabNodes}', [
    'fabricator.githedgehog.com has no kind FabNodes; did you mean FabNode?',
  ]),
  when(
    'node-twice',
    'FabNode/again: {$metadata: {name: gateway-1, namespace: fab}, roles: [gateway]}',
    ['This folder has a FabNode gateway-1 already'],
    'FabNode/other: {$metadata: {namespace: fab}, roles: [gateway]}',
  ),
  when('install-schema', 'FabNode/gateway-1: {roles: null}', ['spec needs the field roles']),
  when(
    'install-schema',
    config('{control: {ntpServer: [a]}, fabric: {includeONIE: "yes", spineASN: 65100.5}, registry: {upstream: x}}'),
    [
      'spec.config.control has no field ntpServer; did you mean ntpServers?',
      'spec.config.fabric.includeONIE is "yes", but true or false is needed',
      'spec.config.fabric.spineASN is 65100.5, but a whole number is needed',
      'spec.config.registry.upstream is "x", but a mapping is needed',
    ],
    `${config('{observability: {targets: {loki: {lab: {url: http://x, labels: {a: b}}}}}}')}`,
  ),
  // Parts of a release come and go.
  when(
    'install-schema',
    'Fabricator/default: {override: {}}',
    ['spec has no field override; did you mean overrides?'],
    'Fabricator/default: {overrides: {versions: {platform: {brandNew: v1}, other: {x: v1}}}}',
  ),
  when('install-schema', config('{control: {ntpServers: [a, b, a]}}'), [
    'spec.config.control.ntpServers[2] is "a", as spec.config.control.ntpServers[0] is already',
  ]),
  when(
    'install-schema',
    'FabNode/gateway-1: {dumy: {ip: 172.30.90.2/31}}\nControlNode/control-1: {external: {dns: 1.1.1.1}}',
    ['spec has no field dumy; did you mean dummy?', 'spec.external.dns is "1.1.1.1", but a list is needed'],
  ),
  when(
    'node-addresses',
    'FabNode/gateway-1: {management: {ip: 172.30.0.5/21}, dummy: {ip: 172.30.90.0/31}}',
    [
      'The management ip of FabNode gateway-1, 172.30.0.5/21, belongs to ControlNode control-1 already',
      'The dummy ip of FabNode gateway-1, 172.30.90.0/31, belongs to ControlNode control-1 already',
    ],
    'FabNode/gateway-1: {management: {ip: 172.30.0.6/21}, dummy: {ip: 172.30.90.2/31}}',
  ),
  when('node-addresses', 'FabNode/gateway-1: {management: {ip: 172.30.4.9/21}, dummy: {ip: 172.30.90.2/30}}', [
    'The management ip of FabNode gateway-1, 172.30.4.9/21, is among the addresses given out by DHCP, from 172.30.4.0',
    'The dummy ip of FabNode gateway-1, 172.30.90.2/30, has to be a /31',
  ]),
  when('node-addresses', 'FabNode/gateway-1: {management: {ip: 172.30.0.1/21}, dummy: {ip: 10.0.0.0/31}}', [
    'The management ip of FabNode gateway-1, 172.30.0.1/21, is the shared address of the control nodes',
    'The dummy ip of FabNode gateway-1, 10.0.0.0/31, is not in the dummy subnet 172.30.90.0/24',
  ]),
  when('node-addresses', 'FabNode/gateway-1: {management: {ip: 172.30.0.6/24}}', [
    'The management ip of FabNode gateway-1, 172.30.0.6/24, has to have the length of the management subnet, /21',
    'The dummy ip of FabNode gateway-1 is missing, but the other address is there',
  ]),
  when('node-addresses', 'FabNode/gateway-1: {management: {ip: 10.0.0.6/21}, dummy: {ip: nonsense}}', [
    'The management ip of FabNode gateway-1, 10.0.0.6/21, is not in the management subnet 172.30.0.0/21',
    'The dummy ip of FabNode gateway-1 is nonsense, no address with a length',
  ]),
];
