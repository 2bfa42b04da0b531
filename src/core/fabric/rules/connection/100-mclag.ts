import { connectionView, isMclag } from '../../views/connection-view';
import type { ResourceRule } from '../rule';

export const mclag: ResourceRule = {
  id: 'mclag',
  numbers: [100],
  kinds: ['Connection'],
  severity: 'warning',
  title: 'MCLAG is gone; ESLAG does its work. Nothing else about such connections is checked',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    const type = view.types.includes('mclag') ? 'mclag' : 'mclagDomain';
    if (!isMclag(view)) return [];
    return [{ at: ['spec', type], onKey: true, message: 'MCLAG is deprecated and no longer supported; use eslag' }];
  },
};
