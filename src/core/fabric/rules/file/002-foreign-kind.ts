import { fabricKinds, otherHedgehogGroups } from '../../kinds';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

const hedgehog = new Set([...fabricKinds.map((entry) => entry.group), ...otherHedgehogGroups]);

export const foreignKind: ResourceRule = {
  id: 'foreign-kind',
  numbers: [2],
  kinds: [],
  severity: 'note',
  title: 'A fabric directory holds the fabric’s resources only; hhfab refuses others',
  source: 'fabricator, loader.go isAllowedGVK',
  looksAt: 'resource',
  check: ({ id }) =>
    unless(
      hedgehog.has(id.group),
      ['kind'],
      `${id.kind} ${id.name} (${id.apiVersion}) is no resource of the fabric; hhfab would refuse this file`,
    ),
};
