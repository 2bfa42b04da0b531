import { expect, test } from 'vitest';
import { freeValues } from '../../../../src/engine/fabric/answers/free-values';
import { modelOf } from '../../core/fabric/read-fabric';

const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: v}\nspec: {}\n';

test('what cannot be read may use a free value, and the reason names the file', () => {
  const reasonWith = (text: string): string => {
    const [fabric] = modelOf({ 'a.yaml': vpc, 'm.yaml': text }).fabrics;
    if (!fabric) throw new Error('no fabric');
    return freeValues(fabric, { what: 'asn' }, 1).candidates[0]?.reason ?? '';
  };
  const doubt = '; m.yaml cannot be read, and values in it may be in use';
  expect(reasonWith('broken: [1, 2\n').endsWith(doubt)).toBe(true);
  expect(reasonWith(`<<<<<<< ours\n${vpc}=======\n>>>>>>> theirs\n`).endsWith(doubt)).toBe(true);
  expect(reasonWith('note: fine\n')).not.toContain('cannot be read');
});
