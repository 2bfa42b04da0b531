import type { Failure, FailureCode } from '../../contract/failure';

/**
 * What a remedy does when it is a command: ids of the command registry. A shell that cannot run one
 * (the command line) shows the label only.
 */
export type RemedyCommand =
  | 'try-again'
  | 'refresh'
  | 'open-folder'
  | 'open-changes'
  | 'open-merge'
  | 'open-timeline'
  | 'open-backups'
  | 'open-settings'
  | 'abort-merge';

export interface Remedy {
  readonly label: string;
  readonly command?: RemedyCommand;
}

/** One failure in words: what happened, why, what to do. At most two remedies, the best first. */
export interface FailureDescription {
  readonly title: string;
  readonly sentence: string;
  readonly actions: readonly Remedy[];
}

export type FailureOf<C extends FailureCode> = Extract<Failure, { code: C }>;

/** A describer for each of some codes. */
export type Describers<C extends FailureCode> = { readonly [K in C]: (failure: FailureOf<K>) => FailureDescription };

export const tryAgain: Remedy = { label: 'Try again', command: 'try-again' };
export const openAnother: Remedy = { label: 'Open another folder', command: 'open-folder' };
export const lookAgain: Remedy = { label: 'Show what is there now', command: 'refresh' };
