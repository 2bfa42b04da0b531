/** "3 files", or the name when it is one. */
export const countFiles = (paths: readonly string[]): string =>
  paths.length === 1 ? String(paths[0]) : `${paths.length} files`;
