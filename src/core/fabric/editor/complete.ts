import { splitDocuments } from '../../yaml/split';
import type { FabricKind, KindName } from '../kinds';
import { fabricKinds, kindOf } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import { resourcesOfKind } from '../model/fabric-model';
import { builtInProfiles } from '../profiles/built-in';
import { completionsAt, describeField, fieldAt } from '../schema/field-at';
import type { Schema } from '../schema/schema';
import { schemaOfKind } from '../schema/schemas';
import { asRecord } from '../value';
import type { Cursor, CursorPlace } from './cursor';
import { placeOfCursor } from './cursor';
import { kindOfText } from './document-head';
import { freeValuesFor } from './free-values-for';

/** Something that may be written at the cursor, in place of what is written there so far. */
export interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly kind: 'field' | 'value' | 'reference' | 'next-free' | 'kind';
  readonly detail: string;
  readonly doc: string;
  /** Lower comes first. */
  readonly order: number;
}

/** What may be written at a cursor, and the columns that it replaces. */
export interface Completed {
  readonly startColumn: number;
  readonly endColumn: number;
  readonly suggestions: readonly Suggestion[];
}

/** The text of one document of a file. */
export function documentText(text: string, index: number): string {
  const slice = splitDocuments(text)[index];
  return slice ? text.slice(slice.range.start, slice.range.end) : '';
}

/**
 * What may be written at a cursor: fields that are not there yet, choices, names of resources of the fabric, and free
 * values. Works on half-written text. `fabric` null: outside of every fabric, where nothing can be named.
 */
export function completeAt(fabric: Fabric | null, text: string, cursor: Cursor): Completed | null {
  const place = placeOfCursor(text, cursor);
  if (!place) return null;
  const own = documentText(text, place.document);
  const kind = kindOfText(own);
  const suggestions =
    place.role === 'key'
      ? fieldSuggestions(kind, place)
      : [...headSuggestions(place, own), ...(kind ? valueSuggestions(fabric, kind, place, own) : [])];
  return { startColumn: place.startColumn, endColumn: place.endColumn, suggestions };
}

const topFields = ['apiVersion', 'kind', 'metadata', 'spec'];

function fieldSuggestions(kind: FabricKind | null, place: CursorPlace): Suggestion[] {
  if (!kind) {
    const rest = place.path.length === 0 ? topFields.filter((name) => !place.siblings.includes(name)) : [];
    return rest.map((name, order) => field(name, '', '', order, `${name}: `));
  }
  const schema = schemaOfKind(kind.kind);
  const here = fieldAt(schema, place.path);
  if (here?.type !== 'object') return [];
  return completionsAt(schema, place.path, place.siblings)
    .filter(({ label }) => !(place.path.length === 0 && label === 'status'))
    .map(({ label, doc, required }, order) => {
      const inner = here.fields[label];
      const detail = `${typeWords(inner)}${required ? ', needed' : ''}`;
      return field(label, detail, doc, required ? order : order + 100, opening(label, inner, place.startColumn));
    });
}

const field = (label: string, detail: string, doc: string, order: number, insert: string): Suggestion => ({
  label,
  insert,
  kind: 'field',
  detail,
  doc,
  order,
});

/** A field with what follows it: a blank for plain values, the next line for what holds others. */
function opening(name: string, schema: Schema | undefined, column: number): string {
  const inner = ' '.repeat(column + 2);
  if (schema?.type === 'object' || schema?.type === 'map') return `${name}:\n${inner}`;
  return schema?.type === 'list' ? `${name}:\n${inner}- ` : `${name}: `;
}

function typeWords(schema: Schema | undefined): string {
  switch (schema?.type) {
    case 'text':
      return schema.refersTo ? `names a ${schema.refersTo}` : 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'flag':
      return 'true or false';
    case 'list':
      return 'list';
    case 'map':
    case 'object':
      return 'mapping';
    case 'any':
    case undefined:
      return '';
  }
}

/** Values of `apiVersion` and `kind`, each looking at the other where it is there already. */
function headSuggestions(place: CursorPlace, own: string): Suggestion[] {
  if (place.path.length !== 1) return [];
  const lineOf = (key: string): string | null => new RegExp(`^${key}:[ \\t]*(\\S+)`, 'm').exec(own)?.[1] ?? null;
  if (place.path[0] === 'kind') {
    const group = lineOf('apiVersion')?.split('/')[0];
    const fitting = fabricKinds.filter((entry) => group === undefined || kindOf(group, entry.kind));
    return (fitting.length > 0 ? fitting : fabricKinds).map((entry, order) => ({
      label: entry.kind,
      insert: entry.kind,
      kind: 'kind',
      detail: `${entry.group}/${entry.version}`,
      doc: entry.doc,
      order,
    }));
  }
  if (place.path[0] !== 'apiVersion') return [];
  const kind = lineOf('kind');
  const fitting = fabricKinds.filter((entry) => entry.kind === kind);
  const versions = new Set(
    (fitting.length > 0 ? fitting : fabricKinds).map(({ group, version }) => `${group}/${version}`),
  );
  return [...versions].map((label, order) => ({ label, insert: label, kind: 'value', detail: '', doc: '', order }));
}

function valueSuggestions(fabric: Fabric | null, kind: FabricKind, place: CursorPlace, own: string): Suggestion[] {
  const schema = schemaOfKind(kind.kind);
  const here = fieldAt(schema, place.path);
  if (!here) return [];
  const doc = describeField(here);
  const choices = completionsAt(schema, place.path).map(({ label }, order) => ({
    label,
    insert: label,
    kind: 'value' as const,
    detail: '',
    doc,
    order,
  }));
  if (here.type === 'object') return [];
  if (!fabric) return choices;
  const named = [...new Set(namesFor(fabric, kind.kind, here, place.path))].map((label, order) => ({
    label,
    insert: label,
    kind: 'reference' as const,
    detail: here.refersTo ?? '',
    doc,
    order: order + 200,
  }));
  const free = freeValuesFor(fabric, kind.kind, place.path, own).map(({ value, reason }, order) => ({
    label: value,
    insert: value,
    kind: 'next-free' as const,
    detail: 'free',
    doc: reason,
    order: order + 100,
  }));
  return [...choices, ...free, ...named];
}

const names = (fabric: Fabric, kind: KindName): string[] =>
  resourcesOfKind(fabric, kind).map((resource) => resource.id.name);

const ambient = (fabric: Fabric, kind: KindName): string[] => {
  const listed = fabric.policy.ambient[kind];
  const builtIn = kind === 'SwitchProfile' ? [...builtInProfiles.keys()] : [];
  return [...builtIn, ...(listed === undefined || listed === '*' ? [] : listed)];
};

/** Names of things that a value may name, however they are written there. */
function namesFor(fabric: Fabric, kind: KindName, here: Schema, path: CursorPlace['path']): string[] {
  if (here.refersTo) return [...names(fabric, here.refersTo), ...ambient(fabric, here.refersTo)];
  if (kind === 'VPCAttachment' && path.join('.') === 'spec.subnet')
    return resourcesOfKind(fabric, 'VPC').flatMap((vpc) =>
      Object.keys(asRecord(vpc.spec['subnets'])).map((subnet) => `${vpc.id.name}/${subnet}`),
    );
  return [];
}
