import type { ResourceChange } from '../fabric/changes/judge-change';

/** One single value that a commit changed; null: it was, or is, not there. */
export interface ValueChange {
  /** `spec.subnets.default.vlan`; entries of lists in brackets. */
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a commit did to one resource, as it is kept on disk and sent between threads. */
export interface MeantResource {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly what: ResourceChange['what'];
  readonly path: string;
  readonly fromPath: string | null;
  readonly fromName: string | null;
  readonly words: readonly string[];
  readonly values: readonly ValueChange[];
}

/** The key of the same kind and namespace under another name. */
export const renamedKey = (key: string, name: string): string => `${key.slice(0, key.lastIndexOf('/') + 1)}${name}`;
