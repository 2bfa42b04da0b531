import { switchHydration, switchView } from '../../views/switch-view';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

export const switchHydrated: ResourceRule = {
  id: 'switch-hydrated',
  numbers: [124, 125, 173],
  kinds: ['Switch'],
  severity: 'error',
  title: 'A switch has AS number, ip, protocolIP and (leaves only) vtepIP; in an un-hydrated fabric none of them',
  source: 'fabric v0.126, Switch.Validate; fabricator, ensureHydrated',
  looksAt: 'resource',
  check: (resource, { policy }) => {
    const view = switchView(resource);
    const found: Draft[] = [];
    if (view.isSpine && view.vtepIp !== null)
      found.push({
        at: ['spec', 'vtepIP'],
        message: 'A spine has no vtepIP',
        fix: { title: 'Remove vtepIP', edits: [{ at: ['spec', 'vtepIP'], action: 'delete' }] },
      });
    const state = switchHydration(view);
    if (state === 'full' || policy.hydration === 'unhydrated' || (policy.hydration === 'auto' && state === 'none'))
      return found;
    const fields = {
      asn: view.asn,
      ip: view.ip,
      protocolIP: view.protocolIp,
      ...(view.isSpine ? {} : { vtepIP: view.vtepIp }),
    };
    const missing = Object.entries(fields).flatMap(([name, value]) => (value === null ? [name] : []));
    if (missing.length === 0) return found;
    const message =
      state === 'partial'
        ? `The switch is only partly hydrated: ${listWords(missing)} missing`
        : `The switch has no ${listWords(missing)}`;
    return [...found, { at: ['spec'], message }];
  },
};
