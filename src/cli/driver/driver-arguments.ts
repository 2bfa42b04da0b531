import type { SideLabels } from './side-labels';

/** What git hands to a merge driver: `%O %A %B %L %P`, and since 2.44 `%S %X %Y`. */
export interface DriverArguments {
  /** Inside of git's own merge of several common ancestors; its result is a base, which nobody looks at. */
  readonly virtual: boolean;
  readonly base: string;
  /** Holds ours, and gets the result. */
  readonly ours: string;
  readonly theirs: string;
  readonly markerLength: number;
  /** What the file is called in its repository. */
  readonly path: string;
  /** Null: this git does not tell. */
  readonly labels: SideLabels | null;
}

const longestMarker = 1_000;

/**
 * Reads the driver's command line. By place, not by option: a path may begin with a dash. Null: it is not understood.
 *
 * A git that does not know `%S` hands the two characters on.
 */
export function readDriverArguments(args: readonly string[]): DriverArguments | null {
  const virtual = args[0] === '--virtual';
  const [base, ours, theirs, length, path, ...labels] = virtual ? args.slice(1) : args;
  if (base === undefined || ours === undefined || theirs === undefined) return null;
  const wanted = Number(length ?? '7');
  const [ofBase = '', ofOurs = '', ofTheirs = ''] = labels.map((label) => (/^%[SXY]$/.test(label) ? '' : label));
  return {
    virtual,
    base,
    ours,
    theirs,
    markerLength: Number.isInteger(wanted) && wanted > 0 ? Math.min(Math.max(wanted, 7), longestMarker) : 7,
    path: path === undefined || path === '' || path === '%P' ? ours : path,
    // Git has no name for the base of files that both sides added.
    labels: ofOurs === '' || ofTheirs === '' ? null : { base: ofBase || 'base', ours: ofOurs, theirs: ofTheirs },
  };
}
