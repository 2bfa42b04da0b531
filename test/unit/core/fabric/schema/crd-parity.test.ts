import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fabricKinds } from '../../../../../src/core/fabric/kinds';
import { importKinds } from '../../../../../src/core/fabric/schema/import-crd';
import type { Schema } from '../../../../../src/core/fabric/schema/schema';
import { schemaOfKind } from '../../../../../src/core/fabric/schema/schemas';

const folder = resolve('../shared/data/crds');
const here = existsSync(folder);
if (!here) console.log('skipped: the published CRDs are not beside the project');

/** Where our schema says something else than the CRD; additions of 0.129 and status are no difference. */
function differences(ours: Schema | undefined, theirs: Schema, path: string): string[] {
  if (path === '.status') return [];
  if (!ours) return [`${path}: not described`];
  if (ours.type !== theirs.type) return [`${path}: ${ours.type} instead of ${theirs.type}`];
  const found: string[] = [];
  const facts = (schema: Schema): string => {
    const {
      doc: _doc,
      deprecated: _old,
      refersTo: _to,
      fields: _f,
      items: _i,
      values: _v,
      open: _o,
      ...rest
    } = schema as unknown as Record<string, unknown>;
    return JSON.stringify(Object.entries({ ...rest, required: rest['required'] !== undefined }).sort());
  };
  if (facts(ours) !== facts(theirs)) found.push(`${path}: ${facts(ours)} instead of ${facts(theirs)}`);
  if (ours.type === 'list' && theirs.type === 'list') found.push(...differences(ours.items, theirs.items, `${path}[]`));
  if (ours.type === 'map' && theirs.type === 'map') found.push(...differences(ours.values, theirs.values, `${path}{}`));
  if (ours.type === 'object' && theirs.type === 'object') {
    for (const [name, field] of Object.entries(theirs.fields))
      found.push(...differences(ours.fields[name], field, `${path}.${name}`));
    for (const [name, field] of Object.entries(ours.fields))
      if (!theirs.fields[name] && field.since !== '0.129') found.push(`${path}.${name}: not in the CRD`);
  }
  return found;
}

describe.skipIf(!here)('our schemas against the published CRDs', () => {
  const published = here
    ? readdirSync(folder).flatMap((file) => importKinds(parse(readFileSync(join(folder, file), 'utf8'))))
    : [];

  it.each(fabricKinds.map((entry) => [entry.kind, entry] as const))('%s', (_name, entry) => {
    const crd = published.find((one) => one.group === entry.group && one.kind === entry.kind);
    expect(crd).toMatchObject({ version: entry.version, plural: entry.plural });
    const spec = (schema: Schema): Schema => (schema.type === 'object' ? schema.fields['spec']! : schema);
    expect(differences(spec(schemaOfKind(entry.kind)), spec(crd!.schema), '.spec')).toEqual([]);
  });
});
