import { kindOfDirectory } from '../kinds';

/** How a fabric directory was recognised, from the surest mark to the weakest. */
export type RootMark = 'policy' | 'manifest' | 'directories' | 'resources';

export interface FabricRoot {
  /** From the repository's root, `/`-separated; empty for the repository itself. */
  readonly root: string;
  readonly mark: RootMark;
}

/** A file of the repository and the identities (keys) of the fabric resources in it. */
export interface RootCandidate {
  readonly path: string;
  readonly keys: readonly string[];
}

export const parentOf = (path: string): string => {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
};
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const areaNames = new Set(['raw', 'managed', 'unmanaged']);

/** Directories that carry `.hnp/manifest.yaml`, and those that have at least two of raw, managed, unmanaged. */
function markedRoots(paths: readonly string[]): FabricRoot[] {
  const manifests = new Set<string>();
  const areas = new Map<string, Set<string>>();
  for (const path of paths) {
    if (path === '.hnp/manifest.yaml') manifests.add('');
    else if (path.endsWith('/.hnp/manifest.yaml')) manifests.add(path.slice(0, -'/.hnp/manifest.yaml'.length));
    // Only the outermost area counts: `unmanaged/managed/x` is no second root.
    const parts = path.split('/');
    const at = parts.findIndex((part, index) => index < parts.length - 1 && areaNames.has(part));
    if (at < 0) continue;
    const root = parts.slice(0, at).join('/');
    areas.set(root, (areas.get(root) ?? new Set()).add(parts[at] ?? ''));
  }
  const byManifest = [...manifests].map((root): FabricRoot => ({ root, mark: 'manifest' }));
  const byAreas = [...areas].filter(([root, names]) => names.size >= 2 && !manifests.has(root));
  return [...byManifest, ...byAreas.map(([root]): FabricRoot => ({ root, mark: 'directories' }))];
}

/** Do two of these directories hold the same resource? Then they are environments, not parts of one fabric. */
function shareResources(groups: readonly (readonly RootCandidate[])[]): boolean {
  const owner = new Map<string, number>();
  return groups.some((group, index) =>
    group.some((file) =>
      file.keys.some((key) => {
        const other = owner.get(key);
        owner.set(key, other ?? index);
        return other !== undefined && other !== index;
      }),
    ),
  );
}

type Directories = ReadonlyMap<string, readonly RootCandidate[]>;

/** Directories of the children of `outer`, one level down, with all files below each. */
function childrenOf(outer: string, nested: Directories): RootCandidate[][] {
  const depth = outer === '' ? 0 : outer.split('/').length;
  const children = new Map<string, RootCandidate[]>();
  for (const [directory, files] of nested) {
    const child = directory.split('/')[depth] ?? '';
    const held = children.get(child);
    if (held) held.push(...files);
    else children.set(child, [...files]);
  }
  return [...children.values()];
}

/** The topmost directories with resources; below one whose sub-directories repeat resources, each of them again. */
function topmost(directories: Directories): string[] {
  const names = new Set(directories.keys());
  const nested = new Map<string, Map<string, readonly RootCandidate[]>>();
  const roots: string[] = [];
  for (const [directory, files] of directories) {
    const above = directory === '' ? null : outermost(directory, names);
    if (above === null) roots.push(directory);
    else nested.set(above, (nested.get(above) ?? new Map<string, readonly RootCandidate[]>()).set(directory, files));
  }
  return roots.flatMap((root) => {
    const inner = nested.get(root);
    if (!inner) return [root];
    const children = childrenOf(root, inner);
    return children.length > 1 && shareResources(children) ? [root, ...topmost(inner)] : [root];
  });
}

/** The highest directory of `names` above `directory`; null when there is none. */
function outermost(directory: string, names: ReadonlySet<string>): string | null {
  let best: string | null = null;
  for (let at = parentOf(directory); ; at = parentOf(at)) {
    if (names.has(at)) best = at;
    if (at === '') return best;
  }
}

/** The topmost directories with resources; a directory named for a kind belongs to its parent. */
function unmarkedRoots(files: readonly RootCandidate[]): FabricRoot[] {
  const byDirectory = new Map<string, RootCandidate[]>();
  for (const file of files) {
    let directory = parentOf(file.path);
    if (kindOfDirectory(nameOf(directory))) directory = parentOf(directory);
    const held = byDirectory.get(directory);
    if (held) held.push(file);
    else byDirectory.set(directory, [file]);
  }
  return topmost(byDirectory).map((root) => ({ root, mark: 'resources' }));
}

/**
 * Finds the fabric directories of a repository from its paths: those the policy names, else by manifest, by the
 * plugin's directories, else every topmost directory with fabric resources (Argo-style flat repositories).
 *
 * `files` are all files; those with resources carry keys. The answer is sorted by root; a root may lie inside
 * another, and a file belongs to the nearest one.
 */
export function findFabricRoots(files: readonly RootCandidate[], named: readonly string[] | null): FabricRoot[] {
  const marked: FabricRoot[] = named
    ? named.map((root) => ({ root, mark: 'policy' }))
    : markedRoots(files.map((file) => file.path));
  const taken = new Set(marked.map(({ root }) => root));
  const rest = named ? [] : files.filter((file) => file.keys.length > 0 && rootOf(file.path, taken) === null);
  return [...marked, ...unmarkedRoots(rest)].sort((a, b) => (a.root < b.root ? -1 : a.root > b.root ? 1 : 0));
}

/** The nearest root above a path; null when the path lies in none. */
export function rootOf(path: string, roots: ReadonlySet<string>): string | null {
  if (roots.size === 0) return null;
  for (let at = parentOf(path); ; at = parentOf(at)) {
    if (roots.has(at)) return at;
    if (at === '') return null;
  }
}
