import { conflictMarkersIn } from './conflict-markers';
import type { DisabledResource } from './disabled';
import { findDisabled } from './disabled';
import type { ResourceIdentity } from './identity';
import { readIdentity } from './identity';
import type { YamlNode } from './nodes';
import type { ParseProblem } from './parse';
import { parseTree } from './parse';
import { TextPositions } from './positions';
import type { DocumentSlice, TextRange } from './split';
import { splitDocuments } from './split';
import { syntaxFaults } from './syntax-faults';
import type { ValueReading } from './value';
import { toPlainValue } from './value';

/**
 * What a document is.
 *
 * `resource`: has apiVersion, kind and metadata.name. `foreign`: valid YAML of any other shape. `disabled`: nothing
 * but comments, among them a commented-out resource. `template`: Helm, Jinja or Go template text. `broken`: no
 * valid YAML, `problems` say why. `empty`: nothing, or only comments.
 */
export type DocumentClass = 'resource' | 'foreign' | 'disabled' | 'template' | 'broken' | 'empty';

export interface DocumentProblem extends ParseProblem {
  /** 0-based. */
  readonly line: number;
  /** 0-based, UTF-16 units. */
  readonly column: number;
}

/** Lines of a file, 0-based; `endLine` is the line after the last. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** One document of a file. All offsets count UTF-16 units from the start of the file. */
export interface YamlDocument extends DocumentSlice {
  readonly class: DocumentClass;
  readonly identity: ResourceIdentity | null;
  /** Null when the class is `disabled`, `template`, `broken` or `empty`. */
  readonly root: YamlNode | null;
  /** Errors of the YAML reader; duplicate keys are listed too, with code `DUPLICATE_KEY`, and do not make it broken. */
  readonly problems: readonly DocumentProblem[];
  /** Commented-out resources anywhere in this document's share. */
  readonly disabled: readonly (DisabledResource & LineRange)[];
  /** First line of the share, and of the content that the parser read; 0-based. */
  readonly startLine: number;
  readonly contentLine: number;
  /** Line after the last; 0-based. */
  readonly endLine: number;
  /** Valid, but written in a way that cannot be edited in place; why. */
  readonly unsupported: string | null;
}

export interface NodeLocation {
  /** Of the value with its anchor and tag. */
  readonly range: TextRange;
  /** Of the key, for a member of a mapping. */
  readonly keyRange: TextRange | null;
  /** 0-based place of the key, or of the value where there is no key. */
  readonly line: number;
  readonly column: number;
}

const TEMPLATE_SIGNS = /\{\{|\{%|<%|\$\{\{/;

/** Reads all documents of a file. Never throws on any text; see {@link DocumentClass} for what cannot be read. */
export function readDocuments(text: string): YamlDocument[] {
  const positions = new TextPositions(text);
  return splitDocuments(text).map((slice) => readDocument(text, slice, positions));
}

/** Reads one document of a file that was cut by `splitDocuments`. */
export function readDocument(text: string, slice: DocumentSlice, positions = new TextPositions(text)): YamlDocument {
  const parsed = parseTree(text, { start: slice.parseStart, end: slice.range.end });
  const source = text.slice(slice.range.start, slice.range.end);
  const template = parsed.bracesLikeTemplate || (parsed.errors.length > 0 && TEMPLATE_SIGNS.test(source));
  const broken = parsed.errors.length > 0;
  const root = template || broken ? null : parsed.root;
  const disabled = disabledIn(text, slice.range, positions);
  const identity = readIdentity(root);
  const markers = broken ? conflictMarkersIn(text, slice.range, positions) : null;
  const faults = syntaxFaults(parsed.errors, text, positions);
  const problems = markers ? [markers] : [...faults, ...duplicateKeys(root)];
  return {
    ...slice,
    class: template ? 'template' : broken ? 'broken' : classOf(root, identity, disabled.length > 0),
    identity,
    root,
    problems: problems.map((problem) => ({ ...problem, ...positions.at(problem.offset) })),
    disabled,
    ...linesOf(text, slice.range, positions),
    contentLine: positions.at(slice.separator?.end ?? slice.range.start).line,
    unsupported: parsed.unsupported ?? (slice.hasDirectives ? 'a document with directives' : null),
  };
}

/** Commented-out resources of a document's share, with their lines. */
export const disabledIn = (
  text: string,
  range: TextRange,
  positions: TextPositions,
): readonly (DisabledResource & LineRange)[] =>
  findDisabled(text, range).map((found) => ({ ...found, ...linesOf(text, found.range, positions) }));

export const linesOf = (text: string, { start, end }: TextRange, positions: TextPositions): LineRange => ({
  startLine: positions.at(start).line,
  endLine: positions.at(end).line + (text[end - 1] === '\n' ? 0 : 1),
});

function classOf(root: YamlNode | null, identity: ResourceIdentity | null, disabled: boolean): DocumentClass {
  if (root === null) return disabled ? 'disabled' : 'empty';
  return identity ? 'resource' : 'foreign';
}

/** Where a path stands; null when the document has no such path. Aliases are not followed. */
export function locate(
  document: YamlDocument,
  path: readonly (string | number)[],
  positions: TextPositions,
): NodeLocation | null {
  let node = document.root;
  let keyRange: TextRange | null = null;
  for (const step of path) {
    if (node?.kind === 'map') {
      const entry = node.entries.find((candidate) => candidate.key === String(step));
      if (!entry) return null;
      keyRange = entry.keyRange;
      node = entry.value;
    } else if (node?.kind === 'list') {
      const item = node.items[Number(step)];
      if (!item) return null;
      keyRange = null;
      node = item.value;
    } else return null;
  }
  if (!node) return null;
  const range = { start: node.start, end: node.end };
  return { range, keyRange, ...positions.at(keyRange?.start ?? node.start) };
}

/** The document's content as plain data; see `toPlainValue` for what is refused. */
export function toValue(document: YamlDocument): ValueReading {
  if (document.class === 'broken' || document.class === 'template') {
    return { ok: false, reason: document.problems[0]?.message ?? 'This document is a template, not YAML.', at: [] };
  }
  return toPlainValue(document.root);
}

/** Keys that stand twice in one mapping, at the place of the second. */
function duplicateKeys(root: YamlNode | null): ParseProblem[] {
  const found: ParseProblem[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item.value);
    if (node.kind !== 'map') return;
    const seen = new Set<string>();
    for (const { key, keyRange, value } of node.entries) {
      if (key !== '<<' && seen.has(key)) {
        found.push({ code: 'DUPLICATE_KEY', message: `The key "${key}" stands here twice.`, offset: keyRange.start });
      }
      seen.add(key);
      visit(value);
    }
  };
  if (root) visit(root);
  return found;
}
