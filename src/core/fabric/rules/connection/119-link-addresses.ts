import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { formatPrefix, isSubset, networkOf, parsePrefix } from '../../net/ip';
import type { FabricSettings } from '../../policy/fabric-settings';
import type { EndView } from '../../views/connection-view';
import { connectionView } from '../../views/connection-view';
import type { FabricRule, PlacedDraft } from '../rule';

function checkLink(resource: Resource, ends: readonly EndView[], settings: FabricSettings): PlacedDraft[] {
  const found: PlacedDraft[] = [];
  const prefixes = ends.map((end) => parsePrefix(end.ip ?? ''));
  for (const [index, end] of ends.entries()) {
    const prefix = prefixes[index];
    const at = [...end.at, 'ip'];
    if (!prefix) continue;
    if (prefix.bits !== 31) found.push({ resource, at, message: `${end.ip ?? ''} has to be one half of a /31` });
    else if (!isSubset(prefix, settings.fabricSubnet))
      found.push({
        resource,
        at,
        message: `${end.ip ?? ''} is not in the fabric subnet ${formatPrefix(settings.fabricSubnet)}`,
      });
  }
  const [one, other] = prefixes;
  if (found.length === 0 && one && other && networkOf(one) !== networkOf(other))
    found.push({
      resource,
      at: ends[1]?.at ?? [],
      message: `${ends[0]?.ip ?? ''} and ${ends[1]?.ip ?? ''} are not the two halves of one /31`,
    });
  return found;
}

export const linkAddresses: FabricRule = {
  id: 'link-addresses',
  numbers: [119],
  kinds: ['Connection'],
  severity: 'error',
  title: 'Both ends of a fabric cable are halves of one /31 of the fabric subnet, and no address is used twice',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, { resource: Resource; end: EndView }>();
    return resourcesOfKind(fabric, 'Connection').flatMap((resource) => {
      const { type, links } = connectionView(resource);
      if (type !== 'fabric' && type !== 'mesh' && type !== 'gateway') return [];
      return links.flatMap((ends) => {
        if (ends.some((end) => end.ip === null)) return [];
        const found = checkLink(resource, ends, fabric.policy.settings);
        for (const end of ends) {
          const owner = owners.get(end.ip ?? '');
          if (!owner) owners.set(end.ip ?? '', { resource, end });
          else
            found.push({
              resource,
              at: [...end.at, 'ip'],
              message: `${end.ip ?? ''} is used by ${owner.end.text ?? ''} of ${owner.resource.id.name} already`,
              related: [{ resource: owner.resource, at: [...owner.end.at, 'ip'], message: owner.end.text ?? '' }],
            });
        }
        return found;
      });
    });
  },
};
