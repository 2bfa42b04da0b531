import { connectionView } from '../../views/connection-view';
import type { ResourceRule } from '../rule';

export const serverMtu: ResourceRule = {
  id: 'server-mtu',
  numbers: [109],
  kinds: ['Connection'],
  severity: 'error',
  title: 'The MTU of a server connection leaves room for the fabric’s own headers',
  source: 'fabric v0.126, ValidateServerFacingMTU; eslag is checked by us only',
  looksAt: 'resource',
  check: (resource, { settings }) => {
    const { type, mtu } = connectionView(resource);
    const most = settings.fabricMtu - settings.serverMtuOffset;
    if (mtu === null || mtu <= most || (type !== 'unbundled' && type !== 'bundled' && type !== 'eslag')) return [];
    const message = `The MTU is ${mtu}; at most ${most} is possible (fabric MTU ${settings.fabricMtu} less ${settings.serverMtuOffset})`;
    return [{ at: ['spec', type, 'mtu'], message, ...(type === 'eslag' ? { severity: 'warning' as const } : {}) }];
  },
};
