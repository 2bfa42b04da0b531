import type { ChangeRule } from '../rule';
import { deletedButNamed } from './change-words';

export const deleteGroup: ChangeRule = {
  id: 'delete-group',
  numbers: [],
  kinds: ['SwitchGroup', 'GatewayGroup', 'Gateway'],
  severity: 'warning',
  title: 'A group or gateway is deleted only after what names it',
  source: 'own; the fabric does not stop it',
  looksAt: 'change',
  check: (change) =>
    (['SwitchGroup', 'GatewayGroup', 'Gateway'] as const).flatMap((kind) => deletedButNamed(change, kind, () => true)),
};
