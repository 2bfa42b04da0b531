import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changeInWords } from '../../../../../src/core/fabric/changes/change-words';
import { fieldChanges } from '../../../../../src/core/fabric/changes/field-changes';
import { identify } from '../../../../../src/core/fabric/identity';
import { listSemanticsFor } from '../../../../../src/core/fabric/list-semantics';
import { fingerprintOf, meaningOf } from '../../../../../src/core/fabric/normalize/meaning';

const vpc = (spec: string, metadata = 'name: vpc-1'): unknown => ({
  apiVersion: 'vpc.githedgehog.com/v1beta1',
  kind: 'VPC',
  metadata: parse(`{${metadata}}`) as unknown,
  spec: parse(spec) as unknown,
});
const of = (group: string, kind: string, spec: string): unknown => ({
  apiVersion: `${group}.githedgehog.com/${group === 'gateway' ? 'v1alpha1' : 'v1beta1'}`,
  kind,
  metadata: { name: 'it' },
  spec: parse(spec) as unknown,
});
const words = (before: unknown, after: unknown): string[] =>
  fieldChanges(before, after).map((change) => changeInWords(identify(after)!, change));

describe('what changed, in words', () => {
  it.each<[string, unknown, unknown, string[]]>([
    [
      'a value',
      vpc('subnets: {default: {subnet: 10.0.1.0/24, vlan: 1001}}'),
      vpc('subnets: {default: {subnet: 10.0.1.0/24, vlan: 1002}}'),
      ['vlan of vpc-1/default: 1001 → 1002'],
    ],
    [
      'a whole subnet',
      vpc('subnets: {default: {subnet: 10.0.1.0/24, vlan: 1001}}'),
      vpc('subnets: {default: {subnet: 10.0.1.0/24, vlan: 1001}, web: {subnet: 10.0.2.0/24, vlan: 1002}}'),
      ['subnet web added to vpc-1 (subnet 10.0.2.0/24, vlan 1002)'],
    ],
    [
      'a member of a set',
      vpc('subnets: {a: {dhcp: {enable: true, options: {dnsServers: [1.1.1.1, 8.8.8.8]}}, subnet: 10.0.1.0/24}}'),
      vpc('subnets: {a: {dhcp: {enable: true, options: {dnsServers: [8.8.8.8, 9.9.9.9]}}, subnet: 10.0.1.0/24}}'),
      ['dhcp.options.dnsServers of vpc-1/a: 1.1.1.1 removed', 'dhcp.options.dnsServers of vpc-1/a: 9.9.9.9 added'],
    ],
    [
      'a cable, matched by the switch’s port',
      of(
        'wiring',
        'Connection',
        'fabric: {links: [{spine: {port: s/E1/1}, leaf: {port: l/E1/1}}, {spine: {port: s/E1/2}, leaf: {port: l/E1/2}}]}',
      ),
      of(
        'wiring',
        'Connection',
        'fabric: {links: [{spine: {port: s/E1/2}, leaf: {port: l/E1/9}}, {spine: {port: s/E1/1}, leaf: {port: l/E1/1}}]}',
      ),
      ['fabric.links[s/E1/2].leaf.port of it: l/E1/2 → l/E1/9'],
    ],
    [
      'the order of access rules',
      of('gateway', 'GatewayPeering', 'acl: {rules: [{name: a, action: deny}, {name: b, action: allow}]}'),
      of('gateway', 'GatewayPeering', 'acl: {rules: [{name: b, action: allow}, {name: a, action: deny}]}'),
      ['order of acl.rules of it: a, b → b, a'],
    ],
    [
      'the API version',
      { ...(vpc('subnets: {}') as object), apiVersion: 'vpc.githedgehog.com/v1alpha2' },
      vpc('subnets: {}'),
      ['apiVersion of vpc-1: vpc.githedgehog.com/v1alpha2 → vpc.githedgehog.com/v1beta1'],
    ],
    ['a label', vpc('{}'), vpc('{}', 'name: vpc-1, labels: {team: red}'), ['label team added to vpc-1 (red)']],
  ])('%s', (_what, before, after, expected) => {
    expect(words(before, after)).toEqual(expected);
    expect(fieldChanges(after, after)).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    [
      'defaults written out',
      vpc('subnets: {a: {subnet: 10.0.1.0/24, vlan: 5, dhcp: {enable: true}}}'),
      vpc(
        'mode: ""\nipv4Namespace: default\nvlanNamespace: default\nsubnets: {a: {subnet: 10.0.1.0/24, vlan: 5, gateway: 10.0.1.1, hostBGP: false, dhcp: {enable: true, range: {start: 10.0.1.2, end: 10.0.1.255}}}}',
        'name: vpc-1, namespace: default',
      ),
    ],
    [
      'timestamps and system labels',
      vpc('{}', 'name: vpc-1, annotations: {hnp.githedgehog.com/last-synced: "1"}'),
      vpc(
        '{}',
        'name: vpc-1, uid: x, labels: {fabric.githedgehog.com/vlanns: default}, annotations: {hnp.githedgehog.com/last-synced: "2"}',
      ),
    ],
    [
      'the order of sets',
      of('vpc', 'IPv4Namespace', 'subnets: [10.0.0.0/16, 10.1.0.0/16]'),
      of('vpc', 'IPv4Namespace', 'subnets: [10.1.0.0/16, 10.0.0.0/16]'),
    ],
    ['permit groups in another order', vpc('permit: [[a, b], [c, d]]'), vpc('permit: [[d, c], [b, a]]')],
    [
      'nothing at all',
      of('wiring', 'Switch', 'role: spine'),
      of('wiring', 'Switch', 'role: spine\nredundancy: {}\necmp: {}\nroce: false\nvlanNamespaces: [default]'),
    ],
    [
      'a peering side of nothing',
      of('vpc', 'VPCPeering', 'permit: [{a: , b: {}}]'),
      of('vpc', 'VPCPeering', 'permit: [{a: {}, b: {subnets: []}}]'),
    ],
    [
      'a subnet without a name',
      of('vpc', 'VPCAttachment', 'subnet: vpc-1'),
      of('vpc', 'VPCAttachment', 'subnet: vpc-1/default'),
    ],
    [
      'MAC spelling',
      vpc('subnets: {a: {subnet: 10.0.0.0/24, dhcp: {enable: true, static: {AA-BB-CC-DD-EE-FF: {ip: 10.0.0.9}}}}}'),
      vpc('subnets: {a: {subnet: 10.0.0.0/24, dhcp: {enable: true, static: {"aa:bb:cc:dd:ee:ff": {ip: 10.0.0.9}}}}}'),
    ],
  ])('%s is no change', (_what, before, after) => {
    expect(words(before, after)).toEqual([]);
    expect(fingerprintOf(before)).toBe(fingerprintOf(after));
  });

  it.each<[string, unknown, unknown]>([
    [
      'isolated: false is said, not left out',
      vpc('defaultIsolated: true\nsubnets: {a: {isolated: false}}'),
      vpc('defaultIsolated: true\nsubnets: {a: {}}'),
    ],
    [
      'static NAT is chosen by an empty mapping',
      of('gateway', 'GatewayPeering', 'peering: {a: {expose: [{nat: {static: {}}}]}}'),
      of('gateway', 'GatewayPeering', 'peering: {a: {expose: [{nat: {}}]}}'),
    ],
    [
      'the order of access rules counts',
      of('gateway', 'GatewayPeering', 'acl: {rules: [{action: deny}, {action: allow}]}'),
      of('gateway', 'GatewayPeering', 'acl: {rules: [{action: allow}, {action: deny}]}'),
    ],
    ['sync waves are intent', vpc('{}', 'name: vpc-1, annotations: {argocd.argoproj.io/sync-wave: "1"}'), vpc('{}')],
  ])('%s', (_what, before, after) => {
    expect(fieldChanges(before, after)).not.toEqual([]);
    expect(fingerprintOf(before)).not.toBe(fingerprintOf(after));
  });

  it('normalising twice is normalising once', () => {
    const scalar = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.constant(null));
    const subnet = fc.record({
      subnet: fc.constantFrom('10.0.0.0/24', '10.0.0.9/30', 'x'),
      vlan: scalar,
      isolated: scalar,
      dhcp: fc.option(fc.record({ enable: fc.boolean(), range: scalar })),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), subnet), fc.array(fc.array(fc.string())), (subnets, permit) => {
        const once = meaningOf({ ...(vpc('{}') as object), spec: { subnets, permit } });
        expect(meaningOf(once)).toEqual(once);
      }),
    );
  });

  it('follows the policy about volatile paths and lists', () => {
    const options = {
      volatile: [['metadata', 'annotations', 'build']],
      lists: [{ groupKind: '*', path: ['spec', 'things'], treat: 'set' as const, key: [], why: 'policy' }],
    };
    const before = {
      apiVersion: 'x/v1',
      kind: 'Foreign',
      metadata: { name: 'a', annotations: { build: '1' } },
      spec: { things: [1, 2] },
    };
    const after = { ...before, metadata: { name: 'a', annotations: { build: '2' } }, spec: { things: [2, 1] } };
    expect(fieldChanges(before, after)).not.toEqual([]);
    expect(fieldChanges(before, after, options)).toEqual([]);
    expect(listSemanticsFor('x/Foreign', ['spec', 'things'], options.lists)?.treat).toBe('set');
    expect(listSemanticsFor('vpc.githedgehog.com/VPC', ['spec', 'staticRoutes', 3, 'nextHops'])?.treat).toBe('set');
    expect(listSemanticsFor('vpc.githedgehog.com/VPC', ['spec', 'unknown'])).toBeNull();
  });
});
