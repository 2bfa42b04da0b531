import type { Fabric } from '../../model/fabric-model';
import { findResource, resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { policyPath } from '../../policy/policy';
import { referencesOf } from '../../references/references-of';
import { usedVlan, vpcView } from '../../views/vpc-view';
import type { FabricRule } from '../rule';
import { listWords } from '../words';

/** A clash or two are slips; this many between folders that need nothing of each other are a habit. */
const habit = 3;

/** What people call places that are each a fabric of their own: `prod`, `env-3`, `dc1`, `site_b`. */
const environment =
  /^(env|environment|prod|production|preprod|stage|staging|dev|devel|development|test|testing|qa|uat|lab|sandbox|demo|dr|fabric|site|dc|datacenter|region|zone|cluster|customer|tenant)([-_.]?[a-z]?\d*|[-_.].+)$/i;

/** Between folders that are called so, already the first clash is none. */
const fewestBetween = (folders: readonly string[]): number =>
  folders.every((folder) => environment.test(folder.slice(folder.lastIndexOf('/') + 1))) ? 1 : habit;

/** The folder just below the fabric's own that a resource lies in; null for those at the top. */
function folderOf({ path }: Resource, root: string): string | null {
  const start = root === '' ? 0 : root.length + 1;
  const slash = path.indexOf('/', start);
  return slash < 0 ? null : path.slice(0, slash);
}

/** The numbers that a VPC takes for itself: no other of the same namespaces may have them. */
function takenBy(resource: Resource): string[] {
  const { subnets, vlanNamespace, ipv4Namespace } = vpcView(resource);
  return subnets.flatMap((subnet) => {
    const vlan = usedVlan(subnet);
    return [
      ...(vlan === null || vlan === 0 ? [] : [`vlan ${vlanNamespace}/${vlan}`]),
      ...(subnet.text === null ? [] : [`subnet ${ipv4Namespace}/${subnet.text}`]),
    ];
  });
}

interface Clashes {
  readonly folders: readonly [string, string];
  /** The first resource that clashes. */
  readonly resource: Resource;
  count: number;
}

function clashesOf(fabric: Fabric): Clashes[] {
  const owners = new Map<string, string>();
  const found = new Map<string, Clashes>();
  for (const resource of resourcesOfKind(fabric, 'VPC')) {
    const folder = folderOf(resource, fabric.root);
    if (folder === null) continue;
    for (const key of takenBy(resource)) {
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, folder);
      else if (owner !== folder) {
        const pair = [owner, folder].sort().join('\n');
        const known = found.get(pair) ?? { folders: [owner, folder] as const, resource, count: 0 };
        known.count += 1;
        found.set(pair, known);
      }
    }
  }
  return [...found.values()].filter(({ folders, count }) => count >= fewestBetween(folders));
}

/** Pairs of folders of which one names a resource of the other, both ways round. */
function needed(fabric: Fabric): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const resource of fabric.resources) {
    const from = resource.kind ? folderOf(resource, fabric.root) : null;
    if (from === null) continue;
    for (const { kind, name } of referencesOf(resource)) {
      const target = findResource(fabric, kind, name);
      const to = target && folderOf(target, fabric.root);
      if (to !== null && to !== from) pairs.add(`${from}\n${to}`).add(`${to}\n${from}`);
    }
  }
  return pairs;
}

export const foldersSideBySide: FabricRule = {
  id: 'folders-side-by-side',
  numbers: [],
  kinds: ['VPC'],
  severity: 'warning',
  title: 'Folders that use the same VLANs and subnets, and nothing of each other, are named as fabrics of their own',
  source: 'own; without marks or repeated names nothing tells environments from parts of one fabric',
  looksAt: 'fabric',
  check: (fabric) => {
    // Marks and the policy say it; only a flat repository leaves it open.
    const all = fabric.mark === 'resources' ? clashesOf(fabric) : [];
    if (all.length === 0) return [];
    const pairs = needed(fabric);
    const apart = all.filter(({ folders }) => !pairs.has(folders.join('\n')));
    const [first] = apart;
    if (!first) return [];
    const folders = [...new Set(apart.flatMap((one) => one.folders))].sort();
    const count = apart.reduce((sum, one) => sum + one.count, 0);
    const message = `${listWords(folders)} use ${count === 1 ? 'a VLAN or subnet' : `${count} VLANs and subnets`} twice and nothing of each other: if each is a fabric of its own, write fabrics: [${folders.join(', ')}] into ${policyPath}`;
    return [{ resource: first.resource, at: ['metadata', 'name'], message }];
  },
};
