import { containsAddress, parsePrefix } from '../../net/ip';
import { isMulticastMac, normalizeMac } from '../../net/mac';
import { showValue } from '../../schema/check-value';
import { asList, asName, asNumber } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

const loopback = parsePrefix('127.0.0.0/8');
const multicast = parsePrefix('224.0.0.0/4');

function whyNotVtep(text: string): string | null {
  const prefix = parsePrefix(text);
  if (prefix?.family !== 4 || prefix.bits !== 32) return 'has to be an IPv4 /32';
  const address = { family: prefix.family, value: prefix.address };
  if (loopback && containsAddress(loopback, address)) return 'is a loopback address';
  return prefix.address === 0n || (multicast && containsAddress(multicast, address))
    ? 'is no address of a single host'
    : null;
}

function whyNotMac(text: string): string | null {
  const mac = normalizeMac(text);
  if (mac === null) return 'is no MAC address';
  if (mac === '00:00:00:00:00:00') return 'is all zeros';
  return isMulticastMac(mac) ? 'is a group address' : null;
}

export const gatewayAddresses: ResourceRule = {
  id: 'gateway-addresses',
  numbers: [152],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'A hydrated gateway has protocolIP, vtepIP, vtepMAC and AS number in good form',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'resource',
  check: ({ spec }, { policy }) => {
    const found: Draft[] = [];
    const [vtep, mac] = [asName(spec['vtepIP']), asName(spec['vtepMAC'])];
    const vtepReason = vtep === null ? null : whyNotVtep(vtep);
    const macReason = mac === null ? null : whyNotMac(mac);
    if (vtepReason !== null) found.push({ at: ['spec', 'vtepIP'], message: `vtepIP ${showValue(vtep)} ${vtepReason}` });
    if (macReason !== null) found.push({ at: ['spec', 'vtepMAC'], message: `vtepMAC ${showValue(mac)} ${macReason}` });
    const values = {
      protocolIP: asName(spec['protocolIP']),
      vtepIP: vtep,
      vtepMAC: mac,
      asn: asNumber(spec['asn']) || null,
    };
    const missing = Object.entries(values).flatMap(([name, value]) => (value === null ? [name] : []));
    const hydrated = missing.length < 4 || asList(spec['neighbors']).length > 0;
    if (missing.length === 0 || policy.hydration === 'unhydrated' || (policy.hydration === 'auto' && !hydrated))
      return found;
    return [...found, { at: ['spec'], message: `The gateway has no ${listWords(missing)}` }];
  },
};
