import { when } from './rule-case';

export const linkCases = [
  when(
    'named-resource',
    'VPCAttachment/a-1: {connection: server-1--unbundled--leaf-7}',
    'Connection server-1--unbundled--leaf-7 does not exist; did you mean server-1--unbundled--leaf-1?',
    'VPCAttachment/a-1: {connection: server-3--bundled--leaf-3}',
  ),
  when('named-resource', 'VPC/vpc-1: {vlanNamespace: other}', 'VLANNamespace other does not exist', undefined),
  when(
    'named-resource',
    'Switch/leaf-1: {profile: celestica-ds300}',
    'SwitchProfile celestica-ds300 is none of the models whose facts are known; its ports are not checked; did you mean celestica-ds3000?',
  ),
  when(
    'named-resource',
    'Server/server-1: {profile: big}',
    'ServerProfile big does not exist here; the fabric does not use server profiles yet',
  ),
  when(
    'named-resource',
    'Gateway/gateway-1: {groups: [{name: other}]}',
    'GatewayGroup other is not in this directory, nor any other GatewayGroup: the cluster has to provide it',
  ),
  when(
    'named-resource',
    'Gateway/gateway-1: {groups: [{name: other}]}',
    'GatewayGroup other does not exist',
    '{}',
    '{version: 1, unresolved: warning}',
  ),
  when(
    'named-resource',
    'VPCPeering/vpc-1--vpc-2: {permit: [{vpc-1: {}, vpc-7: {}}]}',
    'VPC vpc-7 does not exist; did you mean vpc-2?',
  ),
  when(
    'named-resource',
    'GatewayPeering/z: {peering: {vpc-1: {expose: [{default: true}]}, ext.ext-9: {expose: [{ips: [{cidr: 1.0.0.0/8}]}]}}}',
    'External ext-9 does not exist; did you mean ext-1?',
  ),
  when(
    'named-part',
    'VPCAttachment/a-1: {subnet: vpc-1/defualt}',
    'VPC vpc-1 has no subnet defualt; did you mean default?',
    'VPCAttachment/a-1: {subnet: vpc-1/web}',
  ),
  when(
    'named-part',
    'Gateway/gateway-1: {neighbors: [{ip: 172.30.128.8, asn: 65100, source: enp9}]}',
    'Gateway gateway-1 has no interface enp9',
  ),
  when(
    'named-part',
    'ExternalPeering/vpc-1--ext-1: {permit: {vpc: {subnets: [wbe]}}}',
    'VPC vpc-1 has no subnet wbe; did you mean web?',
  ),
  when(
    'named-part',
    'GatewayPeering/vpc-2--ext-s: {acl: {rules: [{action: deny, from: vpc-2, match: {src: [{vpcSubnet: other}]}}]}}',
    'VPC vpc-2 has no subnet other',
  ),
  when(
    'unused',
    'SwitchGroup/idle: {}\nConnection/leaf-2--external: {external: {link: {switch: {port: leaf-2/E1/8}}}}',
    ['Nothing names Connection leaf-2--external', 'Nothing names SwitchGroup idle'],
    'SwitchGroup/idle: {}\nSwitch/leaf-2: {groups: [idle]}',
  ),
  when('server-without-connection', 'Server/server-9: {}', 'Server server-9 has no connection', '{}'),
  when(
    'vpc-without-attachment',
    'VPC/vpc-3: {subnets: {a: {subnet: 10.0.9.0/24, vlan: 1009}}}',
    'VPC vpc-3 is attached to nothing',
    '{}',
  ),
  when(
    'connection-name',
    'Connection/cable: {external: {link: {switch: {port: leaf-2/E1/8}}}}',
    'The usual name of this connection is leaf-2--external',
    'Connection/leaf-2--external--isp: {external: {link: {switch: {port: leaf-2/E1/8}}}}',
  ),
  when(
    'unknown-field',
    'VPC/vpc-1: {subnets: {web: {vlan: null, vlna: 1005}}}',
    'spec.subnets.web has no field vlna; did you mean vlan?',
    'VPC/vpc-1: {subnets: {web: {isolated: true}}}',
  ),
  when(
    'schema',
    'VPC/vpc-1: {subnets: {web: {vlan: "1002"}}}',
    'spec.subnets.web.vlan is "1002", but a whole number is needed',
    'VPC/vpc-1: {subnets: {web: {vlan: 1002}}}',
  ),
  when(
    'schema',
    'Switch/leaf-1: {role: border-leef}',
    'spec.role is "border-leef", but may only be one of: spine, server-leaf, border-leaf, mixed-leaf, virtual-edge',
  ),
  when(
    'served-version',
    'VPC/vpc-1: {$apiVersion: vpc.githedgehog.com/v1alpha2}',
    'vpc.githedgehog.com/v1alpha2 is not served any more; VPC is vpc.githedgehog.com/v1beta1 now',
    '{}',
  ),
  when(
    'name-length',
    `SwitchGroup/${'a'.repeat(254)}: {}`,
    'The name has 254 characters; 253 are allowed',
    `SwitchGroup/${'a'.repeat(253)}: {}`,
  ),
  when(
    'name-form',
    'SwitchGroup/Big_One: {}',
    'The name "Big_One" may only have small letters, digits, dashes and dots, and starts and ends with a letter or digit',
    'SwitchGroup/a.b-1: {}',
  ),
  when(
    'namespace',
    'VPC/vpc-1: {$metadata: {namespace: fab}}',
    'The namespace is fab, but the fabric accepts default only',
    'VPC/vpc-1: {$metadata: {namespace: default}}',
  ),
  when(
    'namespace',
    'Gateway/gateway-1: {$metadata: {namespace: fab}}',
    'Older guides put gateways into the namespace fab; the fabric accepts default only',
  ),
  when(
    'system-labels',
    'VPC/vpc-1: {$metadata: {labels: {fabric.githedgehog.com/vlanns: default}}}',
    'The label fabric.githedgehog.com/vlanns belongs to the fabric, which overwrites it',
    'VPC/vpc-1: {$metadata: {labels: {team: red}}}',
  ),
];
