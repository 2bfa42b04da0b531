import { isFabricKind } from '../kinds';
import { closestName } from './closest-name';
import type { Schema } from './schema';
import { schemaOfKind } from './schemas';

const deepest = 12;

/** Every way into a value of this shape; `*` stands for names that people choose, and for entries of lists. */
function* waysInto(schema: Schema, way: readonly string[] = []): Generator<readonly string[]> {
  if (way.length > 0) yield way;
  if (way.length >= deepest) return;
  if (schema.type === 'map') yield* waysInto(schema.values, [...way, '*']);
  if (schema.type === 'list') yield* waysInto(schema.items, [...way, '*']);
  if (schema.type !== 'object') return;
  for (const [name, field] of Object.entries(schema.fields)) yield* waysInto(field, [...way, name]);
  if (schema.open === true) yield [...way, '*'];
}

const partsOf = (field: string): string[] =>
  field
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '');

/**
 * Why a field, as a person writes it (`vlan`, `subnets.default.vlan`, `spec.mode`), can be none of this kind; null: it is
 * one, or nobody described the kind. Names with dots in them (annotations) are let pass.
 */
export function fieldProblem(kind: string, field: string): string | null {
  if (!isFabricKind(kind) || /^\.?metadata\b/.test(field)) return null;
  const wanted = partsOf(field);
  const ways = [...waysInto(schemaOfKind(kind))];
  if (ways.some((way) => endsWith(way, wanted))) return null;
  const last = wanted.at(-1) ?? '';
  const near = closestName(last, [...new Set(ways.flatMap((way) => way.at(-1) ?? []))]);
  return `${kind} has no field ${field}${near === null || near === '*' || near === last ? '' : `; did you mean ${near}?`}`;
}

/** Do the last parts fit? At least one of them by its own name: what people chose to call something is no field. */
function endsWith(way: readonly string[], wanted: readonly string[]): boolean {
  const end = way.slice(-wanted.length);
  return (
    way.length >= wanted.length &&
    wanted.every((part, at) => end[at] === '*' || end[at] === part) &&
    wanted.some((part, at) => end[at] === part)
  );
}
