import { areaOf, belowRoot } from '../../model/areas';
import { managedFileName } from '../../layout/managed-path';
import type { ResourceRule } from '../rule';

export const fileName: ResourceRule = {
  id: 'file-name',
  numbers: [],
  kinds: [],
  severity: 'note',
  title: 'A managed file is named for its resource',
  source: 'the plugin, _generate_managed_filename',
  looksAt: 'resource',
  check: (resource, { root, policy }) => {
    if (!resource.kind || areaOf(resource.path, root, policy) !== 'managed') return [];
    const name = belowRoot(resource.path, root).split('/').at(-1) ?? '';
    const wanted = managedFileName(resource.id);
    const message = `The file is called ${name}, the resource ${resource.id.name}; the usual name is ${wanted}`;
    return name.replace(/\.yml$/, '.yaml') === wanted ? [] : [{ at: ['metadata', 'name'], message }];
  },
};
