import { describeId } from '../identity';
import { fabricKinds } from '../kinds';
import { areaOf, belowRoot, underRoot } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import { isWinner } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import type { Plan, PlannedStep } from '../plan/plan-step';
import { blockLines } from '../plan/write-value';
import type { Policy } from '../policy/policy';
import { archiveNames } from './ingest-log';
import { managedFolder, managedPath } from './managed-path';

/** The folders that a fabric directory should have, from its root; each holds a `.gitkeep` while it is empty. */
export function wantedFolders(policy: Policy): string[] {
  const { raw, unmanaged } = policy.directories;
  return [raw, unmanaged, ...kindFolders(policy)].sort();
}

const kindFolders = (policy: Policy): string[] =>
  fabricKinds
    .filter((entry) => entry.directory !== null || policy.directories.kinds[entry.kind] !== undefined)
    .map((entry) => managedFolder(entry, policy));

/** What a fabric directory lacks. `paths` are all paths of the repository. */
function missingFolders(root: string, paths: readonly string[], policy: Policy): string[] {
  const there = new Set<string>();
  for (const path of paths) {
    if (root !== '' && !path.startsWith(`${root}/`)) continue;
    const parts = belowRoot(path, root).split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) there.add(parts.slice(0, depth).join('/'));
  }
  return wantedFolders(policy).filter((folder) => !there.has(folder));
}

/** The manifest in the plugin's fields, as plain YAML. */
function manifest(root: string, at: string, policy: Policy): string {
  const { raw, managed, unmanaged, archive } = policy.directories;
  const lines = blockLines(
    {
      version: '1.0',
      fabric_name: root.split('/').at(-1) || 'fabric',
      structure_version: '1.0',
      created_at: at,
      created_by: 'Selvedge',
      directories: { raw, managed, unmanaged },
      crd_directories: kindFolders(policy).map((folder) => folder.slice(managed.length + 1)),
      archive_strategy: archiveNames[archive ?? 'rename'],
    },
    0,
  );
  return `# What lies where in this fabric directory\n${(lines ?? []).join('\n')}\n`;
}

/** A resource in `managed/` that does not stand where its kind and name say, and where that is. */
export interface Misplaced {
  readonly resource: Resource;
  readonly to: string;
  /** Why it cannot simply be moved; null: it can. */
  readonly obstacle: string | null;
}

/** What stands in the wrong file of `managed/`. A file whose documents all go elsewhere makes room for another. */
export function findMisplaced(fabric: Fabric): Misplaced[] {
  const { root, policy } = fabric;
  const wrong = fabric.resources.flatMap((resource): { resource: Resource; to: string }[] => {
    if (!resource.kind || areaOf(resource.path, root, policy) !== 'managed') return [];
    const to = managedPath(root, resource.kind, resource.id, policy);
    return to === resource.path ? [] : [{ resource, to }];
  });
  const files = new Map(fabric.files.map((file) => [file.path, file]));
  const obstacles = new Map<Resource, string>();
  for (const { resource } of wrong)
    if (!isWinner(fabric, resource)) obstacles.set(resource, 'it is a copy; clear up duplicates first');
  for (let known = -1; known < obstacles.size;) {
    known = obstacles.size;
    const going = new Map<string, number>();
    const free = wrong.filter(({ resource }) => !obstacles.has(resource));
    for (const { resource } of free) going.set(resource.path, (going.get(resource.path) ?? 0) + 1);
    for (const { resource, to } of free) {
      const file = files.get(to);
      if (file && file.documents.length !== going.get(to)) obstacles.set(resource, `${to} is taken`);
    }
  }
  return wrong.map((one) => ({ ...one, obstacle: obstacles.get(one.resource) ?? null }));
}

const hasFolders = (fabric: Pick<Fabric, 'root' | 'mark'>): boolean => fabric.mark !== 'resources';

/** The paths and the time that a plan for folders depends on. */
interface StructureContext {
  readonly at: string;
  readonly paths: readonly string[];
}

/** Makes the folders and the manifest of a fabric directory where they are missing. Nothing is moved or overwritten. */
export function planFolders(root: string, { at, paths }: StructureContext, policy: Policy): Plan {
  const folders = missingFolders(root, paths, policy);
  const steps = folders.map((folder): PlannedStep => {
    const text = '# This file keeps the folder in git while it is empty\n';
    return {
      step: { action: 'create-file', path: underRoot(root, `${folder}/.gitkeep`), text },
      why: `the folder ${folder} is missing`,
    };
  });
  const manifestPath = underRoot(root, '.hnp/manifest.yaml');
  if (!paths.includes(manifestPath))
    steps.push({
      step: { action: 'create-file', path: manifestPath, text: manifest(root, at, policy) },
      why: 'the manifest is missing',
    });
  return { title: `Make ${steps.length} files for the folders of ${root || 'the fabric'}`, steps, review: [] };
}

/**
 * Repairs a fabric directory: missing folders and manifest, and with `moves` also resources that stand in the wrong
 * file of `managed/`. A directory without any of the known folders is somebody's own order and stays as it is.
 */
export function planStructure(fabric: Fabric, context: StructureContext, moves: boolean): Plan {
  if (!hasFolders(fabric))
    return {
      title: `${fabric.root || 'The repository'} has an order of its own, which stays as it is`,
      steps: [],
      review: [],
    };
  const misplaced = moves ? findMisplaced(fabric) : [];
  const targets = new Set<string>();
  const free = misplaced.filter(({ obstacle, to }) => {
    const isFree = obstacle === null && !targets.has(to);
    targets.add(to);
    return isFree;
  });
  const moved = new Map<string, number>();
  for (const { resource } of free) moved.set(resource.path, (moved.get(resource.path) ?? 0) + 1);
  const emptied = new Set(
    fabric.files.flatMap(({ path, documents }) => (moved.get(path) === documents.length ? path : [])),
  );
  // A folder that the moves leave empty needs its sign too, one that gets its first file needs none.
  const paths = [...context.paths.filter((path) => !emptied.has(path)), ...targets];
  const folders = planFolders(fabric.root, { at: context.at, paths }, fabric.policy);
  return {
    title: `Repair ${fabric.root || 'the fabric directory'}`,
    steps: [
      ...free.map(({ resource, to }): PlannedStep => ({
        step: {
          action: 'move',
          path: resource.path,
          document: resource.documentIndex,
          expect: resource.key,
          to,
        },
        why: `${describeId(resource.id)} belongs there`,
      })),
      ...folders.steps,
    ],
    review: misplaced
      .filter((one) => !free.includes(one))
      .map(({ resource, to, obstacle }) => ({
        what: describeId(resource.id),
        why: obstacle ?? `${to} is taken by another resource of this plan`,
        paths: [resource.path, to],
      })),
  };
}
