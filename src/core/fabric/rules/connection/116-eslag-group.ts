import { findResource } from '../../model/fabric-model';
import { connectionView, devicesOf } from '../../views/connection-view';
import { switchView } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';
import { listWords } from '../words';

export const eslagGroup: LinkRule = {
  id: 'eslag-group',
  numbers: [116],
  kinds: ['Connection'],
  severity: 'error',
  title: 'The switches of an eslag connection are of one redundancy group of type eslag',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const connection = connectionView(resource);
    if (connection.type !== 'eslag') return [];
    const members = devicesOf(connection, 'Switch').flatMap((name) => findResource(fabric, 'Switch', name) ?? []);
    const related = members.map((member) => ({
      resource: member,
      at: ['spec', 'redundancy'],
      message: member.id.name,
    }));
    const found: Draft[] = [];
    const groups = [...new Set(members.flatMap((member) => switchView(member).redundancyGroup ?? []))].sort();
    const at = ['spec', 'eslag', 'links'];
    if (members.length > 0 && groups.length === 0)
      found.push({ at, message: 'None of the switches is in a redundancy group', related });
    if (groups.length > 1)
      found.push({ at, message: `The switches are in different redundancy groups: ${listWords(groups)}`, related });
    for (const member of members) {
      const { redundancyGroup, redundancyType } = switchView(member);
      if (redundancyGroup !== null && redundancyType !== 'eslag')
        found.push({
          at,
          message: `Switch ${member.id.name} has redundancy ${redundancyType ?? 'of no type'}, not eslag`,
          related: [{ resource: member, at: ['spec', 'redundancy'], message: member.id.name }],
        });
    }
    return found;
  },
};
