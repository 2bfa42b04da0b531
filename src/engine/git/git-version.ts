/** Older ones lack `merge-tree --write-tree` and `cat-file -z`. */
export const oldestGit = '2.38.0';

/** Numbers of "git version 2.45.1.windows.1" or "git version 2.39.5 (Apple Git-154)"; null: not git's answer. */
export function parseGitVersion(text: string): string | null {
  const found = /^git version (\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(text);
  return found === null ? null : `${found[1]}.${found[2]}.${found[3] ?? '0'}`;
}

export function versionAtLeast(version: string, least: string): boolean {
  const have = version.split('.').map(Number);
  const need = least.split('.').map(Number);
  for (let at = 0; at < need.length; at += 1) {
    const difference = (have[at] ?? 0) - (need[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
