/**
 * A short name for each folder: its last part, with as many of its parents as it takes to tell it from the others.
 *
 * `/a/lab/fabric`, `/b/lab/fabric`, `/b/core` → `a/lab/fabric`, `b/lab/fabric`, `core`.
 */
export function projectNames(paths: readonly string[]): Map<string, string> {
  const parts = new Map([...new Set(paths)].map((path) => [path, path.split(/[\\/]/).filter((part) => part !== '')]));
  const names = new Map<string, string>();
  for (const [path, own] of parts) {
    const others = [...parts].filter(([other]) => other !== path).map(([, theirs]) => theirs);
    names.set(path, shortest(own, others) || path);
  }
  return names;
}

function shortest(own: readonly string[], others: readonly (readonly string[])[]): string {
  for (let depth = 1; depth < own.length; depth += 1) {
    const name = own.slice(-depth).join('/');
    if (!others.some((other) => other.slice(-depth).join('/') === name)) return name;
  }
  return own.join('/');
}
