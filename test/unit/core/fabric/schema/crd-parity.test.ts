import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fabricKinds, installGroup, installKinds, installVersion } from '../../../../../src/core/fabric/kinds';
import type { Schema } from '../../../../../src/core/fabric/schema/schema';
import { schemaFor } from '../../../../../src/core/fabric/schema/schemas';
import { asList, asRecord } from '../../../../../src/core/fabric/value';

const folders = ['../shared/data/crds', '../shared/data/crds-fabricator'].map((folder) => resolve(folder));
const here = folders.every((folder) => existsSync(folder));
if (!here) console.log('skipped: the published CRDs are not beside the project');

type Node = Record<string, unknown>;

/** Everything that a CRD may say of a value and that we look at; another word in one of them fails the test. */
const understood = new Set([
  ...['description', 'type', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'pattern', 'format'],
  ...['minItems', 'maxItems', 'minimum', 'maximum', 'default'],
]);
const types: Readonly<Record<Schema['type'], string>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  flag: 'boolean',
  list: 'array',
  map: 'object',
  object: 'object',
  any: '',
};

/** Required by the CRD and written by the webhook when it is left out (fabric v0.126, Default of each kind). */
const filledIn = new Set([
  'VPC.spec.subnets{}.dhcp.options.interfaceMTU',
  'VPC.spec.subnets{}.dhcp.options.leaseTimeSeconds',
  'ExternalAttachment.spec.neighbor',
  'ExternalAttachment.spec.switch',
  'GatewayPeering.spec.acl.default',
]);

const saysOfTheirs = (node: Node): Node => ({
  type: node['type'],
  enum: node['enum'],
  pattern: node['pattern'],
  // Whole numbers without a bound of 32 bits are of 64; nothing else has a format.
  format: node['format'] === 'int64' ? undefined : node['format'],
  minItems: node['minItems'],
  maxItems: node['maxItems'],
  minimum: node['minimum'],
  maximum: node['maximum'],
  default: node['default'],
});

const saysOfOurs = (schema: Schema): Node => ({
  type: types[schema.type],
  enum: schema.type === 'text' ? schema.choices : undefined,
  pattern: schema.type === 'text' ? schema.pattern : undefined,
  format: schema.type === 'integer' ? schema.format : undefined,
  minItems: schema.type === 'list' ? schema.minItems : undefined,
  maxItems: schema.type === 'list' ? schema.maxItems : undefined,
  minimum: schema.type === 'integer' ? schema.minimum : undefined,
  maximum: schema.type === 'integer' ? schema.maximum : undefined,
  default: schema.default,
});

let compared = 0;

/** Where our schema says something else than the CRD. */
function differences(ours: Schema | undefined, theirs: Node, path: string): string[] {
  if (!ours) return [`${path}: not described`];
  compared += 1;
  const found = Object.keys(theirs).flatMap((word) =>
    understood.has(word) ? [] : [`${path}: nobody looks at ${word}`],
  );
  const [own, their] = [JSON.stringify(saysOfOurs(ours)), JSON.stringify(saysOfTheirs(theirs))];
  if (own !== their) found.push(`${path}: ${own} instead of ${their}`);
  if (ours.type === 'list') found.push(...differences(ours.items, asRecord(theirs['items']), `${path}[]`));
  const values = theirs['additionalProperties'];
  if ((ours.type === 'map') !== (values !== undefined)) found.push(`${path}: a mapping here or there only`);
  if (ours.type === 'map') found.push(...differences(ours.values, asRecord(values), `${path}{}`));
  if (ours.type === 'object') found.push(...fieldDifferences(ours.fields, theirs, path));
  return found;
}

function fieldDifferences(ours: Readonly<Record<string, Schema>>, theirs: Node, path: string): string[] {
  const required = new Set(asList(theirs['required']));
  const fields = asRecord(theirs['properties']);
  const found: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const way = `${path}.${name}`;
    found.push(...differences(ours[name], asRecord(field), way));
    const wanted = !required.has(name) ? undefined : filledIn.has(way) ? 'filled-in' : 'by-author';
    if (ours[name]?.required !== wanted) found.push(`${way}: required ${ours[name]?.required} instead of ${wanted}`);
  }
  for (const name of required)
    if (!Object.hasOwn(fields, String(name))) found.push(`${path}: requires ${String(name)}`);
  for (const [name, field] of Object.entries(ours))
    if (!Object.hasOwn(fields, name) && field.since !== '0.129') found.push(`${path}.${name}: not in the CRD`);
  return found;
}

describe.skipIf(!here)('our schemas against the published CRDs', () => {
  const published = here
    ? folders.flatMap((folder) =>
        readdirSync(folder).map((file) => asRecord(asRecord(parse(readFileSync(join(folder, file), 'utf8')))['spec'])),
      )
    : [];

  const installed = installKinds.map((kind) => ({ kind, group: installGroup, version: installVersion }));

  it.each(fabricKinds.map(({ kind, plural }) => [kind, plural]))('%s is called %s', (kind, plural) => {
    const crd = published.find((spec) => asRecord(spec['names'])['kind'] === kind);
    expect(asRecord(crd?.['names'])).toMatchObject({ plural });
  });

  it.each([...fabricKinds, ...installed].map((entry) => [entry.kind, entry] as const))('%s', (kind, entry) => {
    const crd = published.find((spec) => spec['group'] === entry.group && asRecord(spec['names'])['kind'] === kind);
    const [version, ...others] = asList(crd?.['versions']).map(asRecord);
    expect([version?.['name'], others]).toEqual([entry.version, []]);
    const theirs = asRecord(asRecord(version?.['schema'])['openAPIV3Schema']);
    const ours = schemaFor(entry.group, kind);
    if (ours === null) throw new Error(`no schema of ${kind}`);
    const spec = asRecord(asRecord(theirs['properties'])['spec']);
    compared = 0;
    expect(differences(ours.fields['spec'], spec, `${kind}.spec`)).toEqual([]);
    expect(compared).toBeGreaterThan(0);
    const required = asList(theirs['required']).includes('spec');
    expect(ours.fields['spec']?.required !== undefined, `${kind}.spec is required`).toBe(required);
  });
});
