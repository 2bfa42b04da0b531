import { z } from 'zod';
import type { ListOverride } from '../../../core/fabric/list-semantics';
import type { Finding, Severity } from '../../../core/fabric/rules/finding';
import type { ValuePath } from '../../../core/fabric/schema/check-value';

/** A resource as an extension sees it. Looking is free; changing it is a mistake that nobody forgives. */
export interface SeenResource {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The fabric around it. */
export interface SeenFabric {
  readonly root: string;
  find(kind: string, name: string): SeenResource | null;
  all(kind: string): readonly SeenResource[];
}

const Complaint = z.object({
  message: z.string().min(1).max(2000),
  at: z.array(z.union([z.string(), z.number().int()])).default([]),
  severity: z.enum(['error', 'warning', 'note']).optional(),
});

type Check = (resource: SeenResource, fabric: SeenFabric) => unknown;
type Hear = (fact: unknown) => unknown;
const aFunction = <T>() => z.custom<T>((value) => typeof value === 'function', 'a function');

const Name = z.string().regex(/^[a-z0-9-]{1,60}$/, 'a name of small letters, digits and hyphens, 60 at most');

const Rule = z.object({
  id: Name,
  title: z.string().min(1).max(300),
  severity: z.enum(['error', 'warning', 'note']).default('warning'),
  /** Kinds it is about; every kind when left out. */
  kinds: z.array(z.string()).optional(),
  check: aFunction<Check>(),
});

const fieldPath = z.string().transform((text) => text.split('.'));
const List = z
  .object({
    kind: z.string(),
    path: fieldPath,
    treat: z.enum(['set', 'map', 'ordered']),
    key: z.array(fieldPath).default([]),
  })
  .transform(({ kind, ...rest }): ListOverride => ({ groupKind: kind, ...rest, why: 'an extension of yours says so' }));

/** What a file of the extensions folder exports as `default`. */
export const Extension = z.object({
  name: Name,
  rules: z.array(Rule).default([]),
  lists: z.array(List).default([]),
  /** Hears what happens, for instance `operation-recorded`. Its answer is not waited for. */
  onEvent: aFunction<Hear>().optional(),
  /** Hears of a failed operation; may ask for another try by answering `{ retryAfterMs }`. */
  onFailure: aFunction<Hear>().optional(),
});
export type Extension = z.output<typeof Extension>;
export type ExtensionRule = Extension['rules'][number];

/** One complaint of an extension's rule, checked; null for what is none. */
export function readComplaints(answer: unknown): z.output<typeof Complaint>[] | null {
  const parsed = z.array(Complaint).max(1000).nullish().safeParse(answer);
  return parsed.success ? (parsed.data ?? []) : null;
}

export interface ComplaintPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly fabric: string;
  readonly path: string;
  readonly document: number;
  readonly resource: string;
}

export const findingOfComplaint = (
  place: ComplaintPlace,
  complaint: { readonly message: string; readonly at: ValuePath; readonly severity?: Severity | undefined },
): Finding => ({
  ...place,
  severity: complaint.severity ?? place.severity,
  message: complaint.message,
  at: complaint.at,
  onKey: false,
  position: null,
  related: [],
  fix: null,
});
