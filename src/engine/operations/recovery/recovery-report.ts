import type { ProjectPath } from '../../../contract/basics';

/** What was found and done when a repository was opened after a crash. */
export interface RecoveryReport {
  /** Operations that a crash had cut short, and what became of them. */
  readonly repaired: readonly {
    readonly operationId: string;
    readonly title: string;
    readonly outcome: 'finished' | 'put-back' | 'dropped' | 'diverged';
    /** Paths that somebody else had changed meanwhile: kept as they are, and in the vault. */
    readonly diverged: readonly ProjectPath[];
  }[];
  /** Things worth saying once, in words. */
  readonly notices: readonly string[];
}
