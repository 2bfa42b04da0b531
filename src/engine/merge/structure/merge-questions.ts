import type { ResultVerdict, StructuredMerge } from '../../../contract/structure';
import type { ConflictAnswers } from '../../../contract/merge-values';

/** Three texts of one file, with `\n` line ends. */
export interface ThreeVersions {
  readonly path: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Of the repository's policy file, as ours has it; null: there is none. */
  readonly policyText: string | null;
}

/** What git's own clean result says about danger; empty: nothing. */
export type Concerns = readonly { readonly sentence: string; readonly resource: string | null }[];

/** Everything that the merge worker can be asked: name → what goes in, what comes out. */
export interface MergeQuestions {
  plan: { readonly input: ThreeVersions & { readonly answers: ConflictAnswers }; readonly output: StructuredMerge };
  check: {
    readonly input: ThreeVersions & { readonly answers: ConflictAnswers; readonly text: string };
    readonly output: ResultVerdict;
  };
  /** For each text what stands at a place; null: nothing. */
  trace: {
    readonly input: {
      readonly texts: readonly string[];
      readonly resource: string | null;
      readonly at: readonly string[];
    };
    readonly output: readonly (string | null)[];
  };
  /** For each file what is wrong with what git made of it. */
  review: {
    readonly input: readonly (ThreeVersions & { readonly merged: string })[];
    readonly output: readonly Concerns[];
  };
}
