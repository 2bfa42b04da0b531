import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

const users = new Set(['VPCAttachment', 'VPCPeering', 'ExternalPeering', 'GatewayPeering', 'Connection', 'VPC']);

export const deleteVpc: ChangeRule = {
  id: 'delete-vpc',
  numbers: [47],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A VPC is deleted only after its attachments, peerings and static externals',
  source: 'fabric v0.126, vpc_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => deletedButNamed(change, 'VPC', ({ from }) => users.has(from.id.kind)),
};
