import type { KindName } from '../kinds';

/**
 * The shape of a value, in our own words: enough to validate, complete and explain it.
 *
 * `required: 'filled-in'` is required by the API but given by the fabric's webhook when a document omits it, so
 * its absence is no mistake of the author.
 */
interface Described {
  readonly doc: string;
  readonly required?: 'by-author' | 'filled-in';
  /** What the API server itself fills in. Defaults of webhooks are in `normalize/`. */
  readonly default?: number;
  /** The first fabric version that knows the field, when that is newer than 0.126. */
  readonly since?: string;
  readonly deprecated?: string;
  /** The value names a resource of this kind. */
  readonly refersTo?: KindName;
}

export interface TextSchema extends Described {
  readonly type: 'text';
  readonly choices?: readonly string[];
  readonly pattern?: string;
}
export interface IntegerSchema extends Described {
  readonly type: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: 'int32';
}
export interface NumberSchema extends Described {
  readonly type: 'number';
}
export interface FlagSchema extends Described {
  readonly type: 'flag';
}
export interface ListSchema extends Described {
  readonly type: 'list';
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
}
export interface MapSchema extends Described {
  readonly type: 'map';
  readonly values: Schema;
}
export interface ObjectSchema extends Described {
  readonly type: 'object';
  readonly fields: Readonly<Record<string, Schema>>;
  /** Fields that nobody described are fine (metadata of Kubernetes, imported CRDs that say so). */
  readonly open?: boolean;
  /** Of an open one: the only other names that are fine. Left out: any. */
  readonly others?: readonly string[];
}
export interface AnySchema extends Described {
  readonly type: 'any';
}

export type Schema =
  TextSchema | IntegerSchema | NumberSchema | FlagSchema | ListSchema | MapSchema | ObjectSchema | AnySchema;

type Rest<S extends Schema, K extends keyof S = never> = Omit<S, 'type' | 'doc' | K>;

export const text = (doc: string, rest: Rest<TextSchema> = {}): TextSchema => ({ type: 'text', doc, ...rest });
export const integer = (doc: string, rest: Rest<IntegerSchema> = {}): IntegerSchema => ({
  type: 'integer',
  doc,
  ...rest,
});
export const int32 = (doc: string, rest: Rest<IntegerSchema> = {}): IntegerSchema =>
  integer(doc, { format: 'int32', ...rest });
export const flag = (doc: string, rest: Rest<FlagSchema> = {}): FlagSchema => ({ type: 'flag', doc, ...rest });
export const listOf = (doc: string, items: Schema, rest: Rest<ListSchema, 'items'> = {}): ListSchema => ({
  type: 'list',
  doc,
  items,
  ...rest,
});
export const mapOf = (doc: string, values: Schema, rest: Rest<MapSchema, 'values'> = {}): MapSchema => ({
  type: 'map',
  doc,
  values,
  ...rest,
});
export const object = (
  doc: string,
  fields: Readonly<Record<string, Schema>>,
  rest: Rest<ObjectSchema, 'fields'> = {},
): ObjectSchema => ({ type: 'object', doc, fields, ...rest });

/** A field that the author has to write. */
export const needed = <S extends Schema>(schema: S): S => ({ ...schema, required: 'by-author' });
/** A field that the API requires but the webhook fills in. */
export const filledIn = <S extends Schema>(schema: S): S => ({ ...schema, required: 'filled-in' });

/** IPv4 with a length, as the API server's pattern has it. */
export const cidrPattern = '^((25[0-5]|(2[0-4]|1\\d|[1-9]|)\\d)\\.?\\b){4}/([1-2]?[0-9]|3[0-2])$';
/** IPv4 without a length. */
export const addressPattern = '^((25[0-5]|(2[0-4]|1\\d|[1-9]|)\\d)\\.?\\b){4}$';
