import { asList, asRecord, asText } from '../value';
import type { ObjectSchema, Schema } from './schema';
import { object } from './schema';

/** A kind that somebody else defined, read out of a CustomResourceDefinition. */
export interface ImportedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly version: string;
  readonly schema: ObjectSchema;
}

const deepest = 40;
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const present = <T extends object>(fields: { [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

function fieldsOf(node: Record<string, unknown>, depth: number): Record<string, Schema> {
  const requiredNames = new Set(asList(node['required']));
  return Object.fromEntries(
    Object.entries(asRecord(node['properties'])).map(([name, child]) => {
      const schema = convert(child, depth + 1);
      return [name, requiredNames.has(name) ? { ...schema, required: 'by-author' as const } : schema];
    }),
  );
}

function convert(value: unknown, depth: number): Schema {
  const node = asRecord(value);
  const doc = asText(node['description']) ?? '';
  if (depth > deepest || node['x-kubernetes-int-or-string'] === true) return { type: 'any', doc };
  switch (node['type']) {
    case 'string': {
      const choices = asList(node['enum']).filter((choice) => typeof choice === 'string');
      const extra = present({
        pattern: asText(node['pattern']) ?? undefined,
        choices: choices.length ? choices : undefined,
      });
      return { type: 'text', doc, ...extra };
    }
    case 'integer': {
      const format = node['format'] === 'int32' ? ('int32' as const) : undefined;
      const bounds = {
        minimum: number(node['minimum']),
        maximum: number(node['maximum']),
        default: number(node['default']),
      };
      return { type: 'integer', doc, ...present({ ...bounds, format }) };
    }
    case 'number':
      return { type: 'number', doc };
    case 'boolean':
      return { type: 'flag', doc };
    case 'array': {
      const bounds = present({ minItems: number(node['minItems']), maxItems: number(node['maxItems']) });
      return { type: 'list', doc, items: convert(node['items'], depth + 1), ...bounds };
    }
    case 'object': {
      const values = node['additionalProperties'];
      if (values !== undefined && typeof values === 'object')
        return { type: 'map', doc, values: convert(values, depth + 1) };
      const open = node['x-kubernetes-preserve-unknown-fields'] === true || values === true;
      return object(doc, fieldsOf(node, depth), open ? { open } : {});
    }
    default:
      return { type: 'any', doc };
  }
}

/**
 * Reads the kinds out of a value: a CustomResourceDefinition, or a `List` of them as `kubectl get crd -o yaml`
 * prints it. Whatever is none is passed over. Only the served versions are given.
 */
export function importKinds(value: unknown): ImportedKind[] {
  const node = asRecord(value);
  if (node['kind'] === 'List' || node['kind'] === 'CustomResourceDefinitionList')
    return asList(node['items']).slice(0, 5000).flatMap(importKinds);
  if (node['kind'] !== 'CustomResourceDefinition') return [];
  const spec = asRecord(node['spec']);
  const names = asRecord(spec['names']);
  const [group, kind, plural] = [asText(spec['group']), asText(names['kind']), asText(names['plural'])];
  if (group === null || kind === null || plural === null) return [];
  return asList(spec['versions']).flatMap((entry) => {
    const version = asRecord(entry);
    const name = asText(version['name']);
    if (name === null || version['served'] === false) return [];
    const schema = convert(asRecord(version['schema'])['openAPIV3Schema'], 0);
    const whole = schema.type === 'object' ? schema : object('', {}, { open: true });
    const metadata = object('Name and marks of the resource.', {}, { open: true });
    return [{ group, kind, plural, version: name, schema: { ...whole, fields: { ...whole.fields, metadata } } }];
  });
}
