import { attachmentView } from '../../views/attachment-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const hostBgpUnbundled: LinkRule = {
  id: 'host-bgp-unbundled',
  numbers: [56],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'A subnet of BGP-speaking hosts is attached to unbundled connections only',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { subnet, connection, subnetName, vpcName } = attachmentView(resource, fabric);
    const type = connection?.view.type;
    if (!subnet?.hostBgp || !type) return [];
    return unless(
      type === 'unbundled',
      ['spec', 'connection'],
      `Subnet ${vpcName}/${subnetName} has hostBGP, but the connection is of type ${type}`,
    );
  },
};
