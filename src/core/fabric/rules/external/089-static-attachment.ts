import { parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName, asNumber, asRecord, isRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const staticAttachment: ResourceRule = {
  id: 'static-attachment',
  numbers: [89],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'A static attachment has a remote address and either an own address or proxy, and nothing for BGP',
  source: 'fabric v0.126, ExternalAttachment.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    if (!isRecord(spec['static'])) return [];
    const fixed = spec['static'];
    const found: Draft[] = [];
    const [ours, theirs] = [asRecord(spec['switch']), asRecord(spec['neighbor'])];
    if (asName(ours['ip']) !== null || (asNumber(ours['vlan']) ?? 0) !== 0)
      found.push({
        at: ['spec', 'switch'],
        onKey: true,
        message: 'A static attachment has no switch.ip or switch.vlan; they belong into static',
      });
    if (asName(theirs['ip']) !== null || (asNumber(theirs['asn']) ?? 0) !== 0)
      found.push({ at: ['spec', 'neighbor'], onKey: true, message: 'A static attachment has no neighbor' });
    const remote = asName(fixed['remoteIP']);
    if (remote !== null && !parseAddress(remote))
      found.push({ at: ['spec', 'static', 'remoteIP'], message: `static.remoteIP ${showValue(remote)} is no address` });
    const ip = asName(fixed['ip']);
    const proxy = fixed['proxy'] === true;
    if ((ip !== null) === proxy)
      found.push({
        at: ['spec', 'static'],
        message: `The static attachment has ${proxy ? 'both ip and proxy' : 'neither ip nor proxy'}; it needs exactly one of them`,
      });
    if (ip !== null && !parsePrefix(ip))
      found.push({ at: ['spec', 'static', 'ip'], message: `static.ip ${showValue(ip)} is no address with a length` });
    return found;
  },
};
