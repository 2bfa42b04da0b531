import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteIpv4Namespace: ChangeRule = {
  id: 'delete-ipv4-namespace',
  numbers: [75],
  kinds: ['IPv4Namespace'],
  severity: 'error',
  title: 'An IPv4 namespace is deleted only after its VPCs and externals',
  source: 'fabric v0.126, ipv4namespace_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => deletedButNamed(change, 'IPv4Namespace', () => true),
};
