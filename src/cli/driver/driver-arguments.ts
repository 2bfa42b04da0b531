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
  readonly labels: { readonly base: string; readonly ours: string; readonly theirs: string };
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
  const label = (at: number, otherwise: string): string => {
    const given = labels[at] ?? '';
    return given === '' || /^%[SXY]$/.test(given) ? otherwise : given;
  };
  return {
    virtual,
    base,
    ours,
    theirs,
    markerLength: Number.isInteger(wanted) && wanted > 0 ? Math.min(Math.max(wanted, 7), longestMarker) : 7,
    path: path === undefined || path === '' || path === '%P' ? ours : path,
    labels: { base: label(0, 'base'), ours: label(1, 'ours'), theirs: label(2, 'theirs') },
  };
}
