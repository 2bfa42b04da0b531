import type { ConnectionType } from '../../views/connection-view';
import { connectionView, devicesOf } from '../../views/connection-view';
import type { Draft, ResourceRule } from '../rule';
import { listWords, plural } from '../words';

type Bounds = readonly [least: number, most: number];

/** How many switches and servers each type joins. */
const wanted: Partial<Record<ConnectionType, { readonly switches: Bounds; readonly servers?: Bounds }>> = {
  unbundled: { switches: [1, 1], servers: [1, 1] },
  bundled: { switches: [1, 1], servers: [1, 1] },
  eslag: { switches: [1, 4], servers: [1, 1] },
  fabric: { switches: [2, 2] },
  mesh: { switches: [2, 2] },
  gateway: { switches: [1, 1] },
  vpcLoopback: { switches: [1, 1] },
};

const inWords = ([least, most]: Bounds, what: string): string =>
  least === most
    ? plural(least, what, `${what}${what.endsWith('ch') ? 'es' : 's'}`)
    : `${least} to ${most} ${what}${what.endsWith('ch') ? 'es' : 's'}`;

export const connectionDevices: ResourceRule = {
  id: 'connection-devices',
  numbers: [103, 104, 105, 106, 107, 108],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A connection joins as many switches and servers as its type says',
  source: 'fabric v0.126, ConnectionSpec.Endpoints',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    const bounds = view.type === null ? undefined : wanted[view.type];
    if (!bounds || view.type === null || view.ends.some((end) => !end.port)) return [];
    const type = view.type;
    const found: Draft[] = [];
    if (view.links.length === 0) return [{ at: ['spec', type], message: `The ${type} connection has no cable` }];
    const tell = (names: readonly string[], limit: Bounds, what: string): void => {
      if (names.length >= limit[0] && names.length <= limit[1]) return;
      const list = names.length > 0 ? ` (${listWords(names)})` : '';
      found.push({
        at: ['spec', type],
        message: `A ${type} connection joins ${inWords(limit, what)}, but this one has ${names.length}${list}`,
      });
    };
    tell(devicesOf(view, 'Switch'), bounds.switches, 'switch');
    if (bounds.servers) tell(devicesOf(view, 'Server'), bounds.servers, 'server');
    return found;
  },
};
