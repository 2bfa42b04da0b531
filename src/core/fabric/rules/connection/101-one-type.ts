import { connectionTypes, connectionView, isMclag } from '../../views/connection-view';
import { closestName } from '../../schema/closest-name';
import type { ResourceRule } from '../rule';
import { listWords } from '../words';

export const oneType: ResourceRule = {
  id: 'one-type',
  numbers: [101],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A connection has exactly one type',
  source: 'fabric v0.126, ConnectionSpec.Endpoints; two types at once are noticed by us only',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    if (view.types.length === 1 || isMclag(view)) return [];
    if (view.types.length > 1)
      return [
        {
          at: ['spec'],
          message: `The connection has ${view.types.length} types (${listWords(view.types)}); it may have one`,
        },
      ];
    // A misspelt type is told about as an unknown field already.
    if (Object.keys(resource.spec).some((key) => closestName(key, connectionTypes) !== null)) return [];
    return [{ at: ['spec'], message: 'The connection has no type, for instance unbundled, bundled, eslag or fabric' }];
  },
};
