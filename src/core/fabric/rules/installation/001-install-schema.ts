import type { Resource } from '../../model/model-file';
import type { SchemaProblem, ValuePath } from '../../schema/check-value';
import { checkValue, formatPath, showValue } from '../../schema/check-value';
import type { Schema } from '../../schema/schema';
import { schemaFor } from '../../schema/schemas';
import { asList, asRecord } from '../../value';
import type { InstallationRule, PlacedDraft } from '../rule';

const secrets = new Set<string | number>(['password', 'joinToken', 'bearerToken']);

function departure(resource: Resource, { path, message, suggestion, code }: SchemaProblem): PlacedDraft {
  const at = code === 'missing' ? path.slice(0, -1) : path;
  // What is written there is nobody's business, so no message repeats it.
  if (code !== 'unknown-field' && secrets.has(path.at(-1) ?? ''))
    return { resource, at, message: `${formatPath(path)} is no text` };
  if (suggestion === null) return { resource, at, message, onKey: code === 'unknown-field' };
  return code === 'unknown-field'
    ? {
        resource,
        at,
        message,
        onKey: true,
        fix: { title: `Rename to ${suggestion}`, edits: [{ at, action: 'rename-key', to: suggestion }] },
      }
    : {
        resource,
        at,
        message,
        fix: { title: `Change to ${suggestion}`, edits: [{ at, action: 'set', value: suggestion }] },
      };
}

/** Entries of plain lists that stand twice: nothing of the installer's is better for it. */
function repeated(resource: Resource, schema: Schema, value: unknown, at: ValuePath): PlacedDraft[] {
  if (schema.type === 'object')
    return Object.entries(asRecord(value)).flatMap(([name, item]) => {
      const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
      return field ? repeated(resource, field, item, [...at, name]) : [];
    });
  if (schema.type === 'map')
    return Object.entries(asRecord(value)).flatMap(([name, item]) =>
      repeated(resource, schema.values, item, [...at, name]),
    );
  // Roles have a rule of their own.
  if (schema.type !== 'list' || schema.items.type !== 'text' || at.at(-1) === 'roles') return [];
  const list = asList(value);
  return list.flatMap((item, index): PlacedDraft[] => {
    const first = list.indexOf(item);
    if (first === index || typeof item !== 'string') return [];
    const here = [...at, index];
    return [
      {
        resource,
        at: here,
        severity: 'warning',
        message: `${formatPath(here)} is ${showValue(item)}, as ${formatPath([...at, first])} is already`,
        fix: { title: 'Take the second away', edits: [{ at: here, action: 'delete' }] },
      },
    ];
  });
}

export const installSchema: InstallationRule = {
  id: 'install-schema',
  numbers: [1],
  kinds: ['Fabricator', 'ControlNode', 'FabNode'],
  severity: 'error',
  title: 'The installer’s resources have the fields, types and required values that it knows, and no entry twice',
  source: 'fabricator, CRDs and loader.go Load (strict decoding)',
  looksAt: 'installation',
  check: ({ fabricators, controlNodes, fabNodes }) =>
    [...fabricators, ...controlNodes, ...fabNodes].flatMap((resource) => {
      const schema = schemaFor(resource.id.group, resource.id.kind);
      if (schema === null) return [];
      return [
        ...checkValue(schema, resource.value).map((problem) => departure(resource, problem)),
        ...repeated(resource, schema, resource.value, []),
      ];
    }),
};
