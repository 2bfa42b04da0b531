import type { SwitchProfileFacts } from './profile';
import { breakout, direct, grouped, profile } from './profile';

/** Switch models: Edgecore. Facts of fabric v0.126, docs/profiles.md (Apache-2.0), in our own notation. */
export const edgecore: readonly SwitchProfileFacts[] = [
  profile('edgecore-dcs203', {
    displayName: 'Edgecore DCS203',
    silicon: 'Broadcom TD3-X7 2.0T',
    otherNames: ['Edgecore AS7326-56X'],
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce mclag eslag',
    ports: [
      grouped('1-48', 12, '25G', '10G 25G'),
      breakout('49-55', '1x100G', '1x100G 1x40G 4x10G 4x25G'),
      direct('56', '100G', '40G 100G'),
      direct('57-58', '10G', '1G 10G'),
    ],
  }),
  profile('edgecore-dcs204', {
    displayName: 'Edgecore DCS204',
    silicon: 'Broadcom TD3-X7 3.2T',
    otherNames: ['Edgecore AS7726-32X'],
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce mclag eslag',
    ports: [
      breakout('1-31', '1x100G', '1x100G 1x10G 1x25G 1x40G 1x50G 2x50G 4x10G 4x25G'),
      direct('32', '100G', '40G 100G'),
      direct('33-34', '10G', '1G 10G'),
    ],
  }),
  profile('edgecore-dcs240', {
    displayName: 'Edgecore DCS240',
    silicon: 'Broadcom TD4',
    otherNames: ['Edgecore AS9726'],
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce eslag',
    ports: [
      breakout(
        '1-32',
        '1x400G',
        '1x100G 1x10G 1x25G 1x400G 1x40G 1x50G 2x100G 2x200G 2x40G 2x50G 4x100G 4x10G 8x10G 8x25G 8x50G',
      ),
      direct('33-34', '10G', '1G 10G'),
    ],
  }),
  profile('edgecore-dcs501', {
    displayName: 'Edgecore DCS501',
    silicon: 'Broadcom TH',
    otherNames: ['Edgecore AS7712-32X'],
    spine: true,
    leaf: 'no',
    features: 'acls',
    ports: [breakout('1-32', '1x100G', '1x100G 1x40G 4x10G 4x25G')],
  }),
  profile('edgecore-eps202', {
    displayName: 'Edgecore EPS202',
    silicon: 'Broadcom TD3-X3',
    otherNames: ['Edgecore AS4630-54PE'],
    spine: true,
    leaf: 'limited',
    features: 'acls l2vni l3vni eslag',
    ports: [
      direct('1-48', '1G', '1G', true),
      direct('49-52', '25G', '1G 10G 25G'),
      breakout('53-54', '1x100G', '1x100G 1x40G 4x10G 4x25G'),
    ],
  }),
  profile('edgecore-eps203', {
    displayName: 'Edgecore EPS203',
    silicon: 'Broadcom TD3-X3',
    otherNames: ['Edgecore AS4630-54NPE'],
    spine: false,
    leaf: 'limited',
    features: 'acls l2vni l3vni mclag eslag',
    ports: [
      direct('1-36', '2.5G', '1G 2.5G', true),
      direct('37-48', '10G', '1G 10G', true),
      direct('49-52', '25G', '1G 10G 25G'),
      breakout('53-54', '1x100G', '1x100G 1x40G 4x10G 4x25G'),
    ],
  }),
];
