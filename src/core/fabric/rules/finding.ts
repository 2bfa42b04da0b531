import type { ValuePath } from '../schema/check-value';

export type Severity = 'error' | 'warning' | 'note';

/** A place in a document that has to do with a finding, besides the one where it stands. */
export interface RelatedPlace {
  readonly path: string;
  readonly document: number;
  readonly at: ValuePath;
  /** The identity key of the resource there; null when it is none. */
  readonly resource: string | null;
  readonly message: string;
}

/** One step of a change to documents, as data: previewed first, then done as one operation. */
export type DocumentEdit = { readonly path: string; readonly document: number; readonly at: ValuePath } & (
  | { readonly action: 'set'; readonly value: unknown }
  | { readonly action: 'delete' }
  | { readonly action: 'rename-key'; readonly to: string }
);

/** A change that certainly does away with a finding. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly DocumentEdit[];
}

/** Something that a rule found. `at` is the path of the value inside the document; empty for the whole document. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The root of the fabric; null for files that belong to none. */
  readonly fabric: string | null;
  readonly path: string;
  readonly document: number;
  readonly at: ValuePath;
  /** The key at the end of `at` is meant, not its value. */
  readonly onKey: boolean;
  /** For documents that cannot be read as values: where in the file (0-based), instead of `at`. */
  readonly position: { readonly line: number; readonly column: number } | null;
  readonly resource: string | null;
  readonly related: readonly RelatedPlace[];
  readonly fix: Fix | null;
}
