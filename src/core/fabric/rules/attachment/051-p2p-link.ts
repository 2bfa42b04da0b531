import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asRecord, asText } from '../../value';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

const annotation = 'fabric.githedgehog.com/p2p-link';

export const p2pLink: ResourceRule = {
  id: 'p2p-link',
  numbers: [51],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'The annotation for a point-to-point link is an IPv4 /31',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'resource',
  check: ({ value }) => {
    const text = asText(asRecord(asRecord(value['metadata'])['annotations'])[annotation]);
    const prefix = text === null ? null : parsePrefix(text);
    const holds = text === null || (prefix?.family === 4 && prefix.bits === 31);
    return unless(
      holds,
      ['metadata', 'annotations', annotation],
      `${annotation} is ${showValue(text)}; it has to be an IPv4 /31`,
    );
  },
};
