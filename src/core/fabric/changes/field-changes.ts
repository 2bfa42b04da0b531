import type { ListOverride } from '../list-semantics';
import { listSemanticsFor } from '../list-semantics';
import type { MeaningOptions } from '../normalize/meaning';
import { authoredOf, canonicalText, keyOfItem, meaningOf, plainMeaning } from '../normalize/meaning';
import { splitApiVersion } from '../kinds';
import { asRecord, asText, isRecord } from '../value';

/** One step of a way into a value: a field or map key, or an entry of a list by its key or place. */
export type ChangeStep =
  { readonly field: string } | { readonly entry: string } | { readonly place: number } | { readonly member: string };

/** One field that differs between two meanings of a resource. */
export interface FieldChange {
  readonly path: readonly ChangeStep[];
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** As it was written; what nobody wrote is the default that holds instead. */
  readonly before: unknown;
  readonly after: unknown;
  /** The side on which nobody wrote it. */
  readonly byDefault?: 'before' | 'after';
}

interface Walk {
  readonly groupKind: string;
  readonly lists: readonly ListOverride[];
  readonly found: FieldChange[];
}
type Way = { readonly steps: readonly ChangeStep[]; readonly path: readonly (string | number)[] };

const step = (way: Way, next: ChangeStep, part: string | number): Way => ({
  steps: [...way.steps, next],
  path: [...way.path, part],
});

function one(way: Way, before: unknown, after: unknown, walk: Walk): void {
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  walk.found.push({ path: way.steps, change, before, after });
}

function compareMaps(way: Way, before: Record<string, unknown>, after: Record<string, unknown>, walk: Walk): void {
  for (const key of Object.keys({ ...before, ...after }))
    compare(step(way, { field: key }, key), before[key], after[key], walk);
}

function compareSets(way: Way, before: readonly unknown[], after: readonly unknown[], walk: Walk): void {
  const texts = (list: readonly unknown[]): Map<string, unknown> =>
    new Map(list.map((item) => [canonicalText(item), item]));
  const [gone, come] = [texts(before), texts(after)];
  for (const [text, item] of gone)
    if (!come.has(text)) one(step(way, { member: memberLabel(item) }, 0), item, undefined, walk);
  for (const [text, item] of come)
    if (!gone.has(text)) one(step(way, { member: memberLabel(item) }, 0), undefined, item, walk);
}

/** Entries by key; null when a key is missing or used twice, so that places have to serve instead. */
function byKey(list: readonly unknown[], keyOf: (item: unknown) => string | null): Map<string, unknown> | null {
  const entries = new Map<string, unknown>();
  for (const item of list) {
    const key = keyOf(item);
    if (key === null || entries.has(key)) return null;
    entries.set(key, item);
  }
  return entries;
}

function compareLists(way: Way, before: readonly unknown[], after: readonly unknown[], walk: Walk): void {
  const semantics = listSemanticsFor(walk.groupKind, way.path, walk.lists);
  if (semantics?.treat === 'set') return compareSets(way, before, after, walk);
  const keyed = semantics && semantics.key.length > 0 ? (item: unknown) => keyOfItem(semantics, item) : null;
  const [old, now] = keyed ? [byKey(before, keyed), byKey(after, keyed)] : [null, null];
  if (!old || !now) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1)
      compare(step(way, { place: index }, index), before[index], after[index], walk);
    return;
  }
  for (const key of new Set([...old.keys(), ...now.keys()]))
    compare(step(way, { entry: key }, 0), old.get(key), now.get(key), walk);
  const shared = (list: Map<string, unknown>, other: Map<string, unknown>): string[] =>
    [...list.keys()].filter((key) => other.has(key));
  if (semantics?.treat === 'ordered' && shared(old, now).join('\n') !== shared(now, old).join('\n'))
    walk.found.push({ path: way.steps, change: 'moved', before: [...old.keys()], after: [...now.keys()] });
}

/** Mappings whose entries people think of one by one, also when the first arrives or the last leaves. */
const containers = new Set(['labels', 'annotations', 'subnets', 'interfaces', 'static', 'peering']);

/** What stands for an absent value: an empty list or mapping where entries count one by one. */
function absent(way: Way, other: unknown, walk: Walk): unknown {
  const last = way.path.at(-1);
  if (isRecord(other) && typeof last === 'string' && containers.has(last) && Object.keys(other).length > 0) return {};
  if (Array.isArray(other) && other.length > 0 && listSemanticsFor(walk.groupKind, way.path, walk.lists)) return [];
  return undefined;
}

function compare(way: Way, before: unknown, after: unknown, walk: Walk): void {
  if (canonicalText(before) === canonicalText(after) && (before === undefined) === (after === undefined)) return;
  const old = before === undefined ? absent(way, after, walk) : before;
  const now = after === undefined ? absent(way, before, walk) : after;
  if (isRecord(old) && isRecord(now)) compareMaps(way, old, now, walk);
  else if (Array.isArray(old) && Array.isArray(now)) compareLists(way, old, now, walk);
  else one(way, before, after, walk);
}

/**
 * What differs in meaning between two versions of one resource, field by field, in the order of the fields. Empty
 * when they mean the same, however different they look.
 */
export function fieldChanges(before: unknown, after: unknown, options: MeaningOptions = plainMeaning): FieldChange[] {
  const [old, now] = [meaningOf(before, options), meaningOf(after, options)];
  const document = asRecord(now);
  const { group } = splitApiVersion(asText(document['apiVersion']) ?? '');
  const walk: Walk = { groupKind: `${group}/${asText(document['kind']) ?? ''}`, lists: options.lists, found: [] };
  compare({ steps: [], path: [] }, old, now, walk);
  if (walk.found.length === 0) return [];
  const [wasWritten, isWritten] = [authoredOf(before, options), authoredOf(after, options)];
  const told = walk.found.map((change) => asWritten(change, wasWritten, isWritten, walk));
  const meant = told.flatMap((change) => change ?? []);
  // Defaults that follow another change are not told; they are all there is when the change is not understood.
  return meant.length > 0 ? meant : walk.found;
}

/** A change in the values that people wrote; null: both sides are defaults, which follow something else. */
function asWritten(change: FieldChange, before: unknown, after: unknown, walk: Walk): FieldChange | null {
  const [was, is] = [follow(before, change.path, walk), follow(after, change.path, walk)];
  const hidden = (side: unknown, written: unknown): boolean => side !== undefined && written === undefined;
  const [hiddenBefore, hiddenAfter] = [hidden(change.before, was), hidden(change.after, is)];
  if (change.change === 'moved') return change;
  if (change.change !== 'changed') return hiddenBefore || hiddenAfter ? null : { ...change, before: was, after: is };
  if (hiddenBefore && hiddenAfter) return null;
  return {
    ...change,
    before: was ?? change.before,
    after: is ?? change.after,
    ...(hiddenBefore ? { byDefault: 'before' as const } : hiddenAfter ? { byDefault: 'after' as const } : {}),
  };
}

/** What stands at the end of a way; undefined when the way ends before. */
function follow(value: unknown, steps: readonly ChangeStep[], walk: Walk): unknown {
  let here = value;
  const path: (string | number)[] = [];
  for (const one of steps) {
    if ('field' in one) {
      here = isRecord(here) && Object.hasOwn(here, one.field) ? here[one.field] : undefined;
      path.push(one.field);
      continue;
    }
    if (!Array.isArray(here)) return undefined;
    const items: readonly unknown[] = here;
    if ('place' in one) here = items[one.place];
    else if ('member' in one) here = items.find((item) => memberLabel(item) === one.member);
    else {
      const semantics = listSemanticsFor(walk.groupKind, path, walk.lists);
      here = semantics ? items.find((item) => keyOfItem(semantics, item) === one.entry) : undefined;
    }
    path.push(0);
  }
  return here;
}

const memberLabel = (item: unknown): string => (typeof item === 'string' ? item : canonicalText(item));
