import type { PlainValue } from '../../yaml/value';
import type { ResourceIdentity } from '../../yaml/identity';

/** One resource of a version, as the rules of the fabric see it. */
export interface CheckedResource {
  readonly file: string;
  readonly identity: ResourceIdentity;
  readonly value: PlainValue;
}

/** A broken rule. Two findings with the same `key` are the same violation. */
export interface Violation {
  readonly key: string;
  readonly rule: string;
  readonly sentence: string;
  /** The resources and paths that break it together. */
  readonly places: readonly { readonly resource: string; readonly path: readonly string[] }[];
  /** Values that would settle it: the next free VLAN, a free port. */
  readonly candidates: readonly { readonly path: readonly string[]; readonly value: string; readonly why: string }[];
}

/**
 * The seam to the rules of the fabric: looks at all resources of one version and says what they break. It must be
 * pure; the merge calls it for ours, theirs and the result, and reports what only the result breaks.
 */
export type InvariantChecker = (resources: readonly CheckedResource[]) => readonly Violation[];

/** Violations of the result that neither side had: the combination causes them. */
export function newViolations(
  check: InvariantChecker,
  versions: Readonly<Record<'ours' | 'theirs' | 'result', readonly CheckedResource[]>>,
): Violation[] {
  const known = new Set([...check(versions.ours), ...check(versions.theirs)].map((violation) => violation.key));
  return check(versions.result).filter((violation) => !known.has(violation.key));
}
