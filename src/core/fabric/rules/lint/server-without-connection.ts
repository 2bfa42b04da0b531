import { resourcesOfKind } from '../../model/fabric-model';
import { isNamed } from '../../references/reference-graph';
import type { FabricRule } from '../rule';

export const serverWithoutConnection: FabricRule = {
  id: 'server-without-connection',
  numbers: [],
  kinds: ['Server'],
  severity: 'note',
  title: 'A server has a connection',
  source: 'own',
  looksAt: 'fabric',
  check: (fabric) =>
    resourcesOfKind(fabric, 'Server')
      .filter(({ id }) => !isNamed(fabric, 'Server', id.name))
      .map((resource) => ({
        resource,
        at: ['metadata', 'name'],
        message: `Server ${resource.id.name} has no connection`,
      })),
};
