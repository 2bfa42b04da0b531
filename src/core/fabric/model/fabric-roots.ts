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
  /** The keys of what those resources name; asked for only where folders repeat resources. */
  readonly names?: () => readonly string[];
}

export const parentOf = (path: string): string => {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
};
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const areaNames = new Set(['raw', 'managed', 'unmanaged']);

/** Directories that carry `.hnp/manifest.yaml`, and those with the plugin's folders. */
function markedRoots(files: readonly RootCandidate[]): FabricRoot[] {
  const manifests = new Set<string>();
  const areas = new Map<string, Set<string>>();
  const raw = new Set<string>();
  for (const { path, keys } of files) {
    if (path === '.hnp/manifest.yaml') manifests.add('');
    else if (path.endsWith('/.hnp/manifest.yaml')) manifests.add(path.slice(0, -'/.hnp/manifest.yaml'.length));
    // Only the outermost area counts: `unmanaged/managed/x` is no second root.
    const parts = path.split('/');
    const at = parts.findIndex((part, index) => index < parts.length - 1 && areaNames.has(part));
    if (at < 0) continue;
    const root = parts.slice(0, at).join('/');
    const area = parts[at] ?? '';
    areas.set(root, (areas.get(root) ?? new Set()).add(area));
    if (area === 'raw' && keys.length > 0) raw.add(root);
  }
  const byManifest = [...manifests].map((root): FabricRoot => ({ root, mark: 'manifest' }));
  const lone = onlyRaw(files, raw);
  const byAreas = [...areas].filter(([root, names]) => !manifests.has(root) && (names.size >= 2 || lone.has(root)));
  return [...byManifest, ...byAreas.map(([root]): FabricRoot => ({ root, mark: 'directories' }))];
}

/**
 * Of roots with resources in `raw/`, those without any in another folder. Before anything was sorted there is nothing
 * else, as git keeps no empty `managed/`; resources in other folders are somebody's own order.
 */
function onlyRaw(files: readonly RootCandidate[], raw: ReadonlySet<string>): ReadonlySet<string> {
  const lone = new Set(raw);
  for (const { path, keys } of files) {
    const parts = keys.length === 0 || raw.size === 0 ? [] : path.split('/');
    for (let depth = 0; depth < parts.length - 1; depth += 1)
      if (parts[depth] !== 'raw') lone.delete(parts.slice(0, depth).join('/'));
  }
  return lone;
}

/** Who names what in which folder, for one way of cutting files into folders. */
class Folders {
  readonly #holders = new Map<string, number>();
  /** `one/other` → how many identities both hold. */
  readonly #shared = new Map<string, number>();

  constructor(private readonly folders: readonly (readonly RootCandidate[])[]) {
    for (const [index, files] of folders.entries())
      for (const key of new Set(files.flatMap((file) => file.keys))) {
        const holder = this.#holders.get(key);
        if (holder === undefined) this.#holders.set(key, index);
        else this.#shared.set(`${holder}/${index}`, (this.#shared.get(`${holder}/${index}`) ?? 0) + 1);
      }
  }

  /**
   * Do two of them repeat each other, without needing each other? Then they are environments, not parts of one fabric.
   * Two that name more of each other's resources than they repeat are parts, and what they repeat is a mistake.
   */
  areEnvironments(): boolean {
    if (this.#shared.size > mostPairs) return true;
    const needs = new Map<number, readonly string[]>();
    const needsOf = (index: number): readonly string[] => {
      const known = needs.get(index) ?? this.#needsOf(index);
      needs.set(index, known);
      return known;
    };
    for (const [pair, repeated] of this.#shared) {
      const [one = 0, other = 0] = pair.split('/').map(Number);
      const named = (from: number, to: number): number => {
        const there = this.#keysOf(to);
        return needsOf(from).filter((key) => there.has(key)).length;
      };
      if (named(one, other) + named(other, one) <= repeated) return true;
    }
    return false;
  }

  readonly #keys = new Map<number, ReadonlySet<string>>();

  #keysOf(index: number): ReadonlySet<string> {
    const known = this.#keys.get(index) ?? new Set((this.folders[index] ?? []).flatMap((file) => file.keys));
    this.#keys.set(index, known);
    return known;
  }

  /** What a folder names and does not hold, each once. */
  #needsOf(index: number): readonly string[] {
    const own = this.#keysOf(index);
    const named = new Set((this.folders[index] ?? []).flatMap((file) => file.names?.() ?? []));
    return [...named].filter((key) => !own.has(key));
  }
}

/** More pairs of folders with the same resources than this are environments, without a closer look. */
const mostPairs = 200;

interface Placed {
  readonly parts: readonly string[];
  readonly file: RootCandidate;
}

/** How many parts all of these have in common at their start. */
function commonDepth(placed: readonly Placed[]): number {
  const first = placed[0]?.parts ?? [];
  let depth = first.length;
  for (const { parts } of placed) {
    let same = 0;
    while (same < depth && parts[same] === first[same]) same += 1;
    depth = same;
  }
  return depth;
}

/** The directory that holds all of these; where its sub-directories are environments, each of them on its own. */
function split(placed: readonly Placed[]): string[] {
  const depth = commonDepth(placed);
  const top = (placed[0]?.parts ?? []).slice(0, depth).join('/');
  const children = new Map<string, Placed[]>();
  let hasOwn = false;
  for (const one of placed) {
    const child = one.parts[depth];
    if (child === undefined) hasOwn = true;
    else if (!children.get(child)?.push(one)) children.set(child, [one]);
  }
  const below = [...children.values()];
  if (below.length < 2 || !new Folders(below.map((ones) => ones.map(({ file }) => file))).areEnvironments())
    return [top];
  return [...(hasOwn ? [top] : []), ...below.flatMap(split)];
}

/** Directories with resources and no mark; a directory named for a kind belongs to its parent. */
function unmarkedRoots(files: readonly RootCandidate[]): FabricRoot[] {
  if (files.length === 0) return [];
  const placed = files.map((file): Placed => {
    const directory = parentOf(file.path);
    const named = kindOfDirectory(nameOf(directory)) ? parentOf(directory) : directory;
    return { parts: named === '' ? [] : named.split('/'), file };
  });
  return split(placed).map((root) => ({ root, mark: 'resources' }));
}

/**
 * Finds the fabric directories of a repository from its paths: those the policy names, else by manifest, by the
 * plugin's directories (two of raw, managed and unmanaged, or a `raw` with all there is), else the directory that holds all fabric resources (Argo-style flat repositories), cut only where
 * its sub-directories repeat each other's resources, as environments do.
 *
 * `files` are all files; those with resources carry keys. The answer is sorted by root; a root may lie inside
 * another, and a file belongs to the nearest one.
 */
export function findFabricRoots(files: readonly RootCandidate[], named: readonly string[] | null): FabricRoot[] {
  const marked: FabricRoot[] = named ? named.map((root) => ({ root, mark: 'policy' })) : markedRoots(files);
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
