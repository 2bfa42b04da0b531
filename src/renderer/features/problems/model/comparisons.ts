import type { Moment } from '../../../../contract/problems';

/** Which two states are compared. */
export type Comparison =
  { readonly kind: 'uncommitted' } | { readonly kind: 'staged' } | { readonly kind: 'branch'; readonly branch: string };

export interface TwoMoments {
  readonly before: Moment;
  readonly after: Moment;
}

const head: Moment = { kind: 'revision', revision: 'HEAD' };

export function momentsOf(comparison: Comparison): TwoMoments {
  switch (comparison.kind) {
    case 'uncommitted':
      return { before: head, after: { kind: 'working-tree' } };
    case 'staged':
      return { before: head, after: { kind: 'index' } };
    case 'branch':
      return { before: { kind: 'merge-base', revision: comparison.branch }, after: { kind: 'working-tree' } };
  }
}

/** For the button that chooses. */
export function comparisonWords(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'uncommitted':
      return 'What is not committed';
    case 'staged':
      return 'What is staged';
    case 'branch':
      return `Everything since ${comparison.branch}`;
  }
}
