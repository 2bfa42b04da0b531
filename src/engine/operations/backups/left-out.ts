/** What a backup of a working tree could not take. */
export interface LeftOut {
  /** Too large, or not readable. */
  readonly paths: readonly string[];
  /** Untracked repositories within this one, as folders: never taken. */
  readonly within: readonly string[];
}

/** A backup that is not whole says so wherever it is listed: this follows why it was made. Empty when it is whole. */
export function leftOutInWords({ paths, within }: LeftOut): string {
  const said = [
    ...(paths.length === 0 ? [] : [`too large or not readable: ${firstThree(paths)}`]),
    ...(within.length === 0 ? [] : [`repositories of their own: ${firstThree(within)}`]),
  ];
  return said.length === 0 ? '' : ` (left out, ${said.join('; ')})`;
}

const firstThree = (paths: readonly string[]): string =>
  `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`;
