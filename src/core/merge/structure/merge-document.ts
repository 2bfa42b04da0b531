import type { YamlDocument } from '../../yaml/documents';
import type { YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';
import type { ValueId } from './canon';
import type { MergeContext } from './context';
import { NotByStructure } from './indent';
import type { Extents } from './trivia-reader';
import { mergeBlock } from './merge-members';
import { mergeTrivia } from './trivia';
import type { BlockContainer } from './version';
import { isBlock } from './version';

export interface RenderedDocument {
  readonly text: string;
  /** Null when the data is not known beforehand: text merges, values written by hand. */
  readonly value: ValueId | null;
}

type Documents = Readonly<Record<VersionName, YamlDocument | null>>;

/** Merges one document in three versions by its structure; throws {@link NotByStructure} with the reason it cannot. */
export function mergeDocument(context: MergeContext, documents: Documents): RenderedDocument {
  const { base, ours, theirs } = documents;
  if (!ours || !theirs) throw new NotByStructure('a document that one side does not have');
  const root = (document: YamlDocument): BlockContainer => editableRoot(document);
  const nodes = {
    base: base && base.class !== 'empty' && base.class !== 'disabled' ? root(base) : null,
    ours: root(ours),
    theirs: root(theirs),
  };
  if (nodes.ours.kind !== nodes.theirs.kind || (nodes.base && nodes.base.kind !== nodes.ours.kind)) {
    throw new NotByStructure('the document is a mapping in one version and a list in another');
  }
  const extent = (document: YamlDocument | null): { start: number; end: number } | null =>
    document ? { start: contentStart(document), end: document.range.end } : null;
  const extents: Extents = { base: extent(base), ours: extent(ours), theirs: extent(theirs) };
  const lead = (side: VersionName): string => {
    const document = documents[side];
    return document ? context.versions[side].slice(document.range.start, contentStart(document)) : '';
  };
  const head = mergeTrivia(context, [], lead('base'), lead('ours'), lead('theirs'));
  const block = mergeBlock(context, nodes, extents, 'ours', []);
  return { text: head + block.text, value: context.handWritten ? null : block.value };
}

function contentStart(document: YamlDocument): number {
  return document.separator?.end ?? document.range.start;
}

function editableRoot(document: YamlDocument): BlockContainer {
  if (document.class === 'template') throw new NotByStructure('template text, not YAML');
  if (document.class === 'broken') {
    const [problem] = document.problems;
    throw new NotByStructure(`no valid YAML in one version: ${problem ? firstLine(problem.message) : 'unknown'}`);
  }
  if (document.unsupported !== null) throw new NotByStructure(document.unsupported);
  const [double] = document.problems;
  if (double) throw new NotByStructure(double.message);
  const { root } = document;
  if (!isBlock(root)) throw new NotByStructure('a document that is neither a mapping nor a list in block style');
  if (root.start < contentStart(document)) throw new NotByStructure('content on the separator line');
  return root;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

/** SOPS signs the whole document: any mixture of two versions is refused by it. */
export function isEncrypted(root: YamlNode | null | undefined): boolean {
  if (root?.kind !== 'map') return false;
  const sops = root.entries.find((entry) => entry.key === 'sops')?.value;
  return sops?.kind === 'map' && sops.entries.some((entry) => entry.key === 'mac');
}
