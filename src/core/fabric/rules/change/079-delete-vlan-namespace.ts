import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteVlanNamespace: ChangeRule = {
  id: 'delete-vlan-namespace',
  numbers: [79],
  kinds: ['VLANNamespace'],
  severity: 'error',
  title: 'A VLAN namespace is deleted only after its switches and VPCs',
  source: 'fabric v0.126, vlannamespace_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => deletedButNamed(change, 'VLANNamespace', () => true),
};
