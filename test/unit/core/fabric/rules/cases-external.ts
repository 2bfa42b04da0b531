import { when } from './rule-case';

const bgp = (fields: string): string => `ExternalAttachment/leaf-3--ext-1: {${fields}}`;
const fixed = (fields: string): string => `ExternalAttachment/leaf-3--ext-s: {${fields}}`;
const line = (fields: string): string =>
  bgp(
    `inboundACL: {statements: [{seq: 10, action: permit, protocol: tcp, srcPrefix: any, dstPrefix: any, ${fields}}]}`,
  );

export const externalCases = [
  when(
    'communities',
    'External/ext-1: {inboundCommunity: "65536:1", outboundCommunity: "01:1"}',
    [
      'inboundCommunity is "65536:1"; it has to be A:B with two numbers up to 65535',
      'outboundCommunity is "01:1"; it has to be A:B with two numbers up to 65535',
    ],
    'External/ext-1: {inboundCommunity: "0:65535", outboundCommunity: ""}',
  ),
  when(
    'static-external',
    'External/ext-s: {inboundCommunity: "1:1", static: {prefixes: [0.0.0.0/0, 10.0.0.0/8, x]}}',
    ['A static external has no inboundCommunity', '"x" is no prefix', '10.0.0.0/8 overlaps 0.0.0.0/0'],
    'External/ext-s: {static: {prefixes: [10.0.0.0/8, 11.0.0.0/8]}}',
  ),
  when('static-external', 'External/ext-s: {static: {prefixes: []}}', 'The static external has no prefix'),
  when('external-attachment-fields', bgp('external: null'), 'The attachment names no external', bgp('external: ext-1')),
  when(
    'external-connection-type',
    bgp('connection: leaf-3--static-external'),
    'Connection leaf-3--static-external is of type staticExternal, not external',
    bgp('connection: leaf-3--external'),
  ),
  when(
    'static-both',
    bgp('external: ext-s'),
    'External ext-s is static, so the attachment needs the field static',
    bgp('external: ext-1'),
  ),
  when('static-both', fixed('external: ext-1'), 'The attachment is static, but external ext-1 is not'),
  when(
    'bgp-attachment',
    bgp('switch: {ip: 100.1.10.1}, neighbor: {asn: 0, ip: x}'),
    [
      'switch.ip "100.1.10.1" is no address with a length',
      'The attachment needs neighbor.asn, the AS number of the other side',
      'neighbor.ip "x" is no address',
    ],
    bgp('neighbor: {asn: 1}'),
  ),
  when(
    'static-attachment',
    fixed('static: {proxy: true, remoteIP: x}, switch: {vlan: 5}'),
    [
      'A static attachment has no switch.ip or switch.vlan; they belong into static',
      'static.remoteIP "x" is no address',
      'The static attachment has both ip and proxy; it needs exactly one of them',
    ],
    fixed('static: {ip: null, proxy: true}, switch: {}'),
  ),
  when(
    'static-attachment',
    fixed('static: {ip: null}'),
    'The static attachment has neither ip nor proxy; it needs exactly one of them',
  ),
  when(
    'external-vlan-twice',
    fixed('static: {vlan: 10}'),
    'VLAN 10 of connection leaf-3--external belongs to leaf-3--ext-1 already',
    fixed('static: {vlan: 0}'),
  ),
  when(
    'acl-sequence',
    bgp(
      'inboundACL: {statements: [{seq: 9, action: permit, protocol: ip, srcPrefix: any, dstPrefix: any}, {seq: 20, action: permit, protocol: ip, srcPrefix: any, dstPrefix: any}, {seq: 20, action: deny, protocol: ip, srcPrefix: any, dstPrefix: any}]}',
    ),
    ['Access line 9: numbers start at 10', 'Access line 20: the number is used twice'],
    line('portRangeBegin: 1, portRangeEnd: 2'),
  ),
  when(
    'acl-words',
    line('action: permti'),
    'Access line 10: action is "permti"; it may be deny, discard, permit, transit',
    line('action: transit'),
  ),
  when(
    'acl-prefixes',
    line('srcPrefix: 10.0.0.0'),
    'Access line 10: srcPrefix "10.0.0.0" is neither a prefix nor any',
    line('srcPrefix: 10.0.0.0/8'),
  ),
  when(
    'acl-flags',
    line('tcpFilters: {established: true, syn: true}'),
    'Access line 10: established cannot stand with other flags',
    line('tcpFilters: {syn: true, notAck: true}'),
  ),
  when(
    'acl-flags',
    line('tcpFilters: {syn: true, notSyn: true}'),
    'Access line 10: the flag syn is asked for and ruled out',
  ),
  when('acl-flags', line('protocol: udp, tcpFilters: {syn: true}'), 'Access line 10: TCP flags need protocol tcp'),
  when(
    'acl-icmp',
    line('icmpType: 8'),
    'Access line 10: icmpType needs protocol icmp',
    line('protocol: icmp, icmpType: 8'),
  ),
  when(
    'acl-ports',
    line('portRangeBegin: 80'),
    'Access line 10: portRangeBegin 80 needs a portRangeEnd',
    line('portRangeBegin: 80, portRangeEnd: 81'),
  ),
  when(
    'acl-ports',
    line('protocol: ip, portRangeBegin: 80, portRangeEnd: 80'),
    'Access line 10: ports need protocol tcp or udp',
  ),
  when('acl-ports', line('portRangeBegin: 9, portRangeEnd: 8'), 'Access line 10: ports 9 to 8 are no range'),
  when(
    'external-peering-fields',
    'ExternalPeering/vpc-1--ext-1: {permit: {vpc: {name: null}, external: {prefixes: [{prefix: x}, {}]}}}',
    ['The peering names no VPC (permit.vpc.name)', 'Prefix 2 is empty', '"x" is no prefix'],
    'ExternalPeering/vpc-1--ext-1: {permit: {external: {prefixes: [{prefix: 10.0.0.0/8}]}}}',
  ),
  when(
    'external-peering-namespace',
    'IPv4Namespace/other: {subnets: [10.7.0.0/16]}\nExternal/ext-1: {ipv4Namespace: other}',
    'VPC vpc-1 is in IPv4 namespace default, external ext-1 in other',
    'External/ext-1: {ipv4Namespace: default}',
  ),
];
