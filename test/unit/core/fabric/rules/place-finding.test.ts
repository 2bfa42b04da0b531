import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPolicy, policyPath } from '../../../../../src/core/fabric/policy/policy';
import { checkCustomKinds } from '../../../../../src/core/fabric/rules/check-custom-kinds';
import { unknownRules } from '../../../../../src/core/fabric/rules/check-policy';
import { placeFinding } from '../../../../../src/core/fabric/rules/place-finding';
import { checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { importKinds } from '../../../../../src/core/fabric/schema/import-crd';
import { schemaFor, schemaOfKind } from '../../../../../src/core/fabric/schema/schemas';
import { readDocuments } from '../../../../../src/core/yaml/documents';
import { fabricOf, modelOf } from '../read-fabric';

const text = `# head
apiVersion: wiring.githedgehog.com/v1beta1
kind: SwitchGroup
metadata: {name: a}
---
apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: vpc-1
spec:
  subnets:
    web:
      subnet: 10.0.1.0/33
      vlna: 1001
---
foo: [
`;

describe('where a finding stands', () => {
  const documents = readDocuments(text);
  const marked = checkModel(modelOf({ 'f/a.yaml': text })).map((finding) => {
    const place = placeFinding(finding, text, documents)!;
    return `${finding.rule} ${place.line + 1}:${place.column + 1} ${text.slice(place.start, place.end)}`;
  });

  it.each([
    ['a value', 'subnet-prefix 13:15 10.0.1.0/33'],
    ['a key', 'unknown-field 14:7 vlna'],
    ['what is missing: the key around it', 'subnet-vlan 12:5 web'],
    ['a name', 'unused 4:18 a'],
  ])('%s', (_what, expected) => expect(marked).toContain(expected));

  it('broken YAML, by the reader’s word', () => {
    expect(marked.filter((line) => line.startsWith('readable')).every((line) => /^readable 1[67]:/.test(line))).toBe(
      true,
    );
    expect(marked.some((line) => line.startsWith('readable'))).toBe(true);
  });

  it('nowhere, when the document is gone', () => {
    expect(placeFinding({ document: 9, at: [] }, text, documents)).toBeNull();
    expect(placeFinding({ document: 0, at: [] }, text, documents)).toMatchObject({ line: 1, column: 0 });
  });
});

describe('what a repository adds', () => {
  it('a policy that names rules which do not exist is told so', () => {
    const { policy } = readPolicy(parse('{version: 1, severities: {vlan-twise: off, readable: error}}'));
    expect(unknownRules(policy)).toEqual([
      { path: ['severities', 'vlan-twise'], message: 'is no rule; did you mean vlan-twice?' },
    ]);
    expect(policyPath).toBe('.selvedge/policy.yaml');
  });

  it('kinds of its own are checked by their CRDs', () => {
    const kinds = importKinds(
      parse(
        '{kind: CustomResourceDefinition, spec: {group: t.io, names: {kind: Thing, plural: things}, versions: [{name: v1, served: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}}]}}',
      ),
    );
    const fabric = fabricOf({
      'f/a.yaml': `${text.split('---')[0]!}---\napiVersion: t.io/v1\nkind: Thing\nmetadata: {name: x}\nspec: {size: big, siez: 1}\n`,
    });
    expect(checkCustomKinds(fabric, kinds).map((one) => one.message)).toEqual([
      'spec.size is "big", but a whole number is needed',
      'spec has no field siez',
    ]);
    expect(schemaFor('vpc.githedgehog.com', 'VPC')).toBe(schemaOfKind('VPC'));
    expect(schemaFor('t.io', 'Thing')).toBeNull();
  });
});
