import { parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName, asNumber, asRecord, isRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const bgpAttachment: ResourceRule = {
  id: 'bgp-attachment',
  numbers: [88],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'A BGP attachment has the switch’s address with a length, and the neighbour’s address and AS number',
  source: 'fabric v0.126, ExternalAttachment.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    if (isRecord(spec['static'])) return [];
    const found: Draft[] = [];
    const ip = asName(asRecord(spec['switch'])['ip']);
    if (ip === null)
      found.push({ at: ['spec'], message: 'The attachment needs switch.ip, the switch’s address with a length' });
    else if (!parsePrefix(ip))
      found.push({ at: ['spec', 'switch', 'ip'], message: `switch.ip ${showValue(ip)} is no address with a length` });
    const neighbor = asRecord(spec['neighbor']);
    if ((asNumber(neighbor['asn']) ?? 0) === 0)
      found.push({ at: ['spec'], message: 'The attachment needs neighbor.asn, the AS number of the other side' });
    const other = asName(neighbor['ip']);
    if (other === null)
      found.push({ at: ['spec'], message: 'The attachment needs neighbor.ip, the address of the other side' });
    else if (!parseAddress(other))
      found.push({ at: ['spec', 'neighbor', 'ip'], message: `neighbor.ip ${showValue(other)} is no address` });
    return found;
  },
};
