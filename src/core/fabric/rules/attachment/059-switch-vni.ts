import { findResource } from '../../model/fabric-model';
import { attachmentView } from '../../views/attachment-view';
import { devicesOf } from '../../views/connection-view';
import { factsOf, lacks } from '../../views/switch-view';
import type { LinkRule } from '../rule';

export const switchVni: LinkRule = {
  id: 'switch-vni',
  numbers: [59],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'The switches of a connection can do the mode of the attached VPC',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { vpc, connection } = attachmentView(resource, fabric);
    if (!vpc || !connection) return [];
    const needed = vpc.view.mode === 'l3vni' ? (['l3vni'] as const) : (['l2vni', 'l3vni'] as const);
    return devicesOf(connection.view, 'Switch').flatMap((name) => {
      const target = findResource(fabric, 'Switch', name);
      const facts = target ? factsOf(fabric, target) : null;
      const missing = needed.find((feature) => lacks(facts, feature));
      if (!target || !facts || missing === undefined) return [];
      const mode = vpc.view.mode === 'l3vni' ? 'l3vni' : 'L2VNI';
      const message = `Switch ${name} (${facts.displayName}) cannot do ${missing}, which VPC ${vpc.resource.id.name} in mode ${mode} needs`;
      return [
        {
          at: ['spec', 'connection'],
          message,
          related: [{ resource: target, at: ['spec', 'profile'], message: facts.name }],
        },
      ];
    });
  },
};
