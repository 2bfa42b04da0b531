import type { DocumentClass, DocumentProblem, LineRange, YamlDocument } from '../../yaml/documents';
import { disabledIn, linesOf, readDocument, toValue } from '../../yaml/documents';
import type { ResourceIdentity } from '../../yaml/identity';
import { identityOfValue } from '../../yaml/identity';
import type { YamlNode } from '../../yaml/nodes';
import { TextPositions } from '../../yaml/positions';
import type { DoubtfulScalar } from '../../yaml/doubtful';
import { doubtfulScalars, mayBeDoubtful } from '../../yaml/doubtful';
import { mostParts, partsIn } from '../../yaml/parts';
import { quickValue } from '../../yaml/quick-value';
import type { DocumentSlice, TextRange } from '../../yaml/split';
import { splitDocuments } from '../../yaml/split';
import { keyOf } from '../identity';
import type { FabricKind } from '../kinds';
import { kindOf } from '../kinds';
import type { ValuePath } from '../schema/check-value';
import { asRecord } from '../value';
import { isHedgehog, itemsOfLists } from './list-items';
import type { UnreadClaims } from './unread-claims';
import { claimsIn } from './unread-claims';
import { crowdOf, crowdedFile, remarksIn, tooInvolvedFile } from './unread-file';

/** A resource that somebody commented out. */
export interface DisabledEntry extends LineRange {
  readonly identity: ResourceIdentity;
  readonly range: TextRange;
}

/** What the model keeps of a document: plain data, so that it can be sent between threads and kept on disk. */
export interface ModelDocument {
  readonly index: number;
  readonly class: DocumentClass;
  readonly identity: ResourceIdentity | null;
  /** The content; null when there is none or it cannot be read. */
  readonly value: unknown;
  /** Why a valid document has no value (for instance an alias bomb). */
  readonly refused: string | null;
  /** Where the reading stopped; absent: nobody knows. */
  readonly refusedAt?: readonly (string | number)[];
  readonly range: TextRange;
  readonly startLine: number;
  readonly contentLine: number;
  readonly endLine: number;
  readonly problems: readonly DocumentProblem[];
  readonly disabled: readonly DisabledEntry[];
  /** Values that other readers of YAML take for something else; left out where there are none. */
  readonly doubtful?: readonly DoubtfulScalar[];
  /** Of what could not be read: what it seems to hold. Left out where nobody saw its text, or it was read. */
  readonly claims?: UnreadClaims;
  /** Of an item of a `List`: the document that holds it, and the way to it there. */
  readonly within?: { readonly document: number; readonly at: ValuePath };
}

/** One file of the repository as the model sees it. */
export interface ModelFile {
  readonly path: string;
  /** Of the bytes; null when nobody hashed them. */
  readonly contentHash: string | null;
  readonly documents: readonly ModelDocument[];
}

/** One document that is a resource: of the fabric's kinds when `kind` is set, else foreign. */
export interface Resource {
  readonly key: string;
  readonly id: ResourceIdentity;
  readonly kind: FabricKind | null;
  readonly path: string;
  readonly documentIndex: number;
  readonly document: ModelDocument;
  readonly value: Record<string, unknown>;
  /** As it is written; empty when it is missing or no mapping. */
  readonly spec: Record<string, unknown>;
}

function modelDocumentOf(document: YamlDocument): ModelDocument {
  const reading = document.root === null ? null : toValue(document);
  return {
    index: document.index,
    class: document.class,
    identity: document.identity,
    value: reading?.ok ? reading.value : null,
    refused: reading && !reading.ok ? reading.reason : null,
    ...(reading && !reading.ok && reading.at.length > 0 ? { refusedAt: reading.at } : {}),
    range: document.range,
    startLine: document.startLine,
    contentLine: document.contentLine,
    endLine: document.endLine,
    problems: document.problems,
    disabled: document.disabled.map(({ identity, range, startLine, endLine }) => ({
      identity,
      range,
      startLine,
      endLine,
    })),
  };
}

/** What the model keeps of a file that was read; trees and texts are let go. */
export const modelFileOf = (
  path: string,
  documents: readonly YamlDocument[],
  contentHash: string | null = null,
): ModelFile => ({ path, contentHash, documents: documents.map(modelDocumentOf) });

/**
 * Reads a file for the model. Plain documents go the quick way, which knows values but no places; everything else is
 * read whole. The same answer as `modelFileOf(path, readDocuments(text))`, and what unread documents seem to hold.
 */
export function readModelFile(path: string, text: string, contentHash: string | null = null): ModelFile {
  const positions = new TextPositions(text);
  const slices = splitDocuments(text);
  const isTooMuch = (parts: number): boolean => parts > mostParts;
  if (isTooMuch(remarksIn(text))) return tooInvolvedFile(path, contentHash, { parts: remarksIn(text), text });
  const quick = slices.map((slice) => quickDocument(text, slice, positions));
  const parts = slices.reduce((sum, { range }, at) => sum + (quick[at] ? 0 : partsIn(text, range)), 0);
  if (isTooMuch(parts)) return tooInvolvedFile(path, contentHash, { parts, text });
  const treeOf = (index: number): YamlNode | null => {
    const slice = slices[index];
    return slice === undefined ? null : readDocument(text, slice, positions).root;
  };
  const documents = slices.map((slice, at) =>
    withDoubts(quick[at] ?? withClaims(modelDocumentOf(readDocument(text, slice, positions)), text), text, treeOf),
  );
  const all = [...documents, ...itemsOfLists(documents, treeOf, positions)];
  for (const { class: sort, value } of all) {
    const crowd = sort === 'resource' && isHedgehog(value) ? crowdOf(value) : null;
    if (crowd !== null) return crowdedFile(path, contentHash, { entries: crowd, text });
  }
  return { path, contentHash, documents: all };
}

const withClaims = (document: ModelDocument, text: string): ModelDocument =>
  isUnread(document)
    ? { ...document, claims: claimsIn(text.slice(document.range.start, document.range.end)) }
    : document;

/** Looks for the places of doubtful values only where there may be some. */
function withDoubts(document: ModelDocument, text: string, treeOf: (index: number) => YamlNode | null): ModelDocument {
  const { range } = document;
  if (document.class !== 'resource' || !mayBeDoubtful(text.slice(range.start, range.end))) return document;
  const doubtful = doubtfulScalars(treeOf(document.index), text);
  return doubtful.length === 0 ? document : { ...document, doubtful };
}

/** Is this document a `List` whose items stand for themselves in the model? */
export const isListOfResources = (file: ModelFile, index: number): boolean =>
  file.documents.some(({ within }) => within?.document === index);

/** Where a value of a resource stands in the documents of its file, of which an item of a `List` is no own one. */
export const placeInFile = (document: ModelDocument, at: ValuePath): { document: number; at: ValuePath } =>
  document.within
    ? { document: document.within.document, at: [...document.within.at, ...at] }
    : { document: document.index, at };

function quickDocument(text: string, slice: DocumentSlice, positions: TextPositions): ModelDocument | null {
  const quick = slice.hasDirectives ? null : quickValue(text, { start: slice.parseStart, end: slice.range.end });
  if (quick === null) return null;
  const identity = identityOfValue(quick.value);
  if (identity === 'unusual') return null;
  const disabled = disabledIn(text, slice.range, positions);
  const empty = disabled.length > 0 ? 'disabled' : 'empty';
  return {
    index: slice.index,
    class: quick.value === null ? empty : identity ? 'resource' : 'foreign',
    identity,
    value: quick.value,
    refused: null,
    range: slice.range,
    ...linesOf(text, slice.range, positions),
    contentLine: positions.at(slice.separator?.end ?? slice.range.start).line,
    problems: [],
    disabled: disabled.map(({ identity: whose, range, startLine, endLine }) => ({
      identity: whose,
      range,
      startLine,
      endLine,
    })),
  };
}

/** Values are asked for when a rule looks at them: a document out of a cache is read no sooner. */
class DocumentResource implements Resource {
  readonly key: string;
  readonly kind: FabricKind | null;
  readonly documentIndex: number;
  #value: Record<string, unknown> | null = null;
  #spec: Record<string, unknown> | null = null;

  constructor(
    readonly path: string,
    readonly document: ModelDocument,
    readonly id: ResourceIdentity,
  ) {
    this.key = keyOf(id);
    this.kind = kindOf(id.group, id.kind);
    this.documentIndex = document.index;
  }

  get value(): Record<string, unknown> {
    return (this.#value ??= asRecord(this.document.value));
  }

  get spec(): Record<string, unknown> {
    return (this.#spec ??= asRecord(this.value['spec']));
  }
}

const known = new WeakMap<ModelFile, readonly Resource[]>();

/** The resources of a file, in order. The same objects every time, so that work on them can be remembered. */
export function resourcesOf(file: ModelFile): readonly Resource[] {
  const before = known.get(file);
  if (before) return before;
  const resources = file.documents.flatMap((document): Resource[] => {
    const { identity } = document;
    if (identity === null || document.class !== 'resource') return [];
    return [new DocumentResource(file.path, document, identity)];
  });
  known.set(file, resources);
  return resources;
}

/** Is nothing known of this document but its place, or no more than who it is? */
export const isUnread = (document: Pick<ModelDocument, 'class' | 'refused'>): boolean =>
  document.class === 'broken' || document.refused !== null;
