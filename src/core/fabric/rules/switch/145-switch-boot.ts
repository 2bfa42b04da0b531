import { asName, asRecord } from '../../value';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const switchBoot: ResourceRule = {
  id: 'switch-boot',
  numbers: [145],
  kinds: ['Switch'],
  severity: 'warning',
  title: 'A switch has a serial number or MAC address by which it is recognised when it boots',
  source: 'docs, user-guide/devices',
  looksAt: 'resource',
  check: ({ spec }) => {
    const boot = asRecord(spec['boot']);
    const holds = asName(boot['serial']) !== null || asName(boot['mac']) !== null;
    return unless(holds, ['spec'], 'The switch has neither boot.serial nor boot.mac; it could not be provisioned');
  },
};
