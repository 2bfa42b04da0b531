import { chosen, sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

export const exposeNat: ResourceRule = {
  id: 'expose-nat',
  numbers: [163],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'as and nat go together, and nat is exactly one of masquerade, static and portForward',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) =>
    sidesOf(resource).flatMap((side) =>
      side.exposes.flatMap(({ at, label, isDefault, as, nat }): Draft[] => {
        if (isDefault) return [];
        if (as.length > 0 && !nat) return [{ at: [...at, 'as'], onKey: true, message: `${label} has as, but not nat` }];
        if (!nat) return [];
        const set = chosen(nat, ['masquerade', 'static', 'portForward']);
        const where = [...at, 'nat'];
        if (as.length === 0) return [{ at: where, onKey: true, message: `${label} has nat, but not as` }];
        if (set.length === 1) return [];
        return [
          {
            at: where,
            onKey: true,
            message: `${label}: nat has ${set.length === 0 ? 'none' : listWords(set)} of masquerade, static and portForward; it needs exactly one`,
          },
        ];
      }),
    ),
};
