import { areaOf, belowRoot } from '../../model/areas';
import { managedFolder } from '../../layout/managed-path';
import type { FabricRule } from '../rule';

export const kindDirectory: FabricRule = {
  id: 'kind-directory',
  numbers: [],
  kinds: [],
  severity: 'warning',
  title: 'A managed file lies in the directory of its kind',
  source: 'the plugin, layout of managed/',
  looksAt: 'fabric',
  check: (fabric) =>
    fabric.resources.flatMap((resource) => {
      if (!resource.kind || areaOf(resource.path, fabric.root, fabric.policy) !== 'managed') return [];
      const wanted = managedFolder(resource.kind, fabric.policy);
      const folder = belowRoot(resource.path, fabric.root).split('/').slice(0, -1).join('/');
      if (folder === wanted) return [];
      return [
        {
          resource,
          at: ['kind'],
          message: `${resource.id.kind} ${resource.id.name} lies in ${folder}, but its kind belongs into ${wanted}`,
        },
      ];
    }),
};
