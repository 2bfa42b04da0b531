import { describe, expect, it } from 'vitest';
import { mergeWithinRules } from '../../../../../src/core/merge/decisions/merge-within-rules';
import { mergeFile } from '../../../../../src/core/merge/merge-file';

const document = (kind: string, name: string, spec: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: default\nspec:\n${spec}`;
const vpc = (name: string, subnet: number, vlan: number): string =>
  document(
    'VPC',
    name,
    `  ipv4Namespace: default\n  vlanNamespace: default\n  subnets:\n    a:\n      subnet: 10.0.${subnet}.0/24\n      vlan: ${vlan}\n`,
  );
const attachment = (name: string, vpcName: string): string =>
  document('VPCAttachment', name, `  connection: ${name}\n  subnet: ${vpcName}/a\n`);
const file = (...documents: string[]): string => documents.join('---\n');

const gitResult = { clean: false, text: '' };
const cases = {
  'a reference to what the other side renamed': {
    base: file(vpc('web', 1, 1001), attachment('one', 'web')),
    ours: file(vpc('shop', 1, 1001), attachment('one', 'shop')),
    theirs: file(vpc('web', 1, 1001), attachment('one', 'web'), attachment('two', 'web')),
  },
  'one network within another': {
    base: file(vpc('web', 1, 1001)),
    ours: file(vpc('web', 1, 1001), vpc('shop', 2, 1002)),
    theirs: file(vpc('web', 1, 1001), vpc('desk', 2, 1003).replace('/24', '/25')),
  },
  'one VLAN for two': {
    base: file(vpc('web', 1, 1001)),
    ours: file(vpc('web', 1, 1001), vpc('shop', 2, 1002)),
    theirs: file(vpc('web', 1, 1001), vpc('desk', 3, 1002)),
  },
};

describe('a result by structure that only the combination breaks', () => {
  for (const [name, texts] of Object.entries(cases))
    it.each([
      [name, texts],
      [`${name}, swapped`, { base: texts.base, ours: texts.theirs, theirs: texts.ours }],
    ])('%s is asked about', async (_name, versions) => {
      const input = { ...versions, path: 'fabric.yaml', gitResult };
      expect(mergeFile(input)).toMatchObject({ source: 'structure', conflicts: [] });
      const outcome = await mergeWithinRules(input);
      expect(outcome.conflicts.length).toBeGreaterThan(0);
      expect(outcome.fallbacks[0]?.reason).toMatch(/^together both changes break a rule: /);
    });

  it('is taken when nothing new is broken, and when a side breaks the rule alone', async () => {
    const fine = {
      base: file(vpc('web', 1, 1001)),
      ours: file(vpc('web', 1, 1001), vpc('shop', 2, 1002)),
      theirs: file(vpc('web', 1, 1001), vpc('desk', 3, 1003)),
    };
    const alone = { ...fine, ours: file(vpc('web', 1, 1001), attachment('one', 'nobody')) };
    for (const versions of [fine, alone])
      expect(await mergeWithinRules({ ...versions, path: 'fabric.yaml', gitResult })).toMatchObject({
        source: 'structure',
        conflicts: [],
      });
  });
});
