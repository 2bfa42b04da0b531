import { keyOf } from '../../identity';
import type { Resource } from '../../model/model-file';
import { nodesOf } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

export const nodeTwice: InstallationRule = {
  id: 'node-twice',
  numbers: [7],
  kinds: ['ControlNode', 'FabNode'],
  severity: 'error',
  title: 'A node of the installation stands once in its folder',
  source: 'fabricator, loader.go Add',
  looksAt: 'installation',
  check: (installation) => {
    const first = new Map<string, Resource>();
    return nodesOf(installation).flatMap((resource): PlacedDraft[] => {
      const earlier = first.get(keyOf(resource.id));
      if (earlier === undefined) {
        first.set(keyOf(resource.id), resource);
        return [];
      }
      const at = ['metadata', 'name'];
      const message = `This folder has a ${resource.id.kind} ${resource.id.name} already`;
      return [{ resource, at, message, related: [{ resource: earlier, at, message: 'The first' }] }];
    });
  },
};
