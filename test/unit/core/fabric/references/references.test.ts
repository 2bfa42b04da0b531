import { describe, expect, it } from 'vitest';
import { formatPath } from '../../../../../src/core/fabric/schema/check-value';
import { hasPart, referrersOf, resolve } from '../../../../../src/core/fabric/references/reference-graph';
import { referencesOf } from '../../../../../src/core/fabric/references/references-of';
import { fabricOf } from '../read-fabric';

const doc = (group: string, kind: string, name: string, spec: string): string =>
  `apiVersion: ${group}.githedgehog.com/${group === 'gateway' ? 'v1alpha1' : 'v1beta1'}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`;

const references = (group: string, kind: string, spec: string): string[] => {
  const fabric = fabricOf({ 'f/a.yaml': doc(group, kind, 'it', spec) });
  return referencesOf(fabric.resources[0]!).map(
    (one) =>
      `${formatPath(one.path.slice(1))} ${one.form} → ${one.kind} ${one.name}${one.part === null ? '' : ` (${one.part})`}`,
  );
};

describe('what resources name', () => {
  it.each<[string, string, string, string[]]>([
    [
      'vpc',
      'VPC',
      '{ipv4Namespace: n, vlanNamespace: v, subnets: {a: {dhcp: {relayVPC: r}}}, permit: [[a, b]]}',
      [
        'ipv4Namespace name → IPv4Namespace n',
        'vlanNamespace name → VLANNamespace v',
        'subnets.a.dhcp.relayVPC name → VPC r',
        'permit[0][0] part → VPC it (a)',
        'permit[0][1] part → VPC it (b)',
      ],
    ],
    [
      'vpc',
      'VPCAttachment',
      '{subnet: vpc-1/web, connection: c}',
      ['subnet vpc/subnet → VPC vpc-1 (web)', 'connection name → Connection c'],
    ],
    ['vpc', 'VPCAttachment', '{subnet: vpc-1}', ['subnet vpc/subnet → VPC vpc-1 (default)']],
    [
      'vpc',
      'VPCPeering',
      '{permit: [{a: {subnets: [x]}, b: }]}',
      ['permit[0].a key → VPC a', 'permit[0].a.subnets[0] part → VPC a (x)', 'permit[0].b key → VPC b'],
    ],
    [
      'vpc',
      'ExternalPeering',
      '{permit: {vpc: {name: a, subnets: [x]}, external: {name: e}}}',
      [
        'permit.vpc.name name → VPC a',
        'permit.vpc.subnets[0] part → VPC a (x)',
        'permit.external.name name → External e',
      ],
    ],
    ['vpc', 'External', '{ipv4Namespace: n}', ['ipv4Namespace name → IPv4Namespace n']],
    [
      'vpc',
      'ExternalAttachment',
      '{external: e, connection: c}',
      ['external name → External e', 'connection name → Connection c'],
    ],
    [
      'wiring',
      'Connection',
      '{gateway: {links: [{switch: {port: s/E1/1}, gateway: {port: g/enp}}]}}',
      [
        'gateway.links[0].switch.port device/port → Switch s (E1/1)',
        'gateway.links[0].gateway.port device/port → Gateway g (enp)',
      ],
    ],
    [
      'wiring',
      'Connection',
      '{staticExternal: {withinVPC: v, link: {switch: {port: s/E1/1}}}}',
      ['staticExternal.link.switch.port device/port → Switch s (E1/1)', 'staticExternal.withinVPC name → VPC v'],
    ],
    [
      'wiring',
      'Switch',
      '{profile: vs, groups: [g], redundancy: {group: r}, vlanNamespaces: [n]}',
      [
        'profile name → SwitchProfile vs',
        'groups[0] name → SwitchGroup g',
        'redundancy.group name → SwitchGroup r',
        'vlanNamespaces[0] name → VLANNamespace n',
      ],
    ],
    [
      'gateway',
      'Gateway',
      '{groups: [{name: g}], neighbors: [{source: i}]}',
      ['groups[0].name name → GatewayGroup g', 'neighbors[0].source part → Gateway it (i)'],
    ],
    [
      'gateway',
      'GatewayPeering',
      '{gatewayGroup: g, peering: {a: {expose: [{ips: [{vpcSubnet: s}]}]}, ext.e: {}}, acl: {rules: [{from: a, match: {src: [{vpcSubnet: s}], dst: [{vpcSubnet: z}]}}]}}',
      [
        'gatewayGroup name → GatewayGroup g',
        'peering.a key → VPC a',
        'peering.a.expose[0].ips[0].vpcSubnet part → VPC a (s)',
        'peering.ext.e ext-key → External e',
        'acl.rules[0].from name → VPC a',
        'acl.rules[0].match.src[0].vpcSubnet part → VPC a (s)',
      ],
    ],
  ])('%s %s %s', (group, kind, spec, expected) => expect(references(group, kind, spec)).toEqual(expected));

  it('knows who names whom, and what only the cluster can know', () => {
    const fabric = fabricOf({
      'f/a.yaml':
        doc('vpc', 'VPC', 'v', '{subnets: {a: {}}}') +
        doc('vpc', 'VPCAttachment', 'va', '{subnet: v/a, connection: c}') +
        doc('vpc', 'VPCPeering', 'vp', '{permit: [{v: {}, w: {}}]}'),
    });
    expect(referrersOf(fabric, 'VPC', 'v').map((one) => one.from.id.name)).toEqual(['va', 'vp']);
    expect(resolve(fabric, 'VPC', 'v').state).toBe('found');
    expect(resolve(fabric, 'VPC', 'w').state).toBe('missing');
    expect(resolve(fabric, 'Connection', 'c').state).toBe('assumed');
    expect(resolve(fabric, 'VLANNamespace', 'default').state).toBe('ambient');
    expect(resolve(fabric, 'SwitchProfile', 'vs').state).toBe('ambient');
    expect(hasPart(fabric.resources[0]!, 'a')).toBe(true);
    expect(hasPart(fabric.resources[0]!, 'constructor')).toBe(false);
  });
});
