import type { Schema } from '../schema/schema';
import { isRecord } from '../value';

/** Fields for which zero, false or empty say something: they are pointers upstream. */
const meansSomething = new Set(['isolated', 'restricted', 'recoveryInterval', 'asn']);
/** Objects that say nothing when they are empty; other empty objects (`nat.static: {}`) are a choice. */
const emptySaysNothing = new Set([
  'redundancy',
  'ecmp',
  'boot',
  'dhcp',
  'options',
  'range',
  'neighbor',
  'switch',
  'logs',
  'rateLimit',
  'profiling',
  'match',
  'metadata',
  'inboundACL',
]);

const isNothing = (name: string, schema: Schema | undefined, value: unknown): boolean => {
  if (value === null || value === undefined) return true;
  if (!schema || meansSomething.has(name)) return false;
  if (value === '' || value === 0 || value === false) return schema.type !== 'any';
  if (Array.isArray(value)) return value.length === 0;
  if (!isRecord(value) || Object.keys(value).length > 0) return false;
  return schema.type === 'map' || (schema.type === 'object' && emptySaysNothing.has(name));
};

/**
 * A copy without fields that say nothing: nulls, zero values, empty lists and mappings, where the fabric's Go types
 * leave them out when writing. Entries of mappings stay (an empty peering side is a side), as do unknown fields.
 */
export function prune(schema: Schema | null, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = schema?.type === 'list' ? schema.items : null;
    return value.map((item) => prune(items, item));
  }
  if (!isRecord(value)) return value;
  if (schema?.type === 'map') {
    const { values } = schema;
    const entries = Object.entries(value).map(([key, item]) => {
      const empty = item === null && values.type === 'object' ? {} : item;
      return [key, prune(values, empty)] as const;
    });
    return Object.fromEntries(entries);
  }
  const fields = schema?.type === 'object' ? schema.fields : {};
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const inner = prune(field ?? null, item);
    return isNothing(key, field, inner) ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(kept);
}
