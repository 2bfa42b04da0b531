import { findResource } from '../../model/fabric-model';
import { attachmentView } from '../../views/attachment-view';
import { devicesOf } from '../../views/connection-view';
import { switchView } from '../../views/switch-view';
import type { LinkRule } from '../rule';

export const switchVlanNamespace: LinkRule = {
  id: 'switch-vlan-namespace',
  numbers: [58],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'The switches of a connection carry the VLAN namespace of the attached VPC',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { vpc, connection } = attachmentView(resource, fabric);
    if (!vpc || !connection) return [];
    const wanted = vpc.view.vlanNamespace;
    return devicesOf(connection.view, 'Switch').flatMap((name) => {
      const target = findResource(fabric, 'Switch', name);
      if (!target || switchView(target).vlanNamespaces.includes(wanted)) return [];
      const message = `Switch ${name} does not carry VLAN namespace ${wanted} of VPC ${vpc.resource.id.name}`;
      return [
        {
          at: ['spec', 'connection'],
          message,
          related: [{ resource: target, at: ['spec', 'vlanNamespaces'], message: `namespaces of ${name}` }],
        },
      ];
    });
  },
};
