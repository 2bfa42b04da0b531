import { when } from './rule-case';

const eslag = 'server-2--eslag--leaf-1--leaf-2';
const bundled = 'server-3--bundled--leaf-3';
const hostBgp = 'VPC/vpc-1: {subnets: {default: {hostBGP: true, dhcp: null}}}';
const mclagPair = 'Switch/leaf-1: {redundancy: {type: mclag}}';

export const attachmentCases = [
  when(
    'attachment-fields',
    'VPCAttachment/a-1: {subnet: a/b/c, connection: null}',
    ['"a/b/c" is not of the form <vpc>/<subnet>', 'The attachment names no connection'],
    'VPCAttachment/a-1: {subnet: vpc-1}',
  ),
  when(
    'p2p-link',
    'VPCAttachment/a-1: {$metadata: {annotations: {fabric.githedgehog.com/p2p-link: 10.0.0.0/30}}}',
    'fabric.githedgehog.com/p2p-link is "10.0.0.0/30"; it has to be an IPv4 /31',
    'VPCAttachment/a-1: {$metadata: {annotations: {fabric.githedgehog.com/p2p-link: 10.0.0.0/31}}}',
  ),
  when(
    'attachment-connection-type',
    'VPCAttachment/a-1: {connection: leaf-3--external}',
    'Connection leaf-3--external is of type external; a VPC can be attached to unbundled, bundled or eslag',
    `VPCAttachment/a-1: {connection: ${bundled}}`,
  ),
  when(
    'eslag-l2vni',
    'VPC/vpc-1: {mode: l3vni}',
    'VPC vpc-1 is in mode l3vni; an eslag connection takes L2VNI only',
    'VPC/vpc-2: {mode: l3vni}',
  ),
  when(
    'host-bgp-unbundled',
    `${hostBgp}\nVPCAttachment/a-1: {connection: ${bundled}}`,
    'Subnet vpc-1/default has hostBGP, but the connection is of type bundled',
    hostBgp,
  ),
  when(
    'host-bgp-native',
    `${hostBgp}\nVPCAttachment/a-1: {nativeVLAN: true}`,
    'Subnet vpc-1/default has hostBGP, so nativeVLAN cannot be set',
    'VPCAttachment/a-1: {nativeVLAN: true}',
  ),
  when(
    'switch-vlan-namespace',
    'VLANNamespace/other: {ranges: [{from: 500, to: 600}]}\nSwitch/leaf-3: {vlanNamespaces: [other]}',
    'Switch leaf-3 does not carry VLAN namespace default of VPC vpc-2',
    'VLANNamespace/other: {ranges: [{from: 500, to: 600}]}\nSwitch/leaf-3: {vlanNamespaces: [other, default]}',
  ),
  when(
    'switch-vni',
    'Switch/leaf-3: {profile: celestica-ds5000}',
    'Switch leaf-3 (Celestica DS5000) cannot do l2vni, which VPC vpc-2 in mode L2VNI needs',
    'Switch/leaf-3: {profile: celestica-ds5000}\nVPC/vpc-2: {mode: l3vni}',
  ),
  when(
    'host-bgp-mclag',
    `${hostBgp}\n${mclagPair}`,
    'Subnet default has hostBGP, but switch leaf-1 is one of an MCLAG pair',
    hostBgp,
  ),
  when(
    'attached-twice',
    `VPCAttachment/a-9: {subnet: vpc-2/default, connection: ${bundled}}`,
    'Subnet vpc-2/default is attached to server-3--bundled--leaf-3 by a-3 already',
    `VPCAttachment/a-9: {subnet: vpc-2/default, connection: ${eslag}}`,
  ),
  when(
    'native-twice',
    `VPCAttachment/a-2: {nativeVLAN: true}\nVPCAttachment/a-9: {subnet: vpc-2, nativeVLAN: true, connection: ${eslag}}`,
    'Connection server-2--eslag--leaf-1--leaf-2 has an untagged subnet already, by a-2',
    `VPCAttachment/a-2: {nativeVLAN: true}\nVPCAttachment/a-9: {subnet: vpc-2, connection: ${eslag}}`,
  ),
  when(
    'vpc-peering-disabled',
    '{}',
    'VPC peering is switched off in this fabric (policy: settings.vpcPeeringDisabled)',
    undefined,
    '{version: 1, settings: {vpcPeeringDisabled: true}}',
  ),
  when(
    'remote-peering',
    'VPCPeering/vpc-1--vpc-2: {remote: eslag-1}',
    'Remote peering (eslag-1) is no longer supported',
    'VPCPeering/vpc-1--vpc-2: {remote: ""}',
  ),
  when(
    'peering-pair',
    'VPCPeering/vpc-1--vpc-2: {permit: [{vpc-1: {}}]}',
    'Permit entry 1 names vpc-1; it has to name two VPCs',
    'VPCPeering/vpc-1--vpc-2: {permit: [{vpc-1: {}, vpc-2: {}}, {vpc-2: {}, vpc-1: {}}]}',
  ),
  when(
    'peering-pair',
    'VPCPeering/vpc-1--vpc-2: {permit: [{vpc-1: {}, vpc-2: {}}, {vpc-1: {}, vpc-3: {}}]}',
    'The peering names 3 VPCs (vpc-1, vpc-2 and vpc-3); it is between two',
  ),
  when(
    'peering-namespaces',
    'VLANNamespace/other: {ranges: [{from: 500, to: 1600}]}\nVPC/vpc-2: {vlanNamespace: other}',
    'vpc-1 is in VLAN namespace default, vpc-2 in other; peered VPCs share one',
    'VPC/vpc-2: {vlanNamespace: default}',
  ),
  when(
    'peered-twice',
    'VPCPeering/z: {permit: [{vpc-2: {}, vpc-1: {}}]}',
    'vpc-1 and vpc-2 are peered by VPCPeering vpc-1--vpc-2 already',
    'VPC/vpc-3: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}\nVPCPeering/z: {permit: [{vpc-3: {}, vpc-1: {}}]}',
  ),
  when(
    'peered-twice',
    'GatewayPeering/z: {peering: {vpc-1: {expose: [{ips: [{vpcSubnet: web}]}]}, vpc-2: {expose: [{ips: [{vpcSubnet: default}]}]}}}',
    'vpc-1 and vpc-2 are peered by VPCPeering vpc-1--vpc-2 already; what happens with both is undefined',
  ),
  when(
    'ipv4-namespace-name',
    'IPv4Namespace/a-namespace-1: {subnets: [10.5.0.0/16]}',
    'The name a-namespace-1 has 13 characters; 11 are allowed',
    'IPv4Namespace/a-namespace: {subnets: [10.5.0.0/16]}',
  ),
  when(
    'namespace-prefixes',
    'IPv4Namespace/default: {subnets: [10.0.0.0/16, 10.0.5.0/24, x, 172.30.128.0/24]}',
    [
      '"x" is no prefix',
      '172.30.128.0/24 overlaps the fabric subnet 172.30.128.0/17 of the fabric',
      '10.0.5.0/24 overlaps 10.0.0.0/16 of the same namespace',
    ],
    'IPv4Namespace/default: {subnets: [10.0.0.0/16, 10.1.0.0/16]}',
  ),
  when(
    'vlan-ranges',
    'VLANNamespace/default: {ranges: [{from: 1000, to: 3100}, {from: 2999}, {from: 9, to: 8}]}',
    [
      '1000–3100 overlaps the routing (IRB) VLANs 3000–3899 of the fabric',
      '2999 overlaps 1000–3100 of the same namespace',
      '9–8 is no range of VLANs from 1 to 4094',
    ],
    'VLANNamespace/default: {ranges: [{from: 1000, to: 2999}, {from: 4000, to: 0}]}',
  ),
];
