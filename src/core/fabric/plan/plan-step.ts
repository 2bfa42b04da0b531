import type { DocumentEdit } from '../rules/finding';

/**
 * One step of a change to files, as data: shown first, then done as one operation.
 *
 * Steps name documents by place; `expect` is the identity key that stands there when the plan is made (null: any), so
 * that a plan never hits another document than the one it was made for.
 */
export type PlanStep =
  | {
      readonly action: 'disable';
      readonly path: string;
      readonly document: number;
      readonly expect: string | null;
      readonly reason: string;
    }
  /** `place`: which of the commented-out resources of the document. */
  | {
      readonly action: 'enable';
      readonly path: string;
      readonly document: number;
      readonly place: number;
      readonly expect: string;
    }
  | { readonly action: 'delete'; readonly path: string; readonly document: number; readonly expect: string | null }
  | {
      readonly action: 'move';
      readonly path: string;
      readonly document: number;
      readonly expect: string | null;
      readonly to: string;
      /** Commented out where it arrives, for this reason. */
      readonly disable?: string;
    }
  | { readonly action: 'edit'; readonly edit: DocumentEdit; readonly expect: string | null }
  /** Adds annotations that the document does not have. */
  | {
      readonly action: 'annotate';
      readonly path: string;
      readonly document: number;
      readonly expect: string | null;
      readonly annotations: Readonly<Record<string, string>>;
    }
  /** Appends to a list in a file that is one document, for instance a log. */
  | {
      readonly action: 'append';
      readonly path: string;
      readonly document: number;
      readonly at: readonly string[];
      readonly value: unknown;
    }
  /** Keeps the file, as it was before the plan, under another name too. */
  | { readonly action: 'copy-file'; readonly path: string; readonly to: string }
  | { readonly action: 'rename-file'; readonly path: string; readonly to: string }
  | { readonly action: 'delete-file'; readonly path: string }
  | { readonly action: 'create-file'; readonly path: string; readonly text: string };

/** The file that a step changes. */
export const pathOfStep = (step: PlanStep): string => (step.action === 'edit' ? step.edit.path : step.path);

/** Every file that a step reads, writes or must not find. */
export const pathsOfStep = (step: PlanStep): string[] => ['to' in step ? [step.to] : [], pathOfStep(step)].flat();

/** A step with the reason for it, for the preview. */
export interface PlannedStep {
  readonly step: PlanStep;
  readonly why: string;
}

/** One raw file that was taken in. Paths from the repository's root. */
export interface LoggedFile {
  readonly original: string;
  readonly documents: number;
  readonly created: readonly string[];
  readonly archivedTo: string | null;
}

/** What a plan to sort files writes into the archive log of a fabric directory. */
export interface ArchiveLog {
  readonly root: string;
  /** ISO 8601. */
  readonly at: string;
  /** Is there a log already? */
  readonly isThere: boolean;
  readonly files: readonly LoggedFile[];
}

/** A change that a person can look at before it is done. */
export interface Plan {
  readonly title: string;
  readonly steps: readonly PlannedStep[];
  /** Steps without which the others make no sense; of the rest, what cannot be done may be left out and told about. */
  readonly essential?: readonly PlanStep[];
  /** What its steps write into the archive log, to be written anew when some of them are left out. */
  readonly log?: ArchiveLog;
  /** What the plan leaves to a person, and why. */
  readonly review: readonly { readonly what: string; readonly why: string; readonly paths: readonly string[] }[];
}
