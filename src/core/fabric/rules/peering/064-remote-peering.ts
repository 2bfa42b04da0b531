import { asName } from '../../value';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const remotePeering: ResourceRule = {
  id: 'remote-peering',
  numbers: [64],
  kinds: ['VPCPeering'],
  severity: 'error',
  title: 'Remote peering is gone; spec.remote is empty',
  source: 'fabric v0.126, VPCPeering.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    const remote = asName(spec['remote']);
    return unless(remote === null, ['spec', 'remote'], `Remote peering (${remote ?? ''}) is no longer supported`, {
      onKey: true,
      fix: { title: 'Remove remote', edits: [{ at: ['spec', 'remote'], action: 'delete' }] },
    });
  },
};
