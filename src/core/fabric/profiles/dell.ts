import type { SwitchProfileFacts } from './profile';
import { breakout, direct, grouped, pipelines, profile } from './profile';

/** Switch models: Dell. Facts of fabric v0.126, docs/profiles.md (Apache-2.0), in our own notation. */
export const dell: readonly SwitchProfileFacts[] = [
  profile('dell-s5232f-on', {
    displayName: 'Dell S5232F-ON',
    silicon: 'Broadcom TD3-X7 3.2T',
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce mclag eslag',
    ports: [
      breakout('1-31', '1x100G', '1x100G 1x10G 1x25G 1x40G 1x50G 2x50G 4x10G 4x25G'),
      direct('32', '100G', '40G 100G'),
      direct('33-34', '10G', '1G 10G'),
    ],
  }),
  profile('dell-s5248f-on', {
    displayName: 'Dell S5248F-ON',
    silicon: 'Broadcom TD3-X7 3.2T',
    spine: true,
    leaf: 'full',
    features: 'subinterfaces acls l2vni l3vni roce mclag eslag',
    ports: [
      grouped('1-48', 4, '25G', '10G 25G'),
      breakout('49-56', '1x100G', '1x100G 1x10G 1x25G 1x40G 1x50G 2x50G 4x10G 4x25G'),
    ],
  }),
  profile('dell-z9332f-on', {
    displayName: 'Dell Z9332F-ON',
    silicon: 'Broadcom TH3',
    spine: true,
    leaf: 'no',
    features: 'acls roce',
    ports: [
      breakout(
        '1-32',
        '1x400G',
        '1x100G 1x10G 1x200G 1x25G 1x400G 1x40G 1x50G 2x100G 2x200G 2x40G 4x100G 4x10G 4x25G 8x10G 8x25G 8x50G',
      ),
      direct('33-34', '10G', '1G 10G'),
    ],
    labels: { 'E1/33': 'M1', 'E1/34': 'M2' },
    pipelines: pipelines(18, [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
      [13, 14, 15, 16],
      [17, 18, 19, 20],
      [21, 22, 23, 24],
      [25, 26, 27, 28],
      [29, 30, 31, 32],
    ]),
  }),
];
