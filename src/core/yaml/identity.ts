import type { YamlMap, YamlNode } from './nodes';

/** Who a resource is. Two documents with the same group, kind, namespace and name are the same resource. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  /** `apiVersion` without the version; empty for Kubernetes' core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** `default` when the document names none. */
  readonly namespace: string;
  readonly namespaceIsImplied: boolean;
  readonly name: string;
}

/** The key under which a resource is matched across versions: the API version is a field, not a part of it. */
export function identityKey(identity: ResourceIdentity): string {
  return `${identity.group}/${identity.kind}/${identity.namespace}/${identity.name}`;
}

/** Reads the identity of a document's root; null when it is no Kubernetes-style resource with a name. */
export function readIdentity(root: YamlNode | null): ResourceIdentity | null {
  if (root?.kind !== 'map') return null;
  const apiVersion = text(root, 'apiVersion');
  const kind = text(root, 'kind');
  const metadata = child(root, 'metadata');
  if (apiVersion === null || kind === null || metadata?.kind !== 'map') return null;
  const name = text(metadata, 'name');
  return name === null ? null : identityFrom(apiVersion, kind, name, text(metadata, 'namespace'));
}

/**
 * The identity that a document's value says; null when it is no resource. `unusual`: a part is written as a number or a
 * flag, so that only the text says how it is spelled.
 */
export function identityOfValue(value: unknown): ResourceIdentity | null | 'unusual' {
  const root = recordOf(value);
  const metadata = recordOf(root?.['metadata']);
  if (!root || !metadata) return null;
  const parts = [root['apiVersion'], root['kind'], metadata['name'], metadata['namespace']].map((part) => part ?? null);
  if (parts.some((part) => typeof part === 'number' || typeof part === 'boolean')) return 'unusual';
  const [apiVersion, kind, name, namespace] = parts.map((part) => (typeof part === 'string' ? part : null));
  if (!isText(apiVersion) || !isText(kind) || !isText(name)) return null;
  return identityFrom(apiVersion, kind, name, namespace ?? null);
}

const isText = (part: string | null | undefined): part is string => typeof part === 'string';

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

function identityFrom(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | null,
): ResourceIdentity | null {
  if (name === '') return null;
  const slash = apiVersion.lastIndexOf('/');
  return {
    apiVersion,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    namespace: namespace ?? 'default',
    namespaceIsImplied: namespace === null,
    name,
  };
}

/** The value under `key` of a mapping; undefined when it has none. */
function child(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.find((entry) => entry.key === key)?.value;
}

function text(map: YamlMap, key: string): string | null {
  const node = child(map, key);
  if (node?.kind !== 'scalar' || node.style === 'empty') return null;
  return node.value === null ? null : node.content;
}
