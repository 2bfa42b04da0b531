import type { YamlDocument } from '../../yaml/documents';
import type { MergeConflict, MergeDecision, MergePath, SideName, VersionName } from '../model';
import type { Leaf } from './inventory';
import { leavesOf } from './inventory';
import type { Imbalance } from './tally';
import { imbalances, tally } from './tally';

export type Documents = Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>;

/** A place below which a person or a rule made the value, so that the bookkeeping of the two sides does not hold. */
interface Settled {
  /** "VPC default/red"; null for documents without identity, undefined where every document is meant. */
  readonly resource: string | null | undefined;
  /** Steps behind NUL, items of lists as `*`. */
  readonly start: string;
  /** Whose value stands there whole; null where it is not known. */
  readonly took: SideName | null;
}

/**
 * Values that stand in a result more or less often than the changes of both sides account for. What was asked or
 * settled is left out, in its own resource only. With `strict` a settled place has to be what its side has there.
 */
export function ledgerOf(
  documents: Documents,
  { conflicts, decisions }: { conflicts: readonly MergeConflict[]; decisions: readonly MergeDecision[] },
  strict: boolean,
): Imbalance[] {
  const named = Object.values(documents).some((one) => one.length > 1);
  const settled = settledPlaces(conflicts, decisions);
  const leaves = {
    base: leavesOf(documents.base, named),
    ours: leavesOf(documents.ours, named),
    theirs: leavesOf(documents.theirs, named),
    result: leavesOf(documents.result, named),
  };
  const rest = (own: readonly Leaf[]): Map<string, number> =>
    tally(own.filter((leaf) => !settled.some((one) => covers(one, leaf, named))).map(({ key }) => key));
  const found = imbalances(rest(leaves.base), rest(leaves.ours), rest(leaves.theirs), rest(leaves.result));
  if (!strict) return found;
  return [
    ...found,
    ...settled.flatMap((one) => {
      const isAlone = settled.every((other) => other === one || !overlap(one, other));
      if (one.took === null || !isAlone) return [];
      const inside = (own: readonly Leaf[]): Map<string, number> =>
        tally(own.filter((leaf) => covers(one, leaf, named)).map(({ key }) => key));
      const side = inside(leaves[one.took]);
      return imbalances(side, side, side, inside(leaves.result));
    }),
  ];
}

/** Questions whose answer is one side's value, whole, at the place that was asked about. */
const WHOLE = /: (?:both-changed|delete-modify|type-changed)$|^bookkeeping of a tool/;

function settledPlaces(conflicts: readonly MergeConflict[], decisions: readonly MergeDecision[]): Settled[] {
  return [
    ...conflicts.map(({ path, resource, reason }) => placeOf(path, reason === 'rename-modify' ? undefined : resource)),
    ...decisions
      .filter(({ took, rule }) => took !== 'both' && !rule.startsWith('removed'))
      .map(({ path, resource, rule, took }): Settled => {
        const place = placeOf(path, rule.endsWith('rename-modify') ? undefined : resource);
        const isWhole = WHOLE.test(rule) && path.length > 0 && !place.start.includes('\u0000*');
        return { ...place, took: isWhole && (took === 'ours' || took === 'theirs') ? took : null };
      }),
  ];
}

const placeOf = (path: MergePath, resource: string | null | undefined): Settled => ({
  resource,
  start: path.map((step) => (step.startsWith('[') ? '\u0000*' : `\u0000${step}`)).join(''),
  took: null,
});

function covers({ resource, start }: Settled, { path }: Leaf, named: boolean): boolean {
  const at = path.indexOf('\u0000');
  const owner = at < 0 ? path : path.slice(0, at);
  if (named && resource !== undefined && resource !== resourceOf(owner)) return false;
  return isWithin(at < 0 ? '' : path.slice(at), start);
}

/** `group/Kind/namespace/name` as conflicts speak of it. */
function resourceOf(owner: string): string | null {
  if (owner === '') return null;
  const [kind = '', namespace = '', name = ''] = owner.split('/').slice(-3);
  return `${kind} ${namespace}/${name}`;
}

const isWithin = (path: string, start: string): boolean =>
  start === '' || path === start || path.startsWith(`${start}\u0000`);

function overlap(one: Settled, other: Settled): boolean {
  const sameOwner = one.resource === undefined || other.resource === undefined || one.resource === other.resource;
  return sameOwner && (isWithin(one.start, other.start) || isWithin(other.start, one.start));
}
