import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { defaultedSpec } from '../../normalize/defaults';
import { asList, asName, asRecord } from '../../value';
import type { FabricRule, PlacedDraft } from '../rule';

export const gatewayGroups: FabricRule = {
  id: 'gateway-groups',
  numbers: [155],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'A gateway is in each of its groups once, and a group has no more gateways than there are communities',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'fabric',
  check: (fabric) => {
    const members = new Map<string, Resource[]>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'Gateway')) {
      const names = asList(defaultedSpec('Gateway', resource.spec)['groups']).map((entry) =>
        asName(asRecord(entry)['name']),
      );
      for (const [index, name] of names.entries()) {
        if (name === null)
          found.push({ resource, at: ['spec', 'groups', index], message: `Group ${index + 1} has no name` });
        else if (names.indexOf(name) < index)
          found.push({ resource, at: ['spec', 'groups', index], message: `Group ${name} is named twice` });
        else members.set(name, [...(members.get(name) ?? []), resource]);
      }
    }
    const most = fabric.policy.settings.gatewayCommunities;
    for (const [name, list] of members)
      for (const resource of list.slice(most))
        found.push({
          resource,
          at: ['spec'],
          message: `Group ${name} has ${list.length} gateways; there are communities for ${most}`,
        });
    return found;
  },
};
