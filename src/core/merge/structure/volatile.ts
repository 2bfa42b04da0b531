import type { MergePolicy } from '../lists/list-policy';
import { matchesPath } from '../lists/list-policy';
import type { MergePath } from '../model';

/** Annotations that a tool rewrites at every run and nobody decides. Keys stand for themselves, dots included. */
const VOLATILE_ANNOTATIONS = new Set([
  'hnp.githedgehog.com/last-synced',
  'hnp.githedgehog.com/ingested-at',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

const VOLATILE_METADATA = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields']);

/** Comment lines that only say when a tool wrote the file. */
const GENERATED_LINE =
  /^(\s*#\s*(?:Generated(?: by [^:]*?)?(?: at)?:?|Commented at:|Last (?:synced|updated):?))\s+\d{4}-\d\d-\d\d[T ][\d:.,+Z -]*(?:UTC)?\s*$/;

/** Whether a value at this path is bookkeeping of a tool, so that two different ones are no conflict. */
export function isVolatilePath(path: MergePath, policy: MergePolicy): boolean {
  const keys = path.filter((step) => !step.startsWith('['));
  const last = keys.at(-1) ?? '';
  const parent = keys.at(-2);
  if (parent === 'annotations' && VOLATILE_ANNOTATIONS.has(last)) return true;
  if (parent === 'metadata' && VOLATILE_METADATA.has(last)) return true;
  return (policy.volatile ?? []).some((pattern) => matchesPath(pattern, keys));
}

/** A generated comment line without its time; null for any other line. */
export function generatedLine(line: string): string | null {
  return GENERATED_LINE.exec(line)?.[1] ?? null;
}

/** The later of two values written by a tool. Times in ISO form order as texts do; the choice is the same both ways round. */
export function laterOf<T>(ours: T, theirs: T, text: (value: T) => string): { value: T; side: 'ours' | 'theirs' } {
  return text(ours) >= text(theirs) ? { value: ours, side: 'ours' } : { value: theirs, side: 'theirs' };
}
