import { showValue } from '../../schema/check-value';
import { asList, asRecord, asText, isRecord } from '../../value';
import { sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';

const inRange = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;

/** A port from 1 to 65535, or a range `a-b`. */
export function isPortOrRange(text: string): boolean {
  const [first = '', last, ...rest] = text.split('-');
  if (rest.length > 0 || !inRange(first)) return false;
  return last === undefined || (inRange(last) && Number(first) <= Number(last));
}

export const portForward: ResourceRule = {
  id: 'port-forward',
  numbers: [164],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'Port forwarding has at least one rule, with ports from 1 to 65535 or ranges of them',
  source: 'fabric v0.126, validatePort',
  looksAt: 'resource',
  check: (resource) =>
    sidesOf(resource).flatMap((side) =>
      side.exposes.flatMap(({ at, label, nat }): Draft[] => {
        const forward = nat?.['portForward'];
        if (!isRecord(forward)) return [];
        const where = [...at, 'nat', 'portForward'];
        const rules = asList(forward['ports']);
        if (rules.length === 0) return [{ at: where, onKey: true, message: `${label}: portForward has no rule` }];
        return rules.flatMap((rule, index) =>
          ['port', 'as'].flatMap((field) => {
            const text = asText(asRecord(rule)[field]);
            if (text !== null && isPortOrRange(text)) return [];
            const place = text === null ? [...where, 'ports', index] : [...where, 'ports', index, field];
            return [
              {
                at: place,
                message: `${label}: ${field} ${showValue(text)} is neither a port from 1 to 65535 nor a range a-b`,
              },
            ];
          }),
        );
      }),
    ),
};
