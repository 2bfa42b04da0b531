import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { switchView } from '../../views/switch-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const mclagPeers: FabricRule = {
  id: 'mclag-peers',
  numbers: [142],
  kinds: ['Switch'],
  severity: 'error',
  title: 'The two switches of an MCLAG pair have the same AS number and vtepIP',
  source: 'fabric v0.126, Switch.HydrationValidation',
  looksAt: 'fabric',
  check: (fabric) => {
    const firsts = new Map<string, Resource>();
    return resourcesOfKind(fabric, 'Switch').flatMap((resource): PlacedDraft[] => {
      const view = switchView(resource);
      if (view.redundancyType !== 'mclag' || view.redundancyGroup === null) return [];
      const first = firsts.get(view.redundancyGroup);
      if (!first) {
        firsts.set(view.redundancyGroup, resource);
        return [];
      }
      const other = switchView(first);
      const differs = (
        [
          ['asn', view.asn, other.asn],
          ['vtepIP', view.vtepIp, other.vtepIp],
        ] as const
      ).filter(([, ours, theirs]) => ours !== null && theirs !== null && ours !== theirs);
      return differs.map(([field, ours, theirs]) => ({
        resource,
        at: ['spec', field],
        message: `${field} is ${ours ?? ''}, but ${theirs ?? ''} on ${first.id.name} of the same MCLAG pair`,
        related: [{ resource: first, at: ['spec', field], message: first.id.name }],
      }));
    });
  },
};
