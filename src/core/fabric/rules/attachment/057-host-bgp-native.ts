import { attachmentView } from '../../views/attachment-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const hostBgpNative: LinkRule = {
  id: 'host-bgp-native',
  numbers: [57],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'A subnet of BGP-speaking hosts is not attached untagged',
  source: 'fabric v0.129, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { subnet, native, vpcName, subnetName } = attachmentView(resource, fabric);
    return unless(
      !subnet?.hostBgp || !native,
      ['spec', 'nativeVLAN'],
      `Subnet ${vpcName}/${subnetName} has hostBGP, so nativeVLAN cannot be set`,
      {
        fix: { title: 'Remove nativeVLAN', edits: [{ at: ['spec', 'nativeVLAN'], action: 'delete' }] },
      },
    );
  },
};
