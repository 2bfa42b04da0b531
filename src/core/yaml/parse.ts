import { Composer, Parser, isScalar } from 'yaml';
import type { Document, Node } from 'yaml';
import type { YamlNode } from './nodes';
import { mostParts, partsIn } from './parts';
import { quickTree } from './quick-tree';
import type { TextRange } from './split';
import { DEPTH_LIMIT, TreeBuilder } from './tree-builder';

export interface ParseProblem {
  readonly code: string;
  readonly message: string;
  /** Offset in the file. */
  readonly offset: number;
}

export interface ParsedTree {
  /** Null when the document holds nothing but comments. */
  readonly root: YamlNode | null;
  readonly errors: readonly ParseProblem[];
  readonly warnings: readonly ParseProblem[];
  /** `{{` stands where YAML reads a flow mapping: a template that happens to parse. */
  readonly bracesLikeTemplate: boolean;
  /** Valid YAML whose places are not known well enough to be edited; why. */
  readonly unsupported: string | null;
}

const tooDeep = 'Collections are nested too deeply to be read safely.';

const tooInvolved = `The document is too involved to be read: it has more than ${mostParts.toLocaleString('en-US')} parts that are no plain YAML.`;

const refused = (message: string, offset: number): ParsedTree => ({
  root: null,
  errors: [{ code: 'REFUSED', message, offset }],
  warnings: [],
  bracesLikeTemplate: false,
  unsupported: null,
});

/** Reads one document, `text.slice(start, end)`, into a tree whose offsets count from the start of `text`. */
export function parseTree(text: string, range: TextRange): ParsedTree {
  const quick = quickTree(text, range);
  if (!quick) return partsIn(text, range) > mostParts ? refused(tooInvolved, range.start) : parseWholly(text, range);
  return { root: quick.root, errors: [], warnings: [], bracesLikeTemplate: false, unsupported: null };
}

/** {@link parseTree} without the short way for plain documents. */
export function parseWholly(text: string, { start, end }: TextRange): ParsedTree {
  const source = text.slice(start, end);
  if (nestsTooDeep(source)) return refused(tooDeep, start);
  try {
    const composer = new Composer({ keepSourceTokens: true, intAsBigInt: true, uniqueKeys: false, logLevel: 'silent' });
    const documents = [...composer.compose(new Parser().parse(source), true, source.length)];
    const document = documents[0];
    if (!document) return { ...refused('', start), errors: [] };
    if (documents.length > 1 && documents.slice(1).some((other) => other.contents !== null)) {
      return refused('A second document starts without a separator line.', start);
    }
    // The reader turns a full stack into an error at every level.
    if (document.errors.some(({ message }) => message.includes('call stack'))) return refused(tooDeep, start);
    return builtTree(document as Document<Node>, text, start);
  } catch (error) {
    if (error instanceof RangeError) return refused(tooDeep, start);
    throw error;
  }
}

function builtTree(document: Document<Node>, text: string, start: number): ParsedTree {
  const builder = new TreeBuilder(text, start);
  const problem = (error: { code: string; message: string; pos: [number, number] }): ParseProblem => ({
    code: error.code,
    message: error.message,
    offset: start + error.pos[0],
  });
  const errors = document.errors.map(problem);
  const usable = errors.length === 0 && document.contents !== null;
  const contents = document.contents;
  const root = usable && contents && !isVoid(contents) ? builder.node(contents) : null;
  if (root && (root.anchor !== null || root.tag !== null))
    builder.unsupported = 'an anchor or tag on the whole document';
  return {
    root,
    errors,
    warnings: document.warnings.map(problem),
    bracesLikeTemplate: builder.bracesLikeTemplate,
    unsupported: builder.unsupported,
  };
}

/** The composer stands an empty plain scalar in for a document without content. */
function isVoid(node: Node): boolean {
  return isScalar(node) && node.value === null && !node.anchor && !node.tag && (node.source ?? '') === '';
}

/** A cheap count, wrong only towards refusing: brackets that stay open, and dashes or question marks in a row. */
function nestsTooDeep(source: string): boolean {
  let open = 0;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) open++;
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
    if (open > DEPTH_LIMIT * 10) return true;
  }
  return /(?:[-?:] +){200}/.test(source) || /^ {4000}/m.test(source) || columnsOf(source) > DEPTH_LIMIT;
}

/** How many columns start a block collection inside another one, at the deepest place. */
function columnsOf(source: string): number {
  const open: number[] = [];
  let deepest = 0;
  for (const [, indent = '', dashes = ''] of source.matchAll(/^( *)((?:[-?] +)*)[^\s#]/gm)) {
    for (let at = 0; at <= dashes.length; at += 1) {
      if (at > 0 && (dashes[at - 1] !== ' ' || dashes[at] === ' ')) continue;
      const column = indent.length + at;
      while ((open.at(-1) ?? -1) >= column) open.pop();
      open.push(column);
    }
    deepest = Math.max(deepest, open.length);
  }
  return deepest;
}
