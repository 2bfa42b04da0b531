import { findResource } from '../../model/fabric-model';
import { attachmentView } from '../../views/attachment-view';
import { devicesOf } from '../../views/connection-view';
import { switchView } from '../../views/switch-view';
import type { LinkRule } from '../rule';

export const hostBgpMclag: LinkRule = {
  id: 'host-bgp-mclag',
  numbers: [60],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'A subnet of BGP-speaking hosts is not attached to switches of an MCLAG pair',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { subnet, connection } = attachmentView(resource, fabric);
    if (!subnet?.hostBgp || !connection) return [];
    return devicesOf(connection.view, 'Switch').flatMap((name) => {
      const target = findResource(fabric, 'Switch', name);
      if (!target || switchView(target).redundancyType !== 'mclag') return [];
      const message = `Subnet ${subnet.name} has hostBGP, but switch ${name} is one of an MCLAG pair`;
      return [
        {
          at: ['spec', 'connection'],
          message,
          related: [{ resource: target, at: ['spec', 'redundancy'], message: 'redundancy mclag' }],
        },
      ];
    });
  },
};
