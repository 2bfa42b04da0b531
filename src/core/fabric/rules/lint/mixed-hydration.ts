import { resourcesOfKind } from '../../model/fabric-model';
import { switchHydration, switchView } from '../../views/switch-view';
import type { FabricRule } from '../rule';
import { someWords } from '../words';

/** One sentence for all of them; more places than this are not followed by anybody. */
const mostRelated = 20;

export const mixedHydration: FabricRule = {
  id: 'mixed-hydration',
  numbers: [173],
  kinds: ['Switch'],
  severity: 'warning',
  title: 'Either all switches are hydrated, or none is',
  source: 'fabricator, ensureHydrated: partial hydration is refused',
  looksAt: 'fabric',
  check: (fabric) => {
    const switches = resourcesOfKind(fabric, 'Switch');
    const bare = switches.filter((one) => switchHydration(switchView(one)) === 'none');
    if (fabric.policy.hydration !== 'auto' || bare.length === 0 || bare.length === switches.length) return [];
    const [first, ...others] = bare;
    if (!first) return [];
    const names = someWords(bare.map(({ id }) => id.name));
    const message = `${switches.length - bare.length} of ${switches.length} switches have addresses, the others have none: ${names}`;
    const related = others.map((resource) => ({ resource, at: ['spec'], message: 'Has no addresses either' }));
    return [{ resource: first, at: ['spec'], message, related: related.slice(0, mostRelated) }];
  },
};
