import { fabricKinds } from '../../kinds';
import { referrersOf } from '../../references/reference-graph';
import type { ChangeRule } from '../rule';
import { deleted } from './change-words';

export const deletesLive: ChangeRule = {
  id: 'deletes-live',
  numbers: [],
  kinds: [],
  severity: 'note',
  title: 'Where Argo CD prunes, taking a resource out of git deletes it in the fabric',
  source: 'docs, demo/gitops: prune and selfHeal',
  looksAt: 'change',
  check: (change) =>
    fabricKinds.flatMap(({ kind }) =>
      deleted(change, kind)
        .filter((resource) => referrersOf(change.after, kind, resource.id.name).length === 0)
        .map((resource) => ({
          resource,
          at: [],
          message: `${kind} ${resource.id.name} is taken out; a pruning cluster deletes it`,
        })),
    ),
};
