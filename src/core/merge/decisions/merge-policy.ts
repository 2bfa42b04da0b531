import type { Policy } from '../../fabric/policy/policy';
import type { ListMeaning, ListRule, MergePolicy } from '../lists/list-policy';

/**
 * What a repository's policy says to the merge: lists and volatile fields.
 *
 * In a policy `*` stands for a key or a place in a list; the merge leaves list places out of a path, so each `*` is
 * tried as a key and as nothing.
 */
export function mergePolicyOf(policy: Pick<Policy, 'lists' | 'volatile'>): MergePolicy {
  return {
    lists: policy.lists.flatMap(({ groupKind, path, treat, key, why }): ListRule[] => {
      const kind = groupKind.split('/').at(-1) ?? groupKind;
      const meaning = meaningOf(treat, key);
      return variants(path).map((pattern) => ({
        ...(kind === '*' ? {} : { kind }),
        path: pattern,
        meaning,
        source: why,
      }));
    }),
    volatile: policy.volatile.flatMap(variants),
  };
}

function meaningOf(treat: 'set' | 'map' | 'ordered', key: readonly (readonly string[])[]): ListMeaning {
  const keys = key.map((path) => path.join('.'));
  if (keys.length === 0) return { kind: treat === 'set' ? 'set' : 'ordered' };
  return { kind: treat === 'ordered' ? 'ordered-map' : 'map', keys };
}

const mostStars = 4;

function variants(path: readonly string[]): string[] {
  const stars = path.flatMap((part, at) => (part === '*' ? [at] : []));
  if (stars.length > mostStars) return [path.join('.')];
  const found = new Set<string>();
  for (let chosen = 0; chosen < 1 << stars.length; chosen++) {
    const left = new Set(stars.filter((_, bit) => (chosen & (1 << bit)) !== 0));
    found.add(path.filter((_, at) => !left.has(at)).join('.'));
  }
  return [...found];
}
