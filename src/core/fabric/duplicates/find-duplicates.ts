import { areaOf } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import { sortCopies } from '../model/fabric-model';
import type { ModelFile, Resource } from '../model/model-file';
import { canonicalText, meaningOfCopy } from '../normalize/meaning';
import { isProvenance } from '../normalize/volatile';
import type { Area } from '../policy/policy';
import { asRecord } from '../value';

/** One of several documents that are the same resource. */
export interface Copy {
  readonly resource: Resource;
  readonly area: Area;
  /** Compared with the winner, or with the first when there is none: same file content, same meaning, or neither. */
  readonly likeness: 'bytes' | 'meaning' | 'different';
  /** Has the plugin's provenance, read from the raw document. */
  readonly annotated: boolean;
}

/** Which copy stays, by which row of the decision table, and why in words. Null: a person has to say. */
export interface Decision {
  readonly winner: Resource | null;
  /** 1 identical, 2 managed over the rest, 3 nothing managed, 4 several managed, 5 the oldest by wish. */
  readonly row: 1 | 2 | 3 | 4 | 5;
  readonly reason: string;
}

export interface DuplicateGroup {
  readonly key: string;
  readonly copies: readonly Copy[];
  readonly decision: Decision;
}

/** When a path was last committed, or written where no commit has it; ms since 1970, absent where nobody knows. */
export type CommitTimes = ReadonlyMap<string, number>;

const isAnnotated = ({ value }: Resource): boolean =>
  Object.keys(asRecord(asRecord(value['metadata'])['annotations'])).some(isProvenance);

const areaWords: Readonly<Record<Area, string>> = {
  managed: 'managed copies',
  raw: 'copies in raw',
  templates: 'copies in templates',
  other: 'copies outside of the known folders',
  unmanaged: 'copies in unmanaged',
  archive: 'archived copies',
};

function decideAmongManaged(rivals: readonly Resource[], fabric: Fabric, times: CommitTimes): Decision {
  const annotated = rivals.filter(isAnnotated);
  if (annotated.length === 1 && annotated[0])
    return {
      winner: annotated[0],
      row: 4,
      reason: 'of several managed copies, it is the only one with the plugin’s annotations',
    };
  if (annotated.length === 0)
    return {
      winner: rivals[0] ?? null,
      row: 4,
      reason: 'of several managed copies without annotations, it lies deepest, or comes first by path',
    };
  const dated = annotated.flatMap((resource) => {
    const at = times.get(resource.path);
    return at === undefined ? [] : [{ resource, at }];
  });
  const [oldest, next] = dated.sort((a, b) => a.at - b.at);
  const clear = dated.length === annotated.length && oldest && next && oldest.at < next.at;
  if (fabric.policy.duplicates.preferOldest && clear)
    return {
      winner: oldest.resource,
      row: 5,
      reason: 'of several annotated managed copies, its last change is the oldest',
    };
  return {
    winner: null,
    row: 4,
    reason: `${annotated.length} managed copies have the plugin’s annotations and differ`,
  };
}

/**
 * The decision table. Total: every group of copies gets a winner or an honest "a person has to say". The strongest
 * area that has a copy wins (the policy orders areas); differing copies inside `managed` are settled first.
 */
function decide(
  copies: readonly Resource[],
  fabric: Fabric,
  areSame: (one: Resource, other: Resource) => boolean,
  times: CommitTimes,
): Decision {
  const { root, policy } = fabric;
  const sorted = sortCopies(copies, root, policy);
  const [first] = sorted;
  if (!first) return { winner: null, row: 3, reason: 'there is no copy' };
  const strongest = areaOf(first.path, root, policy);
  const rivals = sorted.filter((copy) => areaOf(copy.path, root, policy) === strongest);
  if (sorted.every((copy) => areSame(copy, first)))
    return {
      winner: first,
      row: 1,
      reason: `all copies are the same byte by byte; ${areaWords[strongest]} go first, then the deepest`,
    };
  if (strongest === 'managed' && rivals.some((copy) => !areSame(copy, first)))
    return decideAmongManaged(rivals, fabric, times);
  if (strongest === 'managed') return { winner: first, row: 2, reason: 'managed copies go before all others' };
  const reason =
    rivals.length === sorted.length
      ? `there are only ${areaWords[strongest]}; the one that lies deepest stays, else the first by path`
      : `nothing is managed; ${areaWords[strongest]} go before the rest`;
  return { winner: first, row: 3, reason };
}

/** Paths of copies between which only their age may decide; none unless the policy wants it to. */
export const datedPaths = (fabric: Fabric): string[] =>
  fabric.policy.duplicates.preferOldest
    ? findDuplicates(fabric).flatMap(({ decision, copies }) =>
        decision.winner === null ? copies.map(({ resource }) => resource.path) : [],
      )
    : [];

/** Do two files hold the same bytes? Unknown hashes are never equal. */
const sameBytes = (one: ModelFile | undefined, other: ModelFile | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one !== other &&
  one.contentHash !== null &&
  one.contentHash === other.contentHash;

/**
 * Every resource of a fabric that stands more than once, with the decision. Looks at every document of every file;
 * archived copies are kept copies and take no part. Scoped by the fabric: the same name elsewhere is no duplicate.
 */
export function findDuplicates(fabric: Fabric, times: CommitTimes = new Map()): DuplicateGroup[] {
  const files = new Map(fabric.files.map((file) => [file.path, file]));
  const groups: DuplicateGroup[] = [];
  for (const [key, all] of fabric.copies) {
    if (all.length < 2 || !all[0]?.kind) continue;
    const copies = all.filter((copy) => areaOf(copy.path, fabric.root, fabric.policy) !== 'archive');
    if (copies.length < 2) continue;
    const areSame = (one: Resource, other: Resource): boolean =>
      one === other || sameBytes(files.get(one.path), files.get(other.path));
    const decision = decide(copies, fabric, areSame, times);
    const measure = decision.winner ?? copies[0];
    const meaning = canonicalText(meaningOfCopy(measure?.value, fabric.policy));
    const likeness = (copy: Resource): Copy['likeness'] => {
      if (measure && areSame(copy, measure)) return 'bytes';
      return canonicalText(meaningOfCopy(copy.value, fabric.policy)) === meaning ? 'meaning' : 'different';
    };
    groups.push({
      key,
      decision,
      copies: copies.map((resource) => ({
        resource,
        area: areaOf(resource.path, fabric.root, fabric.policy),
        likeness: likeness(resource),
        annotated: isAnnotated(resource),
      })),
    });
  }
  return groups;
}
