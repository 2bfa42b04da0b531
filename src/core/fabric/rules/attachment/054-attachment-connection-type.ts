import { attachmentView } from '../../views/attachment-view';
import { isMclag } from '../../views/connection-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

const forServers = new Set(['unbundled', 'bundled', 'eslag']);

export const attachmentConnectionType: LinkRule = {
  id: 'attachment-connection-type',
  numbers: [54],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'VPCs are attached to server connections: unbundled, bundled or eslag',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { connection } = attachmentView(resource, fabric);
    const type = connection?.view.type ?? null;
    if (!connection || type === null) return [];
    const hint = isMclag(connection.view) ? '; MCLAG is no longer supported' : '';
    return unless(
      forServers.has(type),
      ['spec', 'connection'],
      `Connection ${connection.resource.id.name} is of type ${type}; a VPC can be attached to unbundled, bundled or eslag${hint}`,
      { related: [{ resource: connection.resource, at: ['spec', type], message: `type ${type}` }] },
    );
  },
};
