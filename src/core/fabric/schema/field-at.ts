import type { ValuePath } from './check-value';
import type { Schema } from './schema';

/** The schema of the value at `path`, for hover and completion; null where nothing is described. */
export function fieldAt(schema: Schema, path: ValuePath): Schema | null {
  let here: Schema = schema;
  for (const part of path) {
    let next: Schema | undefined;
    if (here.type === 'object') next = Object.hasOwn(here.fields, part) ? here.fields[part] : undefined;
    else if (here.type === 'map') next = here.values;
    else if (here.type === 'list' && typeof part === 'number') next = here.items;
    if (!next) return null;
    here = next;
  }
  return here;
}

/** What may be written at `path`: names of fields that are not there yet, or values to choose from. */
export function completionsAt(
  schema: Schema,
  path: ValuePath,
  present: readonly string[] = [],
): { readonly label: string; readonly doc: string; readonly required: boolean }[] {
  const here = fieldAt(schema, path);
  if (!here) return [];
  if (here.type === 'object') {
    return Object.entries(here.fields)
      .filter(([name]) => !present.includes(name))
      .map(([label, field]) => ({ label, doc: describeField(field), required: field.required === 'by-author' }));
  }
  if (here.type === 'text' && here.choices)
    return here.choices.filter(Boolean).map((label) => ({ label, doc: here.doc, required: false }));
  if (here.type === 'flag') return ['true', 'false'].map((label) => ({ label, doc: here.doc, required: false }));
  return [];
}

/** The hover text of a field: what it is for, then what the API says about it. */
export function describeField(field: Schema): string {
  const facts = [field.doc];
  if (field.type === 'text' && field.choices) facts.push(`One of: ${field.choices.map((c) => c || '""').join(', ')}.`);
  if (field.type === 'integer' && field.minimum !== undefined && field.maximum !== undefined)
    facts.push(`From ${field.minimum} to ${field.maximum}.`);
  if (field.default !== undefined) facts.push(`${field.default} when left out.`);
  if (field.refersTo) facts.push(`Names a ${field.refersTo}.`);
  if (field.since) facts.push(`Since fabric ${field.since}.`);
  if (field.deprecated) facts.push(`Out of date: ${field.deprecated}.`);
  return facts.join(' ');
}
