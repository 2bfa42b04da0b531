import type { SideName } from '../model';

/** A broken rule. Two findings with the same `key` are the same violation. */
export interface Violation {
  readonly key: string;
  readonly rule: string;
  readonly sentence: string;
  /** The resources and paths that break it together, the one that is told about first. */
  readonly places: readonly ViolationPlace[];
  /** Values that would settle it: the next free VLAN, a free port. */
  readonly candidates: readonly CandidateFix[];
}

export interface ViolationPlace {
  /** The resource's identity key. */
  readonly resource: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
}

export interface CandidateFix {
  readonly resource: string;
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly why: string;
}

/** What a side did to one resource. */
export interface ResourceChange {
  readonly side: SideName;
  readonly resource: string;
  /** `VPC default/red`. */
  readonly name: string;
  readonly file: string;
  readonly what: 'added' | 'removed' | 'changed';
}

/** A rule that both sides keep and their combination breaks, with the changes that meet in it. */
export interface SemanticConflict extends Violation {
  readonly causes: readonly ResourceChange[];
}

/**
 * Violations of the result that neither side had: the combination causes them. `check` must be pure; one that a side
 * has twice may stand in the result twice.
 */
export function newViolations<Version>(
  check: (version: Version) => readonly Violation[],
  versions: Readonly<Record<'ours' | 'theirs' | 'result', Version>>,
): Violation[] {
  const count = (version: Version): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { key } of check(version)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const [ours, theirs] = [count(versions.ours), count(versions.theirs)];
  const seen = new Map<string, number>();
  return check(versions.result).filter(({ key }) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times > Math.max(ours.get(key) ?? 0, theirs.get(key) ?? 0);
  });
}
