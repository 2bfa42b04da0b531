import { splitApiVersion } from './kinds';

/**
 * What makes a resource itself inside one fabric directory: group, kind, namespace and name.
 * The version is not part of it: a new `apiVersion` is a change of the same resource.
 */
export interface ResourceId {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export const defaultNamespace = 'default';

/** A string that is equal for equal identities; names cannot contain a slash in Kubernetes. */
export const keyOf = (id: ResourceId): string => `${id.group}/${id.kind}/${id.namespace}/${id.name}`;

/** For people: `VPC vpc-1`, with the namespace only when it is not the default one. */
export const describeId = (id: ResourceId): string =>
  id.namespace === defaultNamespace ? `${id.kind} ${id.name}` : `${id.kind} ${id.namespace}/${id.name}`;

/** Reads the identity out of a value; null unless it has `apiVersion`, `kind` and `metadata.name` as texts. */
export function identify(value: unknown): (ResourceId & { readonly version: string }) | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !apiVersion || !kind) return null;
  if (typeof metadata !== 'object' || metadata === null) return null;
  const { name, namespace } = metadata as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') return null;
  const place = typeof namespace === 'string' && namespace !== '' ? namespace : defaultNamespace;
  return { ...splitApiVersion(apiVersion), kind, namespace: place, name };
}
