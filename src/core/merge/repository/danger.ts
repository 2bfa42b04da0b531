import type { CandidateFix, ResourceChange } from '../gate/invariants';

export type DangerKind =
  | 'unreadable'
  | 'duplicate-key'
  | 'duplicate-resource'
  | 're-parented'
  | 'doubled-entry'
  | 'dangling-reference'
  | 'missing-file'
  | 'collision';

/** "Git merged this cleanly, but …": something that is wrong in the result and was wrong on neither side. */
export interface Danger {
  readonly kind: DangerKind;
  readonly path: string;
  /** `VPC default/red`; null where no resource is meant. */
  readonly resource: string | null;
  readonly at: readonly (string | number)[];
  readonly sentence: string;
  /** The changes of the two sides that meet in it. */
  readonly causes: readonly ResourceChange[];
  readonly candidates: readonly CandidateFix[];
}
