import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { asName, asNumber, asRecord, isRecord } from '../../value';
import type { FabricRule, PlacedDraft } from '../rule';

/** The VLAN that an external attachment uses on its cable; 0 for untagged. */
const externalVlan = (resource: Resource): number =>
  asNumber(asRecord(resource.spec[isRecord(resource.spec['static']) ? 'static' : 'switch'])['vlan']) ?? 0;

export const externalVlanTwice: FabricRule = {
  id: 'external-vlan-twice',
  numbers: [90],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'External attachments of one connection have different VLANs, untagged counting as one',
  source: 'fabric v0.126, ExternalAttachment.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'ExternalAttachment')) {
      const connection = asName(resource.spec['connection']);
      if (connection === null) continue;
      const vlan = externalVlan(resource);
      const owner = owners.get(`${connection} ${vlan}`);
      if (!owner) owners.set(`${connection} ${vlan}`, resource);
      else {
        const what = vlan === 0 ? 'Untagged traffic' : `VLAN ${vlan}`;
        const message = `${what} of connection ${connection} belongs to ${owner.id.name} already`;
        found.push({
          resource,
          at: ['spec'],
          message,
          related: [{ resource: owner, at: ['spec'], message: owner.id.name }],
        });
      }
    }
    return found;
  },
};
