import { asRecord } from '../../value';
import { factsOf, lacks } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';

export const switchRoce: LinkRule = {
  id: 'switch-roce',
  numbers: [136],
  kinds: ['Switch'],
  severity: 'error',
  title: 'RoCE and its hashing are asked of models that can do them',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    const found: Draft[] = [];
    if (resource.spec['roce'] === true && lacks(facts, 'roce'))
      found.push({ at: ['spec', 'roce'], message: `${facts?.displayName ?? 'The model'} cannot do RoCE` });
    if (asRecord(resource.spec['ecmp'])['roceQPN'] === true && lacks(facts, 'ecmpRoCEQPN'))
      found.push({
        at: ['spec', 'ecmp', 'roceQPN'],
        message: `${facts?.displayName ?? 'The model'} cannot hash RoCE queue pairs`,
      });
    return found;
  },
};
