import { connectionView } from '../../views/connection-view';
import type { ResourceRule } from '../rule';

export const halfAddressed: ResourceRule = {
  id: 'half-addressed',
  numbers: [119, 173],
  kinds: ['Connection'],
  severity: 'warning',
  title: 'A fabric cable has addresses at both ends or at none',
  source: 'fabricator, ensureHydrated: partial hydration is refused',
  looksAt: 'resource',
  check: (resource) => {
    const { type, links } = connectionView(resource);
    if (type !== 'fabric' && type !== 'mesh' && type !== 'gateway') return [];
    return links.flatMap((ends) => {
      const bare = ends.filter((end) => end.ip === null);
      if (bare.length === 0 || bare.length === ends.length) return [];
      return bare.map((end) => ({
        at: end.at,
        message: `${end.text ?? 'This end'} has no address, but the other end has`,
      }));
    });
  },
};
