import { expect, it } from 'vitest';
import { checkFabric, checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { fabricOf, modelOf } from '../read-fabric';
import { fileCases } from './cases-file';

it.each(fileCases.map((one) => [one.rule, one.says.join(' | ') || 'is silent', one] as const))(
  '%s: %s',
  (rule, _says, one) => {
    const said = checkFabric(fabricOf(one.files))
      .filter((finding) => finding.rule === rule)
      .map((finding) => `${finding.path}: ${finding.message}`);
    expect(said).toHaveLength(one.says.length);
    for (const [index, text] of one.says.entries()) expect(said[index]).toContain(text);
  },
);

it.each([
  ['broken YAML', 'a: [\n', ['readable error']],
  [
    'a List of fabric resources',
    'apiVersion: v1\nkind: List\nitems: [{apiVersion: vpc.githedgehog.com/v1beta1}]\n',
    // The list, and its item without a name.
    ['not-a-resource error', 'not-a-resource error'],
  ],
  ['a List of others', 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1}]\n', []],
  ['anything else', 'services: {}\n', []],
])('outside of every fabric: %s', (_what, text, says) => {
  const found = checkModel(modelOf({ 'f/a.yaml': text }));
  expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(says);
});

it('an alias without anchor is one problem, at the alias, and nothing follows from it', () => {
  const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: und}\nspec:\n  subnets:\n';
  const said = (spec: string): unknown[] =>
    checkFabric(fabricOf({ 'a.yaml': vpc + spec })).map(({ rule, at }) => [rule, at]);
  expect(said('    a: *nope\n')).toEqual([['readable', ['spec', 'subnets', 'a']]]);
  expect(said('    a: &own {x: *own}\n')).toEqual([['readable', ['spec', 'subnets', 'a', 'x']]]);
});
