import { areaOf, belowRoot } from '../../model/areas';
import { managedFileName } from '../../layout/managed-path';
import type { FabricRule } from '../rule';

export const fileName: FabricRule = {
  id: 'file-name',
  numbers: [],
  kinds: [],
  severity: 'note',
  title: 'A managed file is named for its resource',
  source: 'the plugin, _generate_managed_filename',
  looksAt: 'fabric',
  check: (fabric) =>
    fabric.resources.flatMap((resource) => {
      if (!resource.kind || areaOf(resource.path, fabric.root, fabric.policy) !== 'managed') return [];
      const name = belowRoot(resource.path, fabric.root).split('/').at(-1) ?? '';
      const wanted = managedFileName(resource.id);
      const message = `The file is called ${name}, the resource ${resource.id.name}; the usual name is ${wanted}`;
      return name.replace(/\.yml$/, '.yaml') === wanted ? [] : [{ resource, at: ['metadata', 'name'], message }];
    }),
};
