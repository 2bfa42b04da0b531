import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { portKey } from '../../net/ports';
import type { EndView } from '../../views/connection-view';
import { connectionView, isMclag } from '../../views/connection-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const portUsedTwice: FabricRule = {
  id: 'port-used-twice',
  numbers: [118],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A port belongs to one connection; E1/4 and E1/4/1 are the same port',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, { resource: Resource; end: EndView }>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'Connection')) {
      const view = connectionView(resource);
      if (isMclag(view)) continue;
      for (const end of view.ends) {
        if (!end.port) continue;
        const key = `${end.device} ${portKey(end.port)}`;
        const owner = owners.get(key);
        if (!owner) owners.set(key, { resource, end });
        else if (owner.resource !== resource) {
          const alias = owner.end.text === end.text ? '' : ` (there as ${owner.end.text ?? ''})`;
          found.push({
            resource,
            at: [...end.at, 'port'],
            message: `Port ${end.text ?? ''} is used by connection ${owner.resource.id.name} already${alias}`,
            related: [{ resource: owner.resource, at: [...owner.end.at, 'port'], message: owner.end.text ?? '' }],
          });
        }
      }
    }
    return found;
  },
};
