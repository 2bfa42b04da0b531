import type { SwitchProfileFacts } from './profile';
import { breakout, direct, grouped, profile } from './profile';

/** Switch models: Supermicro and the virtual switch. Facts of fabric v0.126, docs/profiles.md (Apache-2.0), in our own notation. */
export const others: readonly SwitchProfileFacts[] = [
  profile('supermicro-sse-c4632sb', {
    displayName: 'Supermicro SSE-C4632SB',
    silicon: 'Broadcom TD3-X7 3.2T',
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce mclag eslag',
    ports: [breakout('1-32', '1x100G', '1x100G 1x40G 1x50G 2x50G 4x10G 4x25G'), direct('33', '10G', '1G 10G')],
  }),
  profile('vs', {
    displayName: 'Virtual Switch',
    silicon: 'vs',
    spine: true,
    leaf: 'full',
    features: 'subinterfaces l2vni l3vni roce mclag eslag',
    ports: [grouped('1-48', 4, '25G', '10G 25G')],
  }),
];
