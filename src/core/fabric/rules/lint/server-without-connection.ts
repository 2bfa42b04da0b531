import { resourcesOfKind } from '../../model/fabric-model';
import { referrersOf } from '../../references/reference-graph';
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
      .filter(({ id }) => referrersOf(fabric, 'Server', id.name).length === 0)
      .map((resource) => ({
        resource,
        at: ['metadata', 'name'],
        message: `Server ${resource.id.name} has no connection`,
      })),
};
