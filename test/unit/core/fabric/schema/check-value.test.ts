import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KindName } from '../../../../../src/core/fabric/kinds';
import { checkValue } from '../../../../../src/core/fabric/schema/check-value';
import { completionsAt, describeField, fieldAt } from '../../../../../src/core/fabric/schema/field-at';
import { importKinds } from '../../../../../src/core/fabric/schema/import-crd';
import { schemaOfKind } from '../../../../../src/core/fabric/schema/schemas';

const problems = (kind: KindName, spec: string): string[] =>
  checkValue(schemaOfKind(kind), {
    apiVersion: 'x/v1',
    kind,
    metadata: { name: 'a' },
    spec: parse(spec) as unknown,
  }).map((problem) => `${problem.code}: ${problem.message}`);

describe('a value against its schema', () => {
  it.each<[KindName, string, string[]]>([
    ['VPC', 'subnets: {default: {subnet: 10.0.0.0/24, vlan: 1001}}', []],
    [
      'VPC',
      'subnets: {default: {vlna: 1001}}',
      ['unknown-field: spec.subnets.default has no field vlna; did you mean vlan?'],
    ],
    [
      'VPC',
      'subnets: {default: {vlan: "1001"}}',
      ['wrong-type: spec.subnets.default.vlan is "1001", but a whole number is needed'],
    ],
    ['VPC', 'subnets: [a]', ['wrong-type: spec.subnets is a list of 1, but a mapping is needed']],
    ['VPC', 'subnets: {default: null}', []],
    ['VPC', 'subnets: {d: {hostBGPExtraPrefixes: {10.0.0.0/24: {minPrefixLen: 25}}}}', []],
    [
      'Switch',
      'role: leaf',
      [
        'not-a-choice: spec.role is "leaf", but may only be one of: spine, server-leaf, border-leaf, mixed-leaf, virtual-edge',
      ],
    ],
    ['Switch', '{}', ['missing: spec needs the field role']],
    [
      'Switch',
      '{role: spine, linkFlapErrDisable: {flapThreshold: 51}}',
      ['too-big: spec.linkFlapErrDisable.flapThreshold is 51, but at most 50 is allowed'],
    ],
    [
      'Switch',
      '{role: spine, asn: 4200000000}',
      ['too-big: spec.asn is 4200000000, but at most 2147483647 is allowed'],
    ],
    [
      'Connection',
      'eslag: {links: [{server: {port: a/b}}]}',
      ['too-few: spec.eslag.links has 1 entry, but at least 2 are needed'],
    ],
    [
      'Connection',
      'fabric: {links: [{leaf: {ip: 10.0.0.300/31}}]}',
      [
        'pattern: spec.fabric.links[0].leaf.ip is "10.0.0.300/31", which does not have the form that the API server asks for',
      ],
    ],
    ['IPv4Namespace', 'subnets: []', ['too-few: spec.subnets has 0 entries, but at least 1 are needed']],
    ['ExternalAttachment', '{connection: a, external: b, static: {remoteIP: 1.1.1.1}}', []],
    ['GatewayPeering', '{acl: {rules: [{from: a}]}}', ['missing: spec.acl.rules[0] needs the field action']],
  ])('%s %s', (kind, spec, expected) => {
    expect(problems(kind, spec)).toEqual(expected);
  });

  it('stops at the limit and never follows a hostile depth', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
    expect(checkValue(schemaOfKind('VPC'), many, 50)).toHaveLength(50);
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(checkValue(schemaOfKind('VPC'), { spec: deep }).some((one) => one.code === 'unknown-field')).toBe(true);
  });

  it('offers fields and choices, and explains them', () => {
    const vpc = schemaOfKind('VPC');
    expect(completionsAt(vpc, ['spec', 'subnets', 'default'], ['vlan']).map((one) => one.label)).not.toContain('vlan');
    expect(completionsAt(vpc, ['spec', 'subnets', 'default']).map((one) => one.label)).toContain('hostBGP');
    expect(completionsAt(schemaOfKind('Switch'), ['spec', 'role']).map((one) => one.label)).toContain('spine');
    expect(describeField(fieldAt(vpc, ['spec', 'vlanNamespace'])!)).toBe(
      'VLAN namespace that the VLANs come from. `default` when left out. Names a VLANNamespace.',
    );
    expect(fieldAt(vpc, ['spec', 'constructor'])).toBeNull();
  });

  it('reads kinds that somebody else defined', () => {
    const [kind] = importKinds(
      parse(`
kind: List
items:
- kind: CustomResourceDefinition
  spec:
    group: test.io
    names: {kind: Thing, plural: things}
    versions:
    - name: v1
      served: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, required: [size], properties: {size: {type: integer, maximum: 3}}}}}}
`),
    );
    expect(kind).toMatchObject({ group: 'test.io', kind: 'Thing', version: 'v1' });
    expect(checkValue(kind!.schema, { metadata: { any: 1 }, spec: { size: 4 } }).map((one) => one.message)).toEqual([
      'spec.size is 4, but at most 3 is allowed',
    ]);
  });
});
