import type { SideView } from '../../views/gateway-peering-view';
import { chosen, sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';

const uses = (side: SideView, kinds: readonly string[]): boolean =>
  side.exposes.some(({ nat }) => nat !== null && chosen(nat, kinds).length > 0);

export const natSides: ResourceRule = {
  id: 'nat-sides',
  numbers: [165],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'Only one side translates with state, and not against static translation of the other',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const [one, other] = sidesOf(resource);
    if (!one || !other) return [];
    const stateful = [one, other].filter((side) => uses(side, ['masquerade', 'portForward']));
    if (stateful.length === 2)
      return [{ at: ['spec', 'peering'], message: 'Both sides use masquerade or portForward; only one may' }];
    const fixed = [one, other].find((side) => uses(side, ['static']) && stateful.some((active) => active !== side));
    return fixed && stateful[0]
      ? ([
          {
            at: ['spec', 'peering'],
            message: `${stateful[0].key} uses masquerade or portForward, so ${fixed.key} cannot use static translation`,
          },
        ] satisfies Draft[])
      : [];
  },
};
