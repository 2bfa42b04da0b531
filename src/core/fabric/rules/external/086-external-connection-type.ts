import { findResource } from '../../model/fabric-model';
import { asName } from '../../value';
import { connectionView } from '../../views/connection-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const externalConnectionType: LinkRule = {
  id: 'external-connection-type',
  numbers: [86],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'Externals are attached to connections of type external',
  source: 'fabric v0.126, ExternalAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const connection = findResource(fabric, 'Connection', asName(resource.spec['connection']) ?? '');
    const type = connection ? connectionView(connection).type : null;
    if (!connection || type === null) return [];
    return unless(
      type === 'external',
      ['spec', 'connection'],
      `Connection ${connection.id.name} is of type ${type}, not external`,
      {
        related: [{ resource: connection, at: ['spec', type], message: `type ${type}` }],
      },
    );
  },
};
