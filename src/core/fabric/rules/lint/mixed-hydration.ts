import { resourcesOfKind } from '../../model/fabric-model';
import { switchHydration, switchView } from '../../views/switch-view';
import type { FabricRule } from '../rule';

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
    const counts = `${switches.length - bare.length} of ${switches.length} switches`;
    return bare.map((resource) => ({
      resource,
      at: ['spec'],
      message: `${resource.id.name} has no addresses, but ${counts} have them`,
    }));
  },
};
