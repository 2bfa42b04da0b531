import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteDevice: ChangeRule = {
  id: 'delete-device',
  numbers: [144],
  kinds: ['Switch', 'Server'],
  severity: 'error',
  title: 'A switch or server is deleted only after its connections',
  source: 'fabric v0.126, switch_wh.go and server_wh.go ValidateDelete',
  looksAt: 'change',
  check: (change) => [
    ...deletedButNamed(change, 'Switch', () => true),
    ...deletedButNamed(change, 'Server', () => true),
  ],
};
