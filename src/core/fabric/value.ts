/**
 * Reading values that nobody checked: a wrong type is treated as absence, because the schema rule has told
 * the author about it already and every other rule goes on with what is there.
 */
export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A text that says something: the empty one counts as absent, as Go's zero value does. */
export const asName = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : typeof value === 'bigint' ? Number(value) : null;

export const asTexts = (value: unknown): string[] =>
  asList(value).filter((item): item is string => typeof item === 'string');

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, undefined where the way ends early. Only own properties are followed. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
}
