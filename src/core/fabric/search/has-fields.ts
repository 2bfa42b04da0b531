import type { FieldTerm } from './resource-filter';

const numbers = /^(\d+)-(\d+)$/;

/** Text of a scalar as a person would type it; null for everything else. */
const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : null;

function valueFits(value: unknown, wanted: string): boolean {
  const text = textOf(value);
  if (text === null) return false;
  if (text.toLowerCase() === wanted.toLowerCase()) return true;
  const range = numbers.exec(wanted);
  if (range !== null && /^\d+$/.test(text)) return Number(text) >= Number(range[1]) && Number(text) <= Number(range[2]);
  if (!wanted.includes('*')) return false;
  const parts = wanted.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
}

/** `dhcp.enable` names the end of a path; letters of both sizes are the same. */
function nameFits(path: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase().split('.');
  return wanted.every((part, at) => path[path.length - wanted.length + at]?.toLowerCase() === part);
}

function holds(value: unknown, term: FieldTerm, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, term, path));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([key, inner]) => {
      const here = [...path, key];
      // A mapping's keys are names too: `ports:E1/1`, `subnets:default`.
      const isKey = term.name !== null && nameFits(path, term.name) && valueFits(key, term.value);
      return isKey || holds(inner, term, here);
    });
  return (term.name === null || nameFits(path, term.name)) && valueFits(value, term.value);
}

/**
 * Does a document have all of these fields? A field is named by the end of its path (`vlan`, `dhcp.enable`); items of a list
 * count for the list. Values are equal but for the size of letters; `*` stands for anything, `1000-1099` for numbers between.
 */
export const hasFields = (value: unknown, terms: readonly FieldTerm[]): boolean =>
  terms.every((term) => holds(value, term, []));
