import { describe, expect, it } from 'vitest';
import { checkChange, checkModelChange } from '../../../../../src/core/fabric/rules/run-rules';
import { modelOf } from '../read-fabric';
import { changeCases } from './cases-change';
import { patchedFabric } from './patched-fabric';

describe('rules about changes', () => {
  it.each(
    changeCases.map((one) => [one.rule, one.says.join(' | ') || `is silent (${one.after || 'removed'})`, one] as const),
  )('%s: %s', (rule, _says, one) => {
    const found = checkChange({ before: patchedFabric(one.before), after: patchedFabric(one.after) });
    expect(found.filter((finding) => finding.rule === rule).map((finding) => finding.message)).toEqual(one.says);
  });

  it('does not take what cannot be read for deleted', () => {
    const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: v}\nspec: {}\n';
    const user =
      'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPCAttachment\nmetadata: {name: at}\nspec: {subnet: v/default}\n';
    for (const broken of [`${vpc}\tx: [\n`, `<<<<<<< ours\n${vpc}=======\n>>>>>>> theirs\n`]) {
      const found = checkModelChange(
        modelOf({ 'x.yaml': vpc, 'at.yaml': user }),
        modelOf({ 'x.yaml': broken, 'at.yaml': user }),
      );
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
        'deletes-live: x.yaml cannot be read now, so what became of VPC v cannot be judged',
      ]);
    }
  });

  it('sees a fabric that is gone altogether', () => {
    const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: v}\nspec: {}\n';
    const found = checkModelChange(modelOf({ 'a/x.yaml': vpc, 'b/x.yaml': vpc }), modelOf({ 'a/x.yaml': vpc }));
    expect(found.map((finding) => `${finding.path} ${finding.rule}`)).toEqual(['b/x.yaml deletes-live']);
  });
});
