import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteConnection: ChangeRule = {
  id: 'delete-connection',
  numbers: [122],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A connection is deleted only after its attachments',
  source: 'fabric v0.126, connection_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => deletedButNamed(change, 'Connection', () => true),
};
