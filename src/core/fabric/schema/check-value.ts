import { closestName } from './closest-name';
import type { IntegerSchema, ListSchema, ObjectSchema, Schema, TextSchema } from './schema';

export type ValuePath = readonly (string | number)[];

/** One way in which a value does not fit its schema, in words that name the value. */
export interface SchemaProblem {
  readonly code:
    | 'unknown-field'
    | 'wrong-type'
    | 'not-a-choice'
    | 'pattern'
    | 'missing'
    | 'too-small'
    | 'too-big'
    | 'too-few'
    | 'too-many';
  readonly path: ValuePath;
  readonly message: string;
  /** The field name or choice that was probably meant. */
  readonly suggestion: string | null;
}

interface Found {
  readonly problems: SchemaProblem[];
  readonly limit: number;
}

const typeWords = {
  text: 'a text',
  integer: 'a whole number',
  number: 'a number',
  flag: 'true or false',
  list: 'a list',
  map: 'a mapping',
  object: 'a mapping',
  any: 'anything',
} as const;

/** A value for a message: short, quoted, never a page long. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** `spec.subnets.default.vlan`, with list places in brackets. */
export const formatPath = (path: ValuePath): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

const fits = (schema: Schema, value: unknown): boolean => {
  switch (schema.type) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return (typeof value === 'number' && Number.isInteger(value)) || typeof value === 'bigint';
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'any':
      return true;
  }
};

const patterns = new Map<string, RegExp | null>();
/** Patterns of imported CRDs are foreign text: one that is no expression for us is not checked. */
function expression(pattern: string): RegExp | null {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  let made: RegExp | null = null;
  try {
    made = new RegExp(pattern, 'u');
  } catch {
    // The dialect of the API server is not ours; a pattern that we cannot read is left to the server.
    made = null;
  }
  patterns.set(pattern, made);
  return made;
}

function checkText(schema: TextSchema, value: string, path: ValuePath, found: Found): void {
  const add = (code: SchemaProblem['code'], message: string, suggestion: string | null = null): void =>
    void found.problems.push({ code, path, message, suggestion });
  const name = formatPath(path);
  if (schema.choices && !schema.choices.includes(value)) {
    const shown = schema.choices.map((choice) => (choice === '' ? '""' : choice)).join(', ');
    add(
      'not-a-choice',
      `${name} is ${showValue(value)}, but may only be one of: ${shown}`,
      closestName(value, schema.choices),
    );
  }
  if (schema.pattern !== undefined && value.length < 1000 && expression(schema.pattern)?.test(value) === false) {
    add('pattern', `${name} is ${showValue(value)}, which does not have the form that the API server asks for`);
  }
}

function checkInteger(schema: IntegerSchema, value: number, path: ValuePath, found: Found): void {
  const minimum = schema.minimum ?? (schema.format === 'int32' ? -2147483648 : Number.MIN_SAFE_INTEGER);
  const maximum = schema.maximum ?? (schema.format === 'int32' ? 2147483647 : Number.MAX_SAFE_INTEGER);
  const name = formatPath(path);
  if (value < minimum)
    found.problems.push({
      code: 'too-small',
      path,
      suggestion: null,
      message: `${name} is ${value}, but at least ${minimum} is needed`,
    });
  if (value > maximum)
    found.problems.push({
      code: 'too-big',
      path,
      suggestion: null,
      message: `${name} is ${value}, but at most ${maximum} is allowed`,
    });
}

function checkList(schema: ListSchema, value: readonly unknown[], path: ValuePath, found: Found): void {
  const count = `${formatPath(path)} has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (schema.minItems !== undefined && value.length < schema.minItems)
    found.problems.push({
      code: 'too-few',
      path,
      suggestion: null,
      message: `${count}, but at least ${schema.minItems} are needed`,
    });
  if (schema.maxItems !== undefined && value.length > schema.maxItems)
    found.problems.push({
      code: 'too-many',
      path,
      suggestion: null,
      message: `${count}, but at most ${schema.maxItems} are allowed`,
    });
  for (const [index, item] of value.entries()) check(schema.items, item, [...path, index], found);
}

function checkObject(schema: ObjectSchema, value: Record<string, unknown>, path: ValuePath, found: Found): void {
  const where = path.length === 0 ? 'the document' : formatPath(path);
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (field) check(field, value[key], [...path, key], found);
    else if (!schema.open || schema.others?.includes(key) === false) {
      const names = Object.keys(schema.fields).filter((name) => !Object.hasOwn(value, name));
      const suggestion = closestName(key, names);
      const hint = suggestion === null ? '' : `; did you mean ${suggestion}?`;
      found.problems.push({
        code: 'unknown-field',
        path: [...path, key],
        suggestion,
        message: `${where} has no field ${key.length > 60 ? `${key.slice(0, 57)}…` : key}${hint}`,
      });
    }
  }
  for (const [name, field] of Object.entries(schema.fields)) {
    const absent = !Object.hasOwn(value, name) || value[name] === null || value[name] === undefined;
    if (field.required === 'by-author' && absent)
      found.problems.push({
        code: 'missing',
        path: [...path, name],
        suggestion: null,
        message: `${where} needs the field ${name}`,
      });
  }
}

function check(schema: Schema, value: unknown, path: ValuePath, found: Found): void {
  // The API server drops nulls before it looks, and Go reads them as nothing: null is absence.
  if (value === null || value === undefined || found.problems.length >= found.limit) return;
  if (!fits(schema, value)) {
    const message = `${formatPath(path) || 'the document'} is ${showValue(value)}, but ${typeWords[schema.type]} is needed`;
    found.problems.push({ code: 'wrong-type', path, message, suggestion: null });
    return;
  }
  switch (schema.type) {
    case 'text':
      return checkText(schema, value as string, path, found);
    case 'integer':
      return checkInteger(schema, Number(value), path, found);
    case 'list':
      return checkList(schema, value as unknown[], path, found);
    case 'object':
      return checkObject(schema, value as Record<string, unknown>, path, found);
    case 'map':
      for (const [key, item] of Object.entries(value as object)) check(schema.values, item, [...path, key], found);
      return;
    case 'number':
    case 'flag':
    case 'any':
      return;
  }
}

/**
 * Every way in which `value` does not fit `schema`, in document order of fields, missing ones last; at most `limit`.
 * Depth is that of the schema, so a hostile value cannot make it run deep.
 */
export function checkValue(schema: Schema, value: unknown, limit = 200): SchemaProblem[] {
  const found: Found = { problems: [], limit };
  check(schema, value, [], found);
  return found.problems.slice(0, limit);
}
