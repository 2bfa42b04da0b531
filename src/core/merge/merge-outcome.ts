import type { GateReport } from './gate/verify';
import type { MergeConflict, MergeDecision, MergeNotice, Tier } from './model';
import type { ThreeTexts } from './text/regions';

/** What became of one file, as plain data. */
export interface MergeOutcome {
  /** `auto`: nothing to ask. `suggest`: every open question has a likely answer. `ask`: a person decides. */
  readonly tier: Tier;
  /** Whose bytes the text is: one side whole, git's merge, the merge by structure, or lines only. */
  readonly source: 'side' | 'git' | 'structure' | 'text';
  /** The result; open conflicts show the base's content. */
  readonly text: string;
  /** The result if every open question gets its first alternative. */
  readonly suggested: string;
  /** Three texts that differ from each other in nothing but the open conflicts: for markers and for editors. */
  readonly open: ThreeTexts;
  readonly conflicts: readonly MergeConflict[];
  readonly decisions: readonly MergeDecision[];
  readonly notices: readonly MergeNotice[];
  readonly fallbacks: readonly { readonly resource: string | null; readonly reason: string }[];
  readonly gate: GateReport;
}
