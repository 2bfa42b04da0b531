import { isRecord } from '../value';

/** What changes without anybody meaning anything, beyond what a policy adds. Labels and annotations by full name. */
const systemMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'managedFields',
  'ownerReferences',
  'selfLink',
];

const volatileAnnotations = new Set([
  'hnp.githedgehog.com/last-synced',
  'hnp.githedgehog.com/ingested-at',
  'kubectl.kubernetes.io/last-applied-configuration',
  'argocd.argoproj.io/tracking-id',
  'fabric.githedgehog.com/switches',
  'fabric.githedgehog.com/servers',
  'gateway.githedgehog.com/vpcs',
  'gateway.githedgehog.com/nat',
]);
const volatileLabels = new Set(['argocd.argoproj.io/instance', 'app.kubernetes.io/instance']);

/** Labels that the fabric's webhook takes away and writes anew; nobody's intent. */
export const isSystemLabel = (name: string): boolean => name.startsWith('fabric.githedgehog.com/');

/** Annotations in which the field's own tools say where a document came from. */
export const isProvenance = (name: string): boolean => name.startsWith('hnp.githedgehog.com/');

/** A path into a document that is ignored when meaning is compared; `*` stands for any key. */
export type VolatilePath = readonly string[];

function withoutPath(value: unknown, path: VolatilePath): unknown {
  const [part, ...rest] = path;
  if (part === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return part === '*' ? value.map((item) => withoutPath(item, rest)) : value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (part !== '*' && part !== key) return [[key, item] as const];
    return rest.length === 0 ? [] : [[key, withoutPath(item, rest)] as const];
  });
  return Object.fromEntries(entries);
}

function cleanMarks(value: unknown, isVolatile: (name: string) => boolean): unknown {
  if (!isRecord(value)) return undefined;
  const kept = Object.entries(value).filter(([name, item]) => !isVolatile(name) && item !== null);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/**
 * A copy of a document's value without `status`, system metadata, marks that tools rewrite, and the policy's own
 * volatile paths. Nothing else is touched.
 */
export function withoutVolatile(value: unknown, extra: readonly VolatilePath[] = []): unknown {
  if (!isRecord(value)) return value;
  const { status: _status, ...document } = value;
  let result: Record<string, unknown> = document;
  if (isRecord(document['metadata'])) {
    const { labels, annotations, ...metadata } = document['metadata'];
    const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => !systemMetadata.includes(name)));
    const marks = {
      labels: cleanMarks(labels, (name) => isSystemLabel(name) || volatileLabels.has(name)),
      annotations: cleanMarks(annotations, (name) => volatileAnnotations.has(name)),
    };
    const present = Object.entries(marks).filter(([, entry]) => entry !== undefined);
    result = { ...document, metadata: { ...kept, ...Object.fromEntries(present) } };
  }
  return extra.reduce<unknown>((current, path) => withoutPath(current, path), result);
}
