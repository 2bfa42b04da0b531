import { defaultNamespace, keyOf } from '../identity';
import type { KindName } from '../kinds';
import { kindNamed } from '../kinds';
import type { Policy } from '../policy/policy';
import { referencesOf } from '../references/references-of';
import type { FabricRoot } from './fabric-roots';
import { findFabricRoots, rootOf } from './fabric-roots';
import type { ModelFile, Resource } from './model-file';
import { resourcesOf } from './model-file';
import { areaOf } from './areas';
import { keysClaimedBy } from './unread-claims';

/** One fabric directory with everything in it, indexed. */
export interface Fabric {
  readonly root: string;
  readonly mark: FabricRoot['mark'];
  readonly files: readonly ModelFile[];
  /** Every resource document, copies included, by path and place. */
  readonly resources: readonly Resource[];
  /** All copies of each identity, the winning one first. */
  readonly copies: ReadonlyMap<string, readonly Resource[]>;
  /** The winning copy of each resource of a fabric kind, by kind, in the order of names. */
  readonly byKind: ReadonlyMap<KindName, readonly Resource[]>;
  /** `Kind/name` → the winning copy; the default namespace goes before others. */
  readonly byName: ReadonlyMap<string, Resource>;
  readonly policy: Policy;
}

export interface FabricModel {
  readonly policy: Policy;
  readonly files: ReadonlyMap<string, ModelFile>;
  /** Sorted by root. */
  readonly fabrics: readonly Fabric[];
  /** Files that belong to no fabric. */
  readonly outside: readonly ModelFile[];
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Is a file called `<name>-<number>`, because `<name>` was taken when it was written? */
function isCollision({ id, path }: Resource): boolean {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  return [id.name, `${id.namespace}-${id.name}`].some(
    (name) => stem.startsWith(`${name}-`) && /^\d+$/.test(stem.slice(name.length + 1)),
  );
}

/**
 * Puts the copy first that a reader should take for the resource: by area, those with the resource's own name before
 * those that were numbered beside it, then deeper, then by path and place.
 */
export function sortCopies(copies: readonly Resource[], root: string, policy: Policy): Resource[] {
  if (copies.length < 2) return [...copies];
  const rank = (resource: Resource): number => policy.duplicates.winner.indexOf(areaOf(resource.path, root, policy));
  const depth = (resource: Resource): number => resource.path.split('/').length;
  return [...copies].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(isCollision(a)) - Number(isCollision(b)) ||
      depth(b) - depth(a) ||
      byText(a.path, b.path) ||
      a.documentIndex - b.documentIndex,
  );
}

function indexFabric({ root, mark }: FabricRoot, files: readonly ModelFile[], policy: Policy): Fabric {
  const resources = files.flatMap((file) => resourcesOf(file));
  const grouped = new Map<string, Resource[]>();
  for (const resource of resources) {
    const copies = grouped.get(resource.key);
    if (copies) copies.push(resource);
    else grouped.set(resource.key, [resource]);
  }
  const copies = new Map<string, readonly Resource[]>();
  const byKind = new Map<KindName, Resource[]>();
  const byName = new Map<string, Resource>();
  for (const [key, list] of grouped) {
    const sorted = sortCopies(list, root, policy);
    copies.set(key, sorted);
    const [first] = sorted;
    if (!first?.kind || areaOf(first.path, root, policy) === 'archive') continue;
    const ofKind = byKind.get(first.kind.kind);
    if (ofKind) ofKind.push(first);
    else byKind.set(first.kind.kind, [first]);
    const name = `${first.kind.kind}/${first.id.name}`;
    if (!byName.has(name) || first.id.namespace === 'default') byName.set(name, first);
  }
  for (const list of byKind.values()) list.sort((a, b) => byText(a.key, b.key));
  return { root, mark, files, resources, copies, byKind, byName, policy };
}

/** The keys of what a file's resources name. */
const namesIn = (file: ModelFile): string[] =>
  resourcesOf(file).flatMap((resource) =>
    resource.kind
      ? referencesOf(resource).map(({ kind, name }) =>
          keyOf({ group: kindNamed(kind).group, kind, namespace: defaultNamespace, name }),
        )
      : [],
  );

/** May the cut into directories depend on who names whom? Only where there are no marks, and resources repeat. */
const dependsOnNames = ({ fabrics }: FabricModel): boolean => {
  const unmarked = fabrics.filter(({ mark }) => mark === 'resources');
  return unmarked.length > 1 || unmarked.some(({ copies }) => [...copies.values()].some((list) => list.length > 1));
};

const sameNames = (one: ModelFile, other: ModelFile): boolean => {
  const [first, second] = [namesIn(one), namesIn(other)];
  return first.length === second.length && first.every((name, index) => name === second[index]);
};

function assemble(files: ReadonlyMap<string, ModelFile>, policy: Policy, before: FabricModel | null): FabricModel {
  const sorted = [...files.values()].sort((a, b) => byText(a.path, b.path));
  const candidates = sorted.map((file) => ({
    path: file.path,
    // What cannot be read still says whose directory it lies in.
    keys: [...resourcesOf(file).flatMap((resource) => (resource.kind ? [resource.key] : [])), ...keysClaimedBy(file)],
    names: () => namesIn(file),
  }));
  const roots = findFabricRoots(candidates, policy.fabrics);
  const held = new Map<string, ModelFile[]>(roots.map(({ root }) => [root, []]));
  const names = new Set(held.keys());
  const outside: ModelFile[] = [];
  for (const file of sorted) {
    const root = rootOf(file.path, names);
    if (root === null) outside.push(file);
    else held.get(root)?.push(file);
  }
  const earlier = new Map(before?.policy === policy ? before.fabrics.map((fabric) => [fabric.root, fabric]) : []);
  const fabrics = roots.map((entry) => {
    const own = held.get(entry.root) ?? [];
    const old = earlier.get(entry.root);
    const same =
      old?.mark === entry.mark &&
      old.files.length === own.length &&
      old.files.every((file, index) => file === own[index]);
    return old && same ? old : indexFabric(entry, own, policy);
  });
  return { policy, files, fabrics, outside };
}

/**
 * Builds the model of a repository from its files (YAML of every kind; other paths may come with no documents, they
 * help to recognise fabric directories). Deterministic: the order of `files` does not matter.
 */
export function buildModel(files: readonly ModelFile[], policy: Policy): FabricModel {
  return assemble(new Map(files.map((file) => [file.path, file])), policy, null);
}

const sameKeys = (one: ModelFile, other: ModelFile): boolean => {
  const [first, second] = [one, other].map((file) => [
    ...resourcesOf(file).map(({ key }) => key),
    ...keysClaimedBy(file),
  ]);
  return first?.join('\n') === second?.join('\n');
};

/** A fabric with some documents exchanged for later versions of themselves: same places, same identities. */
function exchange(fabric: Fabric, files: ReadonlyMap<ModelFile, ModelFile>): Fabric {
  const later = new Map<Resource, Resource>();
  for (const [old, now] of files)
    for (const [index, resource] of resourcesOf(old).entries())
      later.set(resource, resourcesOf(now)[index] ?? resource);
  const swap = (resource: Resource): Resource => later.get(resource) ?? resource;
  const copies = new Map(fabric.copies);
  const byKind = new Map(fabric.byKind);
  const byName = new Map(fabric.byName);
  for (const [old, now] of later) {
    copies.set(now.key, (copies.get(now.key) ?? []).map(swap));
    if (!old.kind) continue;
    const name = `${old.kind.kind}/${old.id.name}`;
    if (byName.get(name) === old) byName.set(name, now);
  }
  for (const kind of new Set([...later.keys()].flatMap((resource) => resource.kind?.kind ?? [])))
    byKind.set(kind, (byKind.get(kind) ?? []).map(swap));
  return {
    ...fabric,
    files: fabric.files.map((file) => files.get(file) ?? file),
    resources: fabric.resources.map(swap),
    copies,
    byKind,
    byName,
  };
}

/** The short way for edits that leave every identity in its place: nothing is sorted or looked for again. */
function exchanged(model: FabricModel, changes: readonly FileChange[]): FabricModel | null {
  const pairs = new Map<ModelFile, ModelFile>();
  const names = dependsOnNames(model);
  for (const { path, file } of changes) {
    const old = model.files.get(path);
    if (!old || !file || !sameKeys(old, file) || (names && !sameNames(old, file))) return null;
    pairs.set(old, file);
  }
  const files = new Map(model.files);
  for (const file of pairs.values()) files.set(file.path, file);
  const roots = new Set(model.fabrics.map((fabric) => fabric.root));
  const touched = new Map<string, Map<ModelFile, ModelFile>>();
  for (const [old, now] of pairs) {
    const root = rootOf(old.path, roots);
    if (root !== null) touched.set(root, (touched.get(root) ?? new Map<ModelFile, ModelFile>()).set(old, now));
  }
  const fabrics = model.fabrics.map((fabric) => {
    const own = touched.get(fabric.root);
    return own ? exchange(fabric, own) : fabric;
  });
  return { ...model, files, fabrics, outside: model.outside.map((file) => pairs.get(file) ?? file) };
}

interface FileChange {
  readonly path: string;
  readonly file: ModelFile | null;
}

/**
 * The model after some files changed; null in place of documents means that the file is gone. Fabrics without a
 * change stay the same objects, so that everything remembered about them holds.
 */
export function updateModel(
  model: FabricModel,
  changes: readonly FileChange[],
  policy: Policy = model.policy,
): FabricModel {
  const short = policy === model.policy ? exchanged(model, changes) : null;
  if (short) return short;
  const files = new Map(model.files);
  for (const { path, file } of changes) {
    if (file === null) files.delete(path);
    else files.set(path, file);
  }
  return assemble(files, policy, model);
}

/** The resource of a kind by name; null when this fabric does not hold it. */
export const findResource = (fabric: Fabric, kind: KindName, name: string): Resource | null =>
  fabric.byName.get(`${kind}/${name}`) ?? null;

/** The resources of a kind, winning copies only, by name. */
export const resourcesOfKind = (fabric: Fabric, kind: KindName): readonly Resource[] => fabric.byKind.get(kind) ?? [];

/** Is this document the copy that counts for its identity? */
export const isWinner = (fabric: Fabric, resource: Resource): boolean =>
  fabric.copies.get(resource.key)?.[0] === resource;

/** The fabric that a path belongs to; null outside of all. */
export function fabricOfPath(model: FabricModel, path: string): Fabric | null {
  const root = rootOf(path, new Set(model.fabrics.map((fabric) => fabric.root)));
  return model.fabrics.find((fabric) => fabric.root === root) ?? null;
}
