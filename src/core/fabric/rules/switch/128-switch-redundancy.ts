import { factsOf, lacks, switchView } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';

export const switchRedundancy: LinkRule = {
  id: 'switch-redundancy',
  numbers: [128],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Redundancy has both group and type, the type is eslag, and the model can do it',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { redundancyGroup: group, redundancyType: type } = switchView(resource);
    const at = ['spec', 'redundancy'];
    const found: Draft[] = [];
    if ((group === null) !== (type === null))
      found.push({
        at,
        message: group === null ? `Redundancy ${type ?? ''} has no group` : `Redundancy group ${group} has no type`,
      });
    if (type === 'mclag')
      found.push({
        at: [...at, 'type'],
        severity: 'warning',
        message: 'MCLAG is deprecated and no longer supported; use eslag',
      });
    const facts = factsOf(fabric, resource);
    if (type === 'eslag' && lacks(facts, 'eslag'))
      found.push({ at: [...at, 'type'], message: `${facts?.displayName ?? 'The model'} cannot do ESLAG` });
    return found;
  },
};
