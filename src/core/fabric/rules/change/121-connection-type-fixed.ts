import { asName } from '../../value';
import { connectionView } from '../../views/connection-view';
import type { ChangeRule, PlacedDraft } from '../rule';
import { changed } from './change-words';

export const connectionTypeFixed: ChangeRule = {
  id: 'connection-type-fixed',
  numbers: [121],
  kinds: ['Connection'],
  severity: 'error',
  title: 'The type of a connection stays, and so does the VPC of a static external; delete it and add another',
  source: 'fabric v0.126, connection_wh.go ValidateUpdate',
  looksAt: 'change',
  check: (change) =>
    changed(change, 'Connection').flatMap(({ old, now }): PlacedDraft[] => {
      const [before, after] = [connectionView(old), connectionView(now)];
      if (before.type !== null && after.type !== null && before.type !== after.type)
        return [
          {
            resource: now,
            at: ['spec', after.type],
            onKey: true,
            message: `The type changes from ${before.type} to ${after.type}, which the fabric refuses; delete the connection first, then add it`,
          },
        ];
      const [was, is] = [asName(before.fields['withinVPC']), asName(after.fields['withinVPC'])];
      if (before.type !== 'staticExternal' || was === is) return [];
      return [
        {
          resource: now,
          at: ['spec', 'staticExternal'],
          message: `withinVPC changes from ${was ?? 'none'} to ${is ?? 'none'}, which the fabric refuses`,
        },
      ];
    }),
};
