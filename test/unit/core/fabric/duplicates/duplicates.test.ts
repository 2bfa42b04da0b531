import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findDuplicates } from '../../../../../src/core/fabric/duplicates/find-duplicates';
import { planDuplicates } from '../../../../../src/core/fabric/duplicates/plan-duplicates';
import type { Fabric } from '../../../../../src/core/fabric/model/fabric-model';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import type { Plan } from '../../../../../src/core/fabric/plan/plan-step';
import { pathOfStep } from '../../../../../src/core/fabric/plan/plan-step';
import { defaultPolicy, readPolicy } from '../../../../../src/core/fabric/policy/policy';
import { fabricOf } from '../read-fabric';

const vpc = (vlan: number, annotated = false): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: v\n${annotated ? '  annotations: {hnp.githedgehog.com/fabric: f}\n' : ''}spec:\n  subnets: {a: {subnet: 10.0.0.0/24, vlan: ${vlan}}}\n`;
const other = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: w}\nspec: {}\n';
const shown = (plan: Plan): string[] => [
  ...plan.steps.map(({ step }) => `${step.action} ${pathOfStep(step)}${'document' in step ? `#${step.document}` : ''}`),
  ...plan.review.map((one) => `review ${one.what}: ${one.why}`),
];
type Files = Record<string, string>;
const policyOf = (text: string): typeof defaultPolicy => readPolicy(parse(text)).policy;
const mark = { 'f/.hnp/manifest.yaml': '{}' };

const cases: [string, Files, string, string[], string?, Record<string, number>?][] = [
  [
    '1: identical files',
    { 'f/raw/x.yaml': vpc(1), 'f/managed/vpcs/v.yaml': vpc(1) },
    '1 f/managed/vpcs/v.yaml',
    ['delete f/raw/x.yaml#0'],
  ],
  [
    '2: the same in meaning is not the same byte by byte',
    { 'f/raw/x.yaml': `# note\n${vpc(1)}`, 'f/managed/vpcs/v.yaml': vpc(1) },
    '2 f/managed/vpcs/v.yaml',
    ['disable f/raw/x.yaml#0'],
  ],
  [
    '1: identical without managed, the deeper one',
    { 'f/raw/x.yaml': vpc(1), 'f/raw/deep/x.yaml': vpc(1) },
    '1 f/raw/deep/x.yaml',
    ['delete f/raw/x.yaml#0'],
  ],
  [
    '2: managed over raw',
    { 'f/raw/x.yaml': vpc(1), 'f/managed/vpcs/v.yaml': vpc(2) },
    '2 f/managed/vpcs/v.yaml',
    ['disable f/raw/x.yaml#0'],
  ],
  [
    '2: only the document, not the file',
    { 'f/raw/x.yaml': `${other}---\n${vpc(1)}`, 'f/managed/vpcs/v.yaml': vpc(2) },
    '2 f/managed/vpcs/v.yaml',
    ['disable f/raw/x.yaml#1'],
  ],
  [
    '2: unmanaged/managed is unmanaged',
    { 'f/unmanaged/managed/v.yaml': vpc(1), 'f/managed/vpcs/v.yaml': vpc(2) },
    '2 f/managed/vpcs/v.yaml',
    ['disable f/unmanaged/managed/v.yaml#0'],
  ],
  ['3: raw over the rest', { 'f/raw/x.yaml': vpc(1), 'f/x.yaml': vpc(2) }, '3 f/raw/x.yaml', ['disable f/x.yaml#0']],
  [
    '4: the annotated one',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': vpc(2) },
    '4 f/managed/vpcs/v.yaml',
    ['move f/managed/vpcs/v-1.yaml#0'],
  ],
  [
    '4: none annotated',
    { 'f/managed/vpcs/v.yaml': vpc(1), 'f/managed/vpcs/v-1.yaml': vpc(2) },
    '4 f/managed/vpcs/v.yaml',
    ['move f/managed/vpcs/v-1.yaml#0'],
  ],
  [
    '1: identical managed copies, the one with its own name',
    { 'f/managed/vpcs/v.yaml': vpc(1), 'f/managed/vpcs/deep/v-1.yaml': vpc(1) },
    '1 f/managed/vpcs/v.yaml',
    ['delete f/managed/vpcs/deep/v-1.yaml#0'],
  ],
  [
    '4: annotated, and the same but for the bytes',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': `# later\n${vpc(1, true)}` },
    '4 nobody',
    ['review VPC v: 2 managed copies have the plugin’s annotations and differ'],
  ],
  [
    '4: two annotated need a person',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': vpc(2, true) },
    '4 nobody',
    ['review VPC v: 2 managed copies have the plugin’s annotations and differ'],
  ],
  [
    '4 before 2: managed rivals first, then raw',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': vpc(2), 'f/raw/x.yaml': vpc(3) },
    '4 f/managed/vpcs/v.yaml',
    ['move f/managed/vpcs/v-1.yaml#0', 'disable f/raw/x.yaml#0'],
  ],
  [
    '5: the oldest, by wish',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': vpc(2, true) },
    '5 f/managed/vpcs/v-1.yaml',
    ['move f/managed/vpcs/v.yaml#0'],
    '{version: 1, duplicates: {preferOldest: true}}',
    { 'f/managed/vpcs/v.yaml': 9, 'f/managed/vpcs/v-1.yaml': 5 },
  ],
  [
    '5: not without times',
    { 'f/managed/vpcs/v.yaml': vpc(1, true), 'f/managed/vpcs/v-1.yaml': vpc(2, true) },
    '4 nobody',
    ['review VPC v: 2 managed copies have the plugin’s annotations and differ'],
    '{version: 1, duplicates: {preferOldest: true}}',
    { 'f/managed/vpcs/v.yaml': 9 },
  ],
  [
    'the policy may let raw win',
    { 'f/raw/x.yaml': vpc(1), 'f/managed/vpcs/v.yaml': vpc(2) },
    '3 f/raw/x.yaml',
    ['disable f/managed/vpcs/v.yaml#0'],
    '{version: 1, duplicates: {winner: [raw]}}',
  ],
  [
    'too many deletions need a person',
    { 'f/raw/x.yaml': vpc(1), 'f/raw/y.yaml': vpc(1), 'f/managed/vpcs/v.yaml': vpc(1) },
    '1 f/managed/vpcs/v.yaml',
    [
      'review VPC v: the plan would delete more than 1 copies',
      'review VPC v: the plan would delete more than 1 copies',
    ],
    '{version: 1, duplicates: {deleteLimit: 1}}',
  ],
];

describe('which copy wins, and what happens to the rest', () => {
  it.each(cases)('%s', (_what, files, winner, steps, policy, times) => {
    const fabric = fabricOf({ ...mark, ...files }, policy ? policyOf(policy) : defaultPolicy);
    const groups = findDuplicates(fabric, new Map(Object.entries(times ?? {})));
    expect(groups.map(({ decision }) => `${decision.row} ${decision.winner?.path ?? 'nobody'}`)).toEqual([winner]);
    expect(groups[0]!.decision.reason).not.toBe('');
    expect(shown(planDuplicates(fabric, groups))).toEqual(steps);
  });

  it('provenance and an explicit default namespace mean nothing', () => {
    const own = vpc(1).replace(
      '  name: v\n',
      '  name: v\n  namespace: default\n  annotations: {hnp.githedgehog.com/original-file: a.yaml, mine: x}\n',
    );
    const bare = vpc(1).replace('  name: v\n', '  name: v\n  annotations: {mine: x}\n');
    const likenessOf = (raw: string): string[] =>
      findDuplicates(fabricOf({ ...mark, 'f/managed/vpcs/v.yaml': own, 'f/raw/x.yaml': raw })).flatMap(({ copies }) =>
        copies.map(({ likeness }) => likeness),
      );
    expect(likenessOf(bare)).toEqual(['bytes', 'meaning']);
    expect(likenessOf(vpc(1))).toEqual(['bytes', 'different']);
  });

  it('empty, comment-only and foreign files are no duplicates', () => {
    const fabric = fabricOf({
      ...mark,
      'f/raw/a.yaml': '# x\n',
      'f/raw/b.yaml': '# x\n',
      'f/raw/c.yaml': 'a: 1\n',
      'f/raw/d.yaml': 'a: 1\n',
      'f/raw/v.yaml': vpc(1),
    });
    expect(findDuplicates(fabric)).toEqual([]);
  });

  it('reports every identity of two big files, not only the first', () => {
    const many = (note: string): string =>
      Array.from({ length: 46 }, (_, index) => other.replace('{name: w}', `{name: w${index}}`)).join('---\n') + note;
    const fabric = fabricOf({
      ...mark,
      'f/raw/prepop.yaml': many(''),
      'f/prepop.yaml': many('# edited\n'),
      'f/raw/x.yaml': vpc(1),
      'f/managed/vpcs/v.yaml': vpc(2),
    });
    expect(findDuplicates(fabric)).toHaveLength(47);
  });

  it('done once, a second time finds nothing; every other byte stays', () => {
    const place = fc.constantFrom(
      'f/raw/a.yaml',
      'f/raw/b/a.yaml',
      'f/managed/vpcs/v.yaml',
      'f/managed/vpcs/v-1.yaml',
      'f/x.yaml',
      'f/unmanaged/a.yaml',
    );
    const text = fc
      .array(
        fc.oneof(
          fc.constant(other),
          fc.integer({ min: 1, max: 3 }).map((vlan) => vpc(vlan)),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((documents) => documents.join('---\n'));
    fc.assert(
      fc.property(fc.dictionary(place, text, { minKeys: 1 }), (found) => {
        const files: Files = { ...mark, ...found };
        const before = fabricOf(files);
        const plan = planDuplicates(before, findDuplicates(before));
        const applied = applySteps(
          new Map(Object.entries(files)),
          plan.steps.map((one) => one.step),
        );
        expect(applied.refused).toEqual([]);
        const after: Files = { ...files };
        for (const [path, content] of applied.files) {
          if (content === null) delete after[path];
          else after[path] = content;
        }
        const again = fabricOf(after);
        expect(findDuplicates(again)).toEqual([]);
        const names = (fabric: Fabric): string[] => [...fabric.copies.keys()].sort();
        expect(names(again)).toEqual(names(before));
      }),
      { numRuns: 150 },
    );
  });
});
