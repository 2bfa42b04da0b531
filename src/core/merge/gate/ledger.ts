import type { YamlDocument } from '../../yaml/documents';
import type { MergeConflict, MergeDecision, MergePath, SideName, VersionName } from '../model';
import type { Leaf } from './inventory';
import { leavesOf } from './inventory';
import type { Imbalance } from './tally';
import { imbalances, tally } from './tally';

type Documents = Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>;

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
  const settledIn = byOwner(settled, named);
  const rest = (own: readonly Leaf[]): Map<string, number> =>
    tally(own.filter(({ path }) => !settledIn(ownerOf(path)).some((one) => covers(one, path))).map(({ key }) => key));
  const found = imbalances(rest(leaves.base), rest(leaves.ours), rest(leaves.theirs), rest(leaves.result));
  if (!strict) return found;
  return [
    ...found,
    ...settled.flatMap((one) => {
      const isAlone = settled.every((other) => other === one || !overlap(one, other));
      if (one.took === null || !isAlone) return [];
      const inside = (own: readonly Leaf[]): Map<string, number> =>
        tally(
          own.filter(({ path }) => settledIn(ownerOf(path)).includes(one) && covers(one, path)).map(({ key }) => key),
        );
      const side = inside(leaves[one.took]);
      return imbalances(side, side, side, inside(leaves.result));
    }),
  ];
}

/** Whether a path of a leaf was neither asked about nor settled, so that what both sides did accounts for it. */
export function accountedPaths(
  documents: Documents,
  { conflicts, decisions }: { conflicts: readonly MergeConflict[]; decisions: readonly MergeDecision[] },
): (path: string) => boolean {
  const named = Object.values(documents).some((one) => one.length > 1);
  const settledIn = byOwner(settledPlaces(conflicts, decisions), named);
  return (path) => !settledIn(ownerOf(path)).some((one) => covers(one, path));
}

/** Questions whose answer is one side's value, whole, at the place that was asked about. */
const WHOLE = /: (?:both-changed|delete-modify|type-changed)$|^bookkeeping of a tool/;

function settledPlaces(conflicts: readonly MergeConflict[], decisions: readonly MergeDecision[]): Settled[] {
  return [
    ...conflicts.flatMap(({ path, resource, reason }) =>
      placesAsked(path, reason === 'coupled').map((place) =>
        placeOf(place, reason === 'rename-modify' ? undefined : resource),
      ),
    ),
    ...decisions
      .filter(({ took, rule }) => took !== 'both' && !rule.startsWith('removed'))
      .flatMap((one) => placesAsked(one.path, one.rule.endsWith(': coupled')).map((path) => ({ ...one, path })))
      .map(({ path, resource, rule, took }): Settled => {
        const place = placeOf(path, rule.endsWith('rename-modify') ? undefined : resource);
        const isWhole = WHOLE.test(rule) && path.length > 0 && !place.start.includes('\u0000*');
        return { ...place, took: isWhole && (took === 'ours' || took === 'theirs') ? took : null };
      }),
  ];
}

/** A question about values that belong together is about each of them: `image.repository+tag`. */
function placesAsked(path: MergePath, isCoupled: boolean): MergePath[] {
  const last = path.at(-1) ?? '';
  if (!isCoupled || last.startsWith('[') || !last.includes('+')) return [path];
  return [path, ...last.split('+').map((key) => [...path.slice(0, -1), key])];
}

const placeOf = (path: MergePath, resource: string | null | undefined): Settled => ({
  resource,
  start: path.map((step) => (step.startsWith('[') ? '\u0000*' : `\u0000${step}`)).join(''),
  took: null,
});

/** The settled places that count for the resource of a leaf; looked up once for each resource. */
function byOwner(settled: readonly Settled[], named: boolean): (owner: string) => readonly Settled[] {
  const known = new Map<string, readonly Settled[]>();
  return (owner) => {
    let own = known.get(owner);
    if (!own) {
      const name = resourceOf(owner);
      own = settled.filter(({ resource }) => !named || resource === undefined || resource === name);
      known.set(owner, own);
    }
    return own;
  };
}

function ownerOf(path: string): string {
  const at = path.indexOf('\u0000');
  return at < 0 ? path : path.slice(0, at);
}

const covers = ({ start }: Settled, path: string): boolean => isWithin(path.slice(ownerOf(path).length), start);

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
