import { areaOf, belowRoot } from '../../model/areas';
import { managedFolder } from '../../layout/managed-path';
import type { ResourceRule } from '../rule';

export const kindDirectory: ResourceRule = {
  id: 'kind-directory',
  numbers: [],
  kinds: [],
  severity: 'warning',
  title: 'A managed file lies in the directory of its kind',
  source: 'the plugin, layout of managed/',
  looksAt: 'resource',
  check: (resource, { root, policy }) => {
    if (!resource.kind || areaOf(resource.path, root, policy) !== 'managed') return [];
    const wanted = managedFolder(resource.kind, policy);
    const folder = belowRoot(resource.path, root).split('/').slice(0, -1).join('/');
    if (folder === wanted) return [];
    return [
      {
        at: ['kind'],
        message: `${resource.id.kind} ${resource.id.name} lies in ${folder}, but its kind belongs into ${wanted}`,
      },
    ];
  },
};
