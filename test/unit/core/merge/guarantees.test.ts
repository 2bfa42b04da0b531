import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { generatedMerge } from '../../../support/merge-guarantees/generate';

it('identity: a side that changed nothing costs nothing', () => {
  fc.assert(
    fc.property(generatedMerge, ({ base, ours }) => {
      expect(mergeFile({ base, ours, theirs: base, path: 'x.yaml' }).text).toBe(ours);
      expect(mergeFile({ base, ours: base, theirs: ours, path: 'x.yaml' }).text).toBe(ours);
      expect(mergeFile({ base, ours, theirs: ours, path: 'x.yaml' }).text).toBe(ours);
    }),
    { numRuns: 300, seed: 4 },
  );
});
