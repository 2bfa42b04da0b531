import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteExternal: ChangeRule = {
  id: 'delete-external',
  numbers: [84],
  kinds: ['External'],
  severity: 'error',
  title: 'An external is deleted only after its attachments and peerings',
  source: 'fabric v0.126, external_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => deletedButNamed(change, 'External', () => true),
};
