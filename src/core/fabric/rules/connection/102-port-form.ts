import { showValue } from '../../schema/check-value';
import { connectionView, isMclag } from '../../views/connection-view';
import type { ResourceRule } from '../rule';

export const portForm: ResourceRule = {
  id: 'port-form',
  numbers: [102],
  kinds: ['Connection'],
  severity: 'error',
  title: 'Every end of a cable is <device>/<port>',
  source: 'fabric v0.126, ConnectionSpec.Endpoints',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    if (isMclag(view)) return [];
    return view.ends.flatMap(({ field, at, text, port }) => {
      if (port) return [];
      if (text === null || text === '') return [{ at: at.slice(0, -1), message: `The cable has no ${field} port` }];
      return [{ at: [...at, 'port'], message: `${showValue(text)} is not of the form <device>/<port>` }];
    });
  },
};
