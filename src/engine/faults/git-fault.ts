import type { Place } from '../git/git';

/** What is known about a git process that did not answer as hoped. */
export interface GitFault {
  /** The arguments after `git`, the subcommand first. */
  readonly args: readonly string[];
  /** Null: ended by a signal that was not ours. */
  readonly exitCode: number | null;
  readonly stderr: string;
  /** A part of it is enough: some refusals are printed here. */
  readonly stdout: string;
  /** Null while a repository is still looked for. */
  readonly place: Place | null;
  /** The folder that a person chose, for failures about the place itself. */
  readonly chosenPath?: string;
}
