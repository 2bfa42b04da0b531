import { describeFailure } from '../../core/failure/describe-failure';
import { findCommand, isEnabled, runCommand } from './commands/commands';
import type { Problem } from './client/loadable';

export interface ProblemAction {
  readonly label: string;
  run(): void;
}

export interface ProblemWords {
  readonly title: string;
  readonly sentence: string;
  readonly actions: readonly ProblemAction[];
  /** Finds the full text in the log; only for bugs of ours. */
  readonly reference: string | null;
}

/**
 * Puts a problem in words, with the remedies that can be run from here.
 *
 * `tryAgain` is what the remedy of that name does; without it the remedy is left out. A remedy whose command is
 * not there now is left out too.
 */
export function problemWords(problem: Problem, tryAgain?: () => void): ProblemWords {
  if (problem.kind === 'bug') {
    return {
      title: 'Something went wrong in Selvedge',
      sentence: 'This is our fault, not yours. Nothing was left half done; the log has the details.',
      actions: tryAgain === undefined ? [] : [{ label: 'Try again', run: tryAgain }],
      reference: problem.reference,
    };
  }
  const { title, sentence, actions } = describeFailure(problem.failure);
  const runnable = actions.flatMap(({ label, command }): ProblemAction[] => {
    if ((command === 'try-again' || command === 'refresh') && tryAgain !== undefined) return [{ label, run: tryAgain }];
    const found = command === undefined ? null : findCommand(command);
    return found !== null && isEnabled(found) ? [{ label, run: () => void runCommand(found.id) }] : [];
  });
  return { title, sentence, actions: runnable, reference: null };
}

/** True for what happens because the person asked for it. */
export const isCancelled = (problem: Problem): boolean =>
  problem.kind === 'failure' && problem.failure.code === 'cancelled';
