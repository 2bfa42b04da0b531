import { fabricKinds } from '../../kinds';
import { referrersOf } from '../../references/reference-graph';
import type { ChangeRule, FabricChange, PlacedDraft } from '../rule';
import { someWords } from '../words';
import { deleted, unknown } from './change-words';

export const deletesLive: ChangeRule = {
  id: 'deletes-live',
  numbers: [],
  kinds: [],
  severity: 'note',
  title: 'Where Argo CD prunes, taking a resource out of git deletes it in the fabric',
  source: 'docs, demo/gitops: prune and selfHeal',
  looksAt: 'change',
  check: (change) => [
    ...fabricKinds.flatMap(({ kind }) =>
      deleted(change, kind)
        .filter((resource) => referrersOf(change.after, kind, resource.id.name).length === 0)
        .map((resource) => ({
          resource,
          at: [],
          message: `${kind} ${resource.id.name} is taken out; a pruning cluster deletes it`,
        })),
    ),
    ...notJudged(change),
  ],
};

/** Once for each file that cannot be read any more: what it held is not known to be gone. */
function notJudged(change: FabricChange): PlacedDraft[] {
  const held = fabricKinds.flatMap(({ kind }) => unknown(change, kind));
  return [...new Set(held.map(({ path }) => path))].flatMap((path) => {
    const own = held.filter((resource) => resource.path === path);
    const [resource] = own;
    if (!resource) return [];
    const names = someWords(own.map(({ id }) => `${id.kind} ${id.name}`));
    return [{ resource, at: [], message: `${path} cannot be read now, so what became of ${names} cannot be judged` }];
  });
}
