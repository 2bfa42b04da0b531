import { defaultNamespace } from '../identity';
import { kindOf, splitApiVersion } from '../kinds';
import type { ListOverride, ListSemantics } from '../list-semantics';
import { listSemanticsFor } from '../list-semantics';
import { schemaOfKind } from '../schema/schemas';
import { asRecord, asText, isRecord, valueAt } from '../value';
import { defaultedSpec } from './defaults';
import { prune } from './prune';
import type { VolatilePath } from './volatile';
import { isProvenance, withoutVolatile } from './volatile';

/** What a repository's policy says about comparing. */
export interface MeaningOptions {
  readonly volatile: readonly VolatilePath[];
  readonly lists: readonly ListOverride[];
}

export const plainMeaning: MeaningOptions = { volatile: [], lists: [] };

/** JSON with sorted keys; big integers as digits. Equal texts are equal values. */
export function canonicalText(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The key of a list entry under its semantics, in words (`tcp 22`); null when the entry has none. */
export function keyOfItem(semantics: ListSemantics, item: unknown): string | null {
  if (semantics.treat === 'set') return typeof item === 'string' ? item : canonicalText(item);
  const parts = semantics.key.map((path) => valueAt(item, path));
  if (parts.length === 0 || parts.every((part) => part === undefined || part === null)) return null;
  return parts
    .map((part) => (typeof part === 'object' ? canonicalText(part) : part === undefined ? '' : String(part)))
    .join(' ')
    .trim();
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Sorts what has no order: sets by value (twins once), keyed lists by key. Everything else stays. */
function sortLists(groupKind: string, value: unknown, lists: readonly ListOverride[] = []): unknown {
  const walk = (here: unknown, path: readonly (string | number)[]): unknown => {
    if (isRecord(here))
      return Object.fromEntries(Object.entries(here).map(([key, item]) => [key, walk(item, [...path, key])]));
    if (!Array.isArray(here)) return here;
    const items = here.map((item, index) => walk(item, [...path, index]));
    const semantics = listSemanticsFor(groupKind, path, lists);
    if (!semantics || semantics.treat === 'ordered') return items;
    const keyed = items.map((item) => ({ item, key: keyOfItem(semantics, item) ?? '', text: canonicalText(item) }));
    keyed.sort((a, b) => compareTexts(a.key, b.key) || compareTexts(a.text, b.text));
    const once =
      semantics.treat === 'set' ? keyed.filter((entry, index) => entry.text !== keyed[index - 1]?.text) : keyed;
    return once.map((entry) => entry.item);
  };
  return walk(value, []);
}

/**
 * What a document means: volatile parts gone, the webhooks' defaults filled in, empty fields dropped, order-free
 * lists sorted. Two documents mean the same exactly when the canonical texts of their meanings are equal.
 *
 * Documents of foreign kinds lose only their volatile parts.
 */
export function meaningOf(value: unknown, options: MeaningOptions = plainMeaning): unknown {
  const stable = withoutVolatile(value, options.volatile);
  if (!isRecord(stable)) return stable;
  const { group } = splitApiVersion(asText(stable['apiVersion']) ?? '');
  const kind = kindOf(group, asText(stable['kind']) ?? '');
  const groupKind = `${group}/${asText(stable['kind']) ?? ''}`;
  const metadata = asRecord(stable['metadata']);
  const named = { ...metadata, namespace: asText(metadata['namespace']) || defaultNamespace };
  if (!kind)
    return sortLists(groupKind, isRecord(stable['metadata']) ? { ...stable, metadata: named } : stable, options.lists);
  // Sets are pruned before and after defaulting: a default may depend on a field that says nothing.
  const schema = schemaOfKind(kind.kind);
  const pruned = asRecord(prune(schema, { ...stable, metadata: named }));
  const spec = Object.hasOwn(stable, 'spec') ? defaultedSpec(kind.kind, pruned['spec'] ?? {}) : undefined;
  const filled = prune(schema, { ...pruned, ...(spec === undefined ? {} : { spec }) });
  return sortLists(groupKind, filled, options.lists);
}

/** As {@link meaningOf}, without the annotations of the field's own tools, which say only how a copy came to its place. */
export function meaningOfCopy(value: unknown, options: MeaningOptions = plainMeaning): unknown {
  const metadata = asRecord(asRecord(value)['metadata']);
  const annotations = Object.entries(asRecord(metadata['annotations']));
  if (!annotations.some(([name]) => isProvenance(name))) return meaningOf(value, options);
  const rest = Object.fromEntries(annotations.filter(([name]) => !isProvenance(name)));
  return meaningOf({ ...asRecord(value), metadata: { ...metadata, annotations: rest } }, options);
}

/** What people wrote of a document's meaning: as {@link meaningOf}, with nothing filled in. */
export function authoredOf(value: unknown, options: MeaningOptions = plainMeaning): unknown {
  const stable = withoutVolatile(value, options.volatile);
  if (!isRecord(stable)) return stable;
  const { group } = splitApiVersion(asText(stable['apiVersion']) ?? '');
  const name = asText(stable['kind']) ?? '';
  const kind = kindOf(group, name);
  return sortLists(`${group}/${name}`, kind ? prune(schemaOfKind(kind.kind), stable) : stable, options.lists);
}

/** A short, stable digest of a text for indexes. Not cryptographic: compare canonical texts before acting on it. */
function digestOf(text: string): string {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  const lanes = [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
  return `${lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')}-${text.length.toString(36)}`;
}

/** The digest of what a document means. */
export const fingerprintOf = (value: unknown, options: MeaningOptions = plainMeaning): string =>
  digestOf(canonicalText(meaningOf(value, options)));
