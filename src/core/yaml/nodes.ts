import type { TextRange } from './split';

/**
 * A YAML node with its place in the file. Offsets count UTF-16 units from the start of the file; `end` lies behind
 * the last character of the node itself, before any trailing comment, blank line or line end.
 */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

interface NodePlace extends TextRange {
  /** Start of the value proper, behind anchor and tag. */
  readonly valueStart: number;
  readonly anchor: string | null;
  readonly tag: string | null;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty';

export interface YamlScalar extends NodePlace {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** As YAML 1.2's core schema reads it; whole numbers beyond 2^53 are bigints. */
  readonly value: string | number | bigint | boolean | null;
  /** The text of a string before any reading of types: `1.10` stays `1.10`. */
  readonly content: string;
}

export interface YamlAlias extends NodePlace {
  readonly kind: 'alias';
  /** Name of the anchor. */
  readonly name: string;
}

export interface YamlMap extends NodePlace {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

export interface YamlList extends NodePlace {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

/** What the members of maps and lists share. In flow collections the line places are those of the member itself. */
interface MemberPlace extends TextRange {
  /** Start of the comment lines directly above at the same indentation; start of the own line if there are none. */
  readonly leadStart: number;
  /** Behind the line end of the member's last line, its trailing comment included. */
  readonly lineEnd: number;
  /** A comment behind the member's first line (`key: # why`), or behind its value when that is on one line. */
  readonly comment: TextRange | null;
  /** Columns before the key or the dash. */
  readonly indent: number;
}

export interface YamlEntry extends MemberPlace {
  /** The key's content; `<<` for a merge key. */
  readonly key: string;
  readonly keyRange: TextRange;
  /** Key and value as written between them (`? ` and multi-line keys are not simple). */
  readonly simpleKey: boolean;
  readonly value: YamlNode;
}

export interface YamlItem extends MemberPlace {
  readonly value: YamlNode;
}
