import { portKey } from '../../net/ports';
import { connectionView, isMclag } from '../../views/connection-view';
import type { ResourceRule } from '../rule';

export const distinctPorts: ResourceRule = {
  id: 'distinct-ports',
  numbers: [103, 104, 105, 106, 107, 108],
  kinds: ['Connection'],
  severity: 'error',
  title: 'The cables of a connection end in different ports',
  source: 'fabric v0.126, ConnectionSpec.Endpoints',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    if (isMclag(view)) return [];
    const seen = new Set<string>();
    return view.ends.flatMap(({ port, at, text }) => {
      if (!port) return [];
      const key = portKey(port);
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [{ at: [...at, 'port'], message: `Port ${text ?? ''} is used twice in this connection` }];
    });
  },
};
