import type { Area, Policy } from '../policy/policy';

/** A path as seen from its fabric root. */
export const belowRoot = (path: string, root: string): string => (root === '' ? path : path.slice(root.length + 1));

/** The other way round: a path below a fabric root, from the repository's root. */
export const underRoot = (root: string, path: string): string => (root === '' ? path : `${root}/${path}`);

const fixed: Readonly<Record<string, Area>> = {
  templates: 'templates',
  '.archive': 'archive',
  archive: 'archive',
  '.backups': 'archive',
  '.hnp-backups': 'archive',
};

/**
 * Which part of the fabric directory a file lies in, judged by the first folder below the root (so that
 * `unmanaged/managed/x.yaml` is unmanaged). A folder of archives further down makes it archive.
 */
export function areaOf(path: string, root: string, policy: Policy): Area {
  const known = areasIn(policy, root);
  const before = known.get(path);
  if (before !== undefined) return before;
  const area = judge(path, root, policy);
  if (known.size >= mostRemembered) known.clear();
  known.set(path, area);
  return area;
}

/** Rules ask for every resource after every change; answers for this many paths are kept. */
const mostRemembered = 300_000;
const remembered = new WeakMap<Policy, Map<string, Map<string, Area>>>();

function areasIn(policy: Policy, root: string): Map<string, Area> {
  const roots = remembered.get(policy) ?? new Map<string, Map<string, Area>>();
  remembered.set(policy, roots);
  const known = roots.get(root) ?? new Map<string, Area>();
  roots.set(root, known);
  return known;
}

function judge(path: string, root: string, policy: Policy): Area {
  const below = belowRoot(path, root);
  const folders = below.split('/').slice(0, -1);
  if (folders.some((folder) => fixed[folder] === 'archive') || /\.archived(\.\d+)?$/.test(below)) return 'archive';
  const inside = (folder: string): boolean => below.startsWith(`${folder}/`);
  if (inside(policy.directories.managed)) return 'managed';
  if (inside(policy.directories.raw)) return 'raw';
  if (inside(policy.directories.unmanaged)) return 'unmanaged';
  return fixed[folders[0] ?? ''] ?? 'other';
}
