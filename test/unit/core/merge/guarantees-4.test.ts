import { expect, it } from 'vitest';
import { checkGuarantees } from '../../../support/merge-guarantees/check-guarantees';

/** One of four files, so that they run beside each other; together more than 20,000 merges. */
it('guarantees of the merge, part 4', { timeout: 240_000 }, () => {
  expect(checkGuarantees(5_000, 4000)).toBeGreaterThanOrEqual(5_000);
});
