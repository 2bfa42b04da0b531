import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { formatRange, inRange } from '../../net/vlan';
import { switchView } from '../../views/switch-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const asNumbers: FabricRule = {
  id: 'as-numbers',
  numbers: [141, 142],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Spines share their AS number; each leaf has its own in the range for leaves, MCLAG pairs one together',
  source: 'fabric v0.126, Switch.HydrationValidation',
  looksAt: 'fabric',
  check: (fabric) => {
    const { spineAsn, leafAsns } = fabric.policy.settings;
    const owners = new Map<number, { resource: Resource; pair: string | null }>();
    return resourcesOfKind(fabric, 'Switch').flatMap((resource): PlacedDraft[] => {
      const { asn, isSpine, redundancyType, redundancyGroup } = switchView(resource);
      const at = ['spec', 'asn'];
      if (asn === null) return [];
      if (isSpine)
        return asn === spineAsn
          ? []
          : [{ resource, at, message: `asn of this spine is ${asn}; spines have ${spineAsn}` }];
      if (!inRange(asn, leafAsns))
        return [{ resource, at, message: `asn of this leaf is ${asn}; leaves have ${formatRange(leafAsns)}` }];
      const pair = redundancyType === 'mclag' ? redundancyGroup : null;
      const owner = owners.get(asn);
      if (!owner) owners.set(asn, { resource, pair });
      if (!owner || (pair !== null && pair === owner.pair)) return [];
      const related = [{ resource: owner.resource, at, message: owner.resource.id.name }];
      return [{ resource, at, message: `asn ${asn} belongs to leaf ${owner.resource.id.name} already`, related }];
    });
  },
};
