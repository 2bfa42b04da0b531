/** Folders that git could not look into, by its warnings under LC_ALL=C; it goes on without them and still exits 0. */
export function unreadableFolders(stderr: string): string[] {
  const found = [...stderr.matchAll(/^warning: could not open directory '([^\n]+?)\/?': Permission denied$/gm)];
  return [...new Set(found.map((match) => match[1] ?? ''))];
}
