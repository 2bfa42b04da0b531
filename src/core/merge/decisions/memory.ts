import type { ConflictAnswer, ConflictValue, RememberedDecision } from '../../../contract/merge-values';

type Known = Pick<ConflictValue, 'resource' | 'path' | 'reason' | 'base' | 'ours' | 'theirs'>;

/** Values are the same whatever blank lines end them. */
const plain = (value: string | null): string | null => (value === null ? null : value.trimEnd());

/** The two sides' values in a fixed order, so that it does not matter which branch is merged into which. */
function ordered({ ours, theirs }: Known): {
  readonly values: [string | null, string | null];
  readonly swapped: boolean;
} {
  const [one, other] = [plain(ours), plain(theirs)];
  const swapped = rank(one) > rank(other);
  return { values: swapped ? [other, one] : [one, other], swapped };
}

const rank = (value: string | null): string => (value === null ? '' : `=${value}`);

/** What makes two conflicts the same one: resource, path and the three values. The file may have another name now. */
export function memoryKey(conflict: Known): string {
  return JSON.stringify([conflict.resource, conflict.path, plain(conflict.base), ordered(conflict).values]);
}

/** A decision as it is remembered. `id`: a short name of its key. */
export function rememberDecision(
  conflict: Known,
  choice: ConflictAnswer,
  about: {
    readonly id: string;
    readonly file: string;
    readonly at: string;
    readonly before: RememberedDecision | null;
  },
): RememberedDecision {
  const { values, swapped } = ordered(conflict);
  const took = tookOf(choice, swapped);
  const again = about.before !== null && JSON.stringify(about.before.took) === JSON.stringify(took);
  return {
    id: about.id,
    file: about.file,
    resource: conflict.resource,
    path: [...conflict.path],
    reason: conflict.reason,
    base: plain(conflict.base),
    values,
    took,
    decidedAt: about.at,
    times: again ? (about.before?.times ?? 0) + 1 : 1,
  };
}

function tookOf(choice: ConflictAnswer, swapped: boolean): RememberedDecision['took'] {
  if (choice === 'ours') return swapped ? 'second' : 'first';
  if (choice === 'theirs') return swapped ? 'first' : 'second';
  return choice;
}

/**
 * The answer that was given to the same conflict before, in today's words: what was "ours" then may be "theirs" now.
 * A suggestion; nothing may apply it by itself.
 */
export function recallAnswer(conflict: Known, decision: RememberedDecision): ConflictAnswer | null {
  if (memoryKey(conflict) !== keyOf(decision)) return null;
  const { swapped } = ordered(conflict);
  if (decision.took === 'first') return swapped ? 'theirs' : 'ours';
  if (decision.took === 'second') return swapped ? 'ours' : 'theirs';
  return decision.took;
}

const keyOf = ({ resource, path, base, values }: RememberedDecision): string =>
  JSON.stringify([resource, path, base, values]);
