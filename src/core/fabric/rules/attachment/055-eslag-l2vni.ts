import { attachmentView } from '../../views/attachment-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const eslagL2vni: LinkRule = {
  id: 'eslag-l2vni',
  numbers: [55],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'An ESLAG connection takes VPCs in L2VNI mode only',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { vpc, connection } = attachmentView(resource, fabric);
    if (!vpc || connection?.view.type !== 'eslag') return [];
    const { mode } = vpc.view;
    return unless(
      mode === '',
      ['spec', 'connection'],
      `VPC ${vpc.resource.id.name} is in mode ${mode}; an eslag connection takes L2VNI only`,
      {
        related: [{ resource: vpc.resource, at: ['spec', 'mode'], message: `mode ${mode}` }],
      },
    );
  },
};
