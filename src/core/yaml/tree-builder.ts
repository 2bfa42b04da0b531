import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { CST, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { ScalarStyle, YamlEntry, YamlItem, YamlMap, YamlNode } from './nodes';
import type { TextRange } from './split';

/** Collections nested deeper than this are refused: no configuration needs them, attacks do. */
export const DEPTH_LIMIT = 200;

/** Builds our tree, with places in the file, from the nodes of the YAML reader. `shift`: where the document starts. */
export class TreeBuilder {
  unsupported: string | null = null;
  bracesLikeTemplate = false;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly shift: number,
  ) {}

  node(node: Node, emptyAt = 0): YamlNode {
    if (++this.depth > DEPTH_LIMIT) throw new RangeError('nested too deeply');
    const built = this.build(node, emptyAt);
    this.depth--;
    return built;
  }

  private build(node: Node, emptyAt: number): YamlNode {
    const token = node.srcToken;
    const valueStart = token ? this.shift + token.offset : emptyAt;
    const place = { valueStart, start: valueStart, anchor: null as string | null, tag: node.tag ?? null };
    if (isAlias(node)) {
      return { ...place, kind: 'alias', name: node.source, end: valueStart + node.source.length + 1, tag: null };
    }
    const end = token ? this.tokenEnd(token) : emptyAt;
    const anchored = { ...place, anchor: (node as { anchor?: string }).anchor ?? null, end };
    if (isMap(node)) return this.map(node, anchored);
    if (isSeq(node)) return this.list(node, anchored);
    if (!isScalar(node)) throw new TypeError('unknown kind of YAML node');
    const style = styleOf(token);
    const value = plainValue(node.value);
    const content = typeof value === 'string' ? value : (node.source ?? '');
    return { ...anchored, kind: 'scalar', style, value, content };
  }

  /** End of a token's own text: no trailing comment, blank line or line end. */
  private tokenEnd(token: CST.Token): number {
    switch (token.type) {
      case 'flow-collection': {
        const close = token.end.find((part) => part.type === 'flow-map-end' || part.type === 'flow-seq-end');
        return this.shift + (close ? close.offset + close.source.length : token.offset + 1);
      }
      case 'block-scalar': {
        const from = this.shift + token.offset;
        const length = token.props.reduce((sum, part) => sum + ('source' in part ? part.source.length : 0), 0);
        return this.blockScalarEnd(from, from + length, from + length + token.source.length);
      }
      case 'block-map':
      case 'block-seq':
        return this.shift + token.offset;
      default:
        return this.shift + token.offset + ('source' in token ? token.source.length : 0);
    }
  }

  /** Blank lines behind a block scalar are its own only when it keeps them (`|+`). */
  private blockScalarEnd(from: number, contentStart: number, tokenEnd: number): number {
    const keeps = /^[|>][0-9]?\+/.test(this.text.slice(from, from + 3));
    const end = Math.min(tokenEnd, this.text.length);
    const content = this.text.slice(contentStart, end);
    const kept = keeps ? content.replace(/\r?\n$/, '') : content.trimEnd();
    if (kept === '' && !keeps) return this.text.slice(from, contentStart).trimEnd().length + from;
    return contentStart + kept.length;
  }

  private map(node: YAMLMap, place: Omit<YamlMap, 'kind' | 'flow' | 'entries'>): YamlMap {
    const flow = node.flow === true;
    if (flow && this.text.startsWith('{{', place.valueStart)) this.bracesLikeTemplate = true;
    const entries: YamlEntry[] = [];
    let previousEnd = place.valueStart;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const entry = this.entry(pair, flow, previousEnd);
      entries.push(entry);
      previousEnd = flow ? entry.end : entry.lineEnd;
    }
    return { ...place, kind: 'map', flow, entries, end: flow ? place.end : (entries.at(-1)?.end ?? place.end) };
  }

  private entry(pair: Pair<Node, Node | null>, flow: boolean, previousEnd: number): YamlEntry {
    const source = pair.srcToken as { start: CST.SourceToken[]; sep?: CST.SourceToken[] } | undefined;
    const key = this.node(pair.key, previousEnd);
    const properties = propertiesOf(source?.start);
    const keyStart = properties ? this.shift + properties.offset : key.start;
    const colon = source?.sep?.find((part) => part.type === 'map-value-ind');
    const afterColon = colon ? this.shift + colon.offset + 1 : key.end;
    const value = this.valueNode(pair.value, source?.sep, afterColon);
    const explicit = source?.start.find((part) => part.type === 'explicit-key-ind');
    const start = explicit ? this.shift + explicit.offset : keyStart;
    const simpleKey =
      !explicit && key.kind === 'scalar' && key.anchor === null && !this.text.slice(key.start, key.end).includes('\n');
    const keyText = key.kind === 'scalar' ? key.content : this.text.slice(key.start, key.end);
    const place = this.memberPlace(start, Math.max(value.end, afterColon), flow, previousEnd, afterColon, value);
    return { ...place, key: keyText, keyRange: { start: key.start, end: key.end }, simpleKey, value };
  }

  /** A value with its anchor and tag, which the parser keeps beside it. */
  private valueNode(node: Node | null, before: CST.SourceToken[] | undefined, emptyAt: number): YamlNode {
    const properties = propertiesOf(before);
    const value = node ? this.node(node, emptyAt) : emptyScalar(emptyAt);
    if (!properties) return value;
    const start = this.shift + properties.offset;
    const bare = value.kind === 'scalar' && value.style === 'empty';
    const end = bare ? start + this.propertiesLength(before ?? []) : value.end;
    return { ...value, start, end: Math.max(end, value.end) };
  }

  private propertiesLength(tokens: readonly CST.SourceToken[]): number {
    const own = tokens.filter((part) => part.type === 'anchor' || part.type === 'tag');
    const first = own[0];
    const last = own.at(-1);
    return first && last ? last.offset + last.source.length - first.offset : 0;
  }

  private list(
    node: YAMLSeq,
    place: Omit<YamlNode, 'kind'> & {
      end: number;
      start: number;
      valueStart: number;
      anchor: string | null;
      tag: string | null;
    },
  ): YamlNode {
    const flow = node.flow === true;
    const token = node.srcToken as CST.BlockSequence | CST.FlowCollection | undefined;
    const sources = flow
      ? []
      : (token?.items ?? []).filter((item) => item.start.some((part) => part.type === 'seq-item-ind'));
    const flowSources = flow ? (token?.items ?? []) : [];
    const items: YamlItem[] = [];
    let previousEnd = place.valueStart;
    node.items.forEach((child, index) => {
      const source = (sources[index] ?? flowSources[index])?.start;
      const dash = source?.find((part) => part.type === 'seq-item-ind');
      const dashAt = dash ? this.shift + dash.offset : -1;
      const value = this.pairAsNode(child, source, dash ? dashAt + 1 : previousEnd);
      const start = dash ? dashAt : value.start;
      const end = Math.max(value.end, dash ? dashAt + 1 : value.end);
      const item = { ...this.memberPlace(start, end, flow, previousEnd, start + 1, value), value };
      items.push(item);
      previousEnd = flow ? item.end : item.lineEnd;
    });
    return { ...place, kind: 'list', flow, items, end: flow ? place.end : (items.at(-1)?.end ?? place.end) };
  }

  /** In flow lists `[a: 1]` holds a pair without braces; its place is not known well enough to be edited. */
  private pairAsNode(child: unknown, source: CST.SourceToken[] | undefined, emptyAt: number): YamlNode {
    const node = child as Node;
    if (isMap(node) && !node.srcToken) {
      this.unsupported = 'a pair without braces in a flow list';
    }
    return this.valueNode(node, source, emptyAt);
  }

  private memberPlace(
    start: number,
    end: number,
    flow: boolean,
    previousEnd: number,
    headEnd: number,
    value: YamlNode,
  ): Omit<YamlItem, 'value'> {
    if (flow) return { start, end, leadStart: start, lineEnd: end, comment: null, indent: 0 };
    const lineStart = this.text.lastIndexOf('\n', start - 1) + 1;
    const newline = this.text.indexOf('\n', end);
    const lineEnd = newline < 0 ? this.text.length : newline + 1;
    const oneLine = this.text.indexOf('\n', start) >= end || newline < 0 || !this.text.slice(start, end).includes('\n');
    const ownsLine = this.text.slice(lineStart, start).trim() === '';
    return {
      start,
      end,
      leadStart: ownsLine ? this.leadStart(lineStart, start - lineStart, previousEnd) : start,
      lineEnd,
      comment: oneLine ? this.commentAfter(end) : value.kind === 'scalar' ? null : this.commentAfter(headEnd),
      indent: start - lineStart,
    };
  }

  private leadStart(lineStart: number, indent: number, previousEnd: number): number {
    let start = lineStart;
    while (start > Math.max(previousEnd, this.shift)) {
      const before = this.text.lastIndexOf('\n', start - 2) + 1;
      const line = this.text.slice(before, start);
      if (!line.trimStart().startsWith('#') || line.indexOf('#') !== indent || before < previousEnd) break;
      start = before;
    }
    return start;
  }

  private commentAfter(offset: number): TextRange | null {
    const match = /^[ \t]*(?:[&!][^\s#]*[ \t]+)*(#[^\r\n]*)/.exec(this.text.slice(offset, offset + 2000));
    const comment = match?.[1];
    if (!match || comment === undefined) return null;
    const start = offset + match[0].length - comment.length;
    const newline = this.text.indexOf('\n', start);
    return { start, end: newline < 0 ? this.text.length : newline - (this.text[newline - 1] === '\r' ? 1 : 0) };
  }
}

function propertiesOf(tokens: readonly CST.SourceToken[] | undefined): CST.SourceToken | undefined {
  return tokens?.find((part) => part.type === 'anchor' || part.type === 'tag');
}

function emptyScalar(at: number): YamlNode {
  return {
    kind: 'scalar',
    style: 'empty',
    value: null,
    content: '',
    start: at,
    valueStart: at,
    end: at,
    anchor: null,
    tag: null,
  };
}

function styleOf(token: CST.Token | undefined): ScalarStyle {
  switch (token?.type) {
    case 'single-quoted-scalar':
      return 'single';
    case 'double-quoted-scalar':
      return 'double';
    case 'block-scalar': {
      const header = token.props.find((part) => part.type === 'block-scalar-header');
      return header && 'source' in header && header.source.startsWith('>') ? 'folded' : 'literal';
    }
    case 'scalar':
      return token.source === '' ? 'empty' : 'plain';
    default:
      return 'empty';
  }
}

function plainValue(value: unknown): string | number | bigint | boolean | null {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
