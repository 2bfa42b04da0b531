import { canonicalText } from '../normalize/meaning';
import type { Topology } from './topology';

export interface ListDifference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

/** What a picture of the fabric gained, lost and changed between two moments. */
export type TopologyDifference = { readonly [K in keyof Topology]: ListDifference<Topology[K][number]> };

/** `came` and `went`: what has the same id at both moments may still have been nothing at one of them. */
function difference<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (item: T) => string,
  { came = () => false, went = () => false }: { came?: Turn<T>; went?: Turn<T> } = {},
): ListDifference<T> {
  const old = new Map(before.map((item) => [idOf(item), item]));
  const now = new Map(after.map((item) => [idOf(item), item]));
  return {
    added: after.filter((item) => {
      const earlier = old.get(idOf(item));
      return earlier === undefined || came(earlier, item);
    }),
    removed: before.filter((item) => {
      const later = now.get(idOf(item));
      return later === undefined || went(item, later);
    }),
    changed: after.flatMap((item) => {
      const earlier = old.get(idOf(item));
      if (earlier === undefined || came(earlier, item) || went(earlier, item)) return [];
      return canonicalText(earlier) !== canonicalText(item) ? [{ before: earlier, after: item }] : [];
    }),
  };
}

type Turn<T> = (before: T, after: T) => boolean;

/** A cable is known by its ends: re-cabling is one cable gone and one come, whatever its place in the list. */
export const cableId = (link: Topology['links'][number]): string =>
  [`${link.from}:${link.fromPort ?? ''}`, `${link.to}:${link.toPort ?? ''}`, link.connection].join(' ');

/** Compares two moments of a fabric, as pictures. */
export function topologyDifference(before: Topology, after: Topology): TopologyDifference {
  const plain = (links: Topology['links']): Topology['links'] => links.map((link) => ({ ...link, id: cableId(link) }));
  return {
    // A device that only a cable names any more is gone.
    nodes: difference(before.nodes, after.nodes, (node) => node.id, {
      came: (old, now) => old.assumed && !now.assumed,
      went: (old, now) => !old.assumed && now.assumed,
    }),
    links: difference(plain(before.links), plain(after.links), (link) => link.id),
    vpcs: difference(before.vpcs, after.vpcs, (vpc) => vpc.name),
    peerings: difference(before.peerings, after.peerings, (peering) => `${peering.kind} ${peering.id}`),
  };
}
