import { referrersOf } from '../../references/reference-graph';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const serverWithoutConnection: LinkRule = {
  id: 'server-without-connection',
  numbers: [],
  kinds: ['Server'],
  severity: 'note',
  title: 'A server has a connection',
  source: 'own',
  looksAt: 'links',
  check: ({ id }, fabric) =>
    unless(
      referrersOf(fabric, 'Server', id.name).length > 0,
      ['metadata', 'name'],
      `Server ${id.name} has no connection`,
    ),
};
