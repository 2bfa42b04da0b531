import { connectionView } from '../../views/connection-view';
import { usualConnectionName } from '../../views/connection-name';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const connectionName: ResourceRule = {
  id: 'connection-name',
  numbers: [],
  kinds: ['Connection'],
  severity: 'note',
  title: 'A connection is named as the fabric’s own tools would do it',
  source: 'fabric v0.126, ConnectionSpec.GenerateName',
  looksAt: 'resource',
  check: (resource) => {
    const usual = usualConnectionName(connectionView(resource));
    // Several connections of one kind between the same devices need a suffix.
    const holds = usual === null || resource.id.name === usual || resource.id.name.startsWith(`${usual}--`);
    return unless(holds, ['metadata', 'name'], `The usual name of this connection is ${usual ?? ''}`);
  },
};
