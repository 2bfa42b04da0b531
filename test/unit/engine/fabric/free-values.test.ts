import { expect, test } from 'vitest';
import { freeValues } from '../../../../src/engine/fabric/answers/free-values';
import { modelOf } from '../../core/fabric/read-fabric';

const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: v}\nspec: {}\n';

test('every candidate says what could not be read, and nothing where all was', () => {
  const reasonsWith = (text: string): string[] => {
    const [fabric] = modelOf({ 'a.yaml': vpc, 'm.yaml': text }).fabrics;
    if (!fabric) throw new Error('no fabric');
    return freeValues(fabric, { what: 'asn' }, 2).candidates.map(({ reason }) => reason);
  };
  const doubt = /; m\.yaml cannot be read: what seems to stand in it counts as used$/;
  for (const text of ['broken: [1, 2\n', `<<<<<<< ours\n${vpc}=======\n>>>>>>> theirs\n`])
    expect(reasonsWith(text)).toEqual([expect.stringMatching(doubt), expect.stringMatching(doubt)]);
  expect(reasonsWith('note: fine\n').join('')).not.toContain('cannot be read');
});
