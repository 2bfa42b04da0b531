import { containsAddress, parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import { connectionView } from '../../views/connection-view';
import type { Draft, ResourceRule } from '../rule';

export const staticExternalAddress: ResourceRule = {
  id: 'static-external-address',
  numbers: [110],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A static external has an address with a length, and a next hop inside it',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const view = connectionView(resource);
    const end = view.type === 'staticExternal' ? view.ends[0] : undefined;
    if (!end) return [];
    const found: Draft[] = [];
    const prefix = end.ip === null ? null : parsePrefix(end.ip);
    if (end.ip === null) found.push({ at: end.at, message: 'The static external has no ip' });
    else if (!prefix)
      found.push({ at: [...end.at, 'ip'], message: `ip ${showValue(end.ip)} is no address with a length` });
    const text = asName(end.fields['nextHop']);
    const hop = text === null ? null : parseAddress(text);
    if (text === null) found.push({ at: end.at, message: 'The static external has no nextHop' });
    else if (!hop) found.push({ at: [...end.at, 'nextHop'], message: `nextHop ${showValue(text)} is no address` });
    else if (prefix && !containsAddress(prefix, hop))
      found.push({ at: [...end.at, 'nextHop'], message: `nextHop ${text} is not in ${end.ip ?? ''}` });
    return found;
  },
};
