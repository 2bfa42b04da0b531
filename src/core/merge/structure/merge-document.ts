import type { YamlDocument } from '../../yaml/documents';
import type { YamlNode } from '../../yaml/nodes';
import type { ConflictAlternative, VersionName } from '../model';
import { splitLines } from '../../diff/lines';
import { linesUnder } from '../text/choices';
import { sideThatMadeBoth, sideWithAllChanges } from '../text/contained';
import { mergeLineWise } from '../text/line-wise';
import { isYamlPath, repeatsSetting } from '../text/doubles';
import type { MergeRegion } from '../text/regions';
import type { LinePlan } from '../text/sealed-lines';
import { planLines } from '../text/sealed-lines';
import type { ValueId } from './canon';
import type { ConflictDraft, MergeContext } from './context';
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

/** Merges one document by lines, each conflict a question of its own. */
export function mergeDocumentText(
  context: MergeContext,
  texts: Readonly<Record<VersionName, string>>,
  mayMergeLineWise: boolean,
  plan: LinePlan = planLines(texts),
): RenderedDocument {
  const sides = { base: splitLines(texts.base), ours: splitLines(texts.ours), theirs: splitLines(texts.theirs) };
  const lines = sides.base;
  // Chunks, not lines: a call with a hundred thousand arguments ends in a stack overflow.
  const result: (readonly string[])[] = [];
  let at = 0;
  for (const region of plan.regions) {
    result.push(lines.slice(at, region.base.start));
    at = region.base.end;
    const because = plan.asked.get(region.id);
    if (because === undefined && region.kind !== 'conflict') {
      result.push(linesUnder(sides, region, region.kind === 'theirs-only' ? 'theirs' : 'ours'));
      continue;
    }
    const [before, own, other] = [
      linesUnder(sides, region, 'base'),
      linesUnder(sides, region, 'ours'),
      linesUnder(sides, region, 'theirs'),
    ];
    const lineWise = because === undefined && mayMergeLineWise && mergeLineWise(before, own, other);
    if (lineWise) {
      context.decided([], 'lines next to each other, each changed by one side', 'both');
      result.push(lineWise);
      continue;
    }
    const whole = because === undefined && mayMergeLineWise ? sideThatMadeBoth(before, own, other) : null;
    if (whole !== null && isYamlPath(context.options.file)) {
      context.decided([], `${whole === 'ours' ? 'Ours' : 'Theirs'} made both changes to these lines`, whole);
      result.push(linesUnder(sides, region, whole));
      continue;
    }
    const choice = context.ask(aboutLines(context.options.file, region, { before, own, other }, because));
    if (typeof choice === 'object') result.push(choice.value.split('\n'));
    else if (choice === 'both') result.push(linesUnder(sides, region, 'ours-then-theirs'));
    else result.push(linesUnder(sides, region, choice === 'git' ? 'base' : choice));
  }
  return { text: [...result, lines.slice(at)].flat().join('\n'), value: null };
}

interface ChangedLines {
  readonly before: readonly string[];
  readonly own: readonly string[];
  readonly other: readonly string[];
}

/** `because`: why the lines are asked about although they could be put together; then nothing is suggested. */
function aboutLines(
  file: string,
  region: MergeRegion,
  { before, own, other }: ChangedLines,
  because: string | undefined,
): ConflictDraft {
  const found = because === undefined ? sideWithAllChanges(before, own, other) : null;
  // Of a setting that stands twice the reader takes one: which one is no matter of lines.
  const whole = found !== null && repeatsSetting(file, found === 'ours' ? own : other) ? null : found;
  const takes: ConflictAlternative[] = [
    { choice: 'ours', label: 'Take ours', why: whole === 'ours' ? HOLDS_ALL : '' },
    { choice: 'theirs', label: 'Take theirs', why: whole === 'theirs' ? HOLDS_ALL : '' },
  ];
  return {
    reason: 'text',
    tier: whole === null ? 'ask' : 'suggest',
    path: [`[line ${region.base.start + 1}]`],
    base: before.join('\n'),
    ours: own.join('\n'),
    theirs: other.join('\n'),
    why: because ?? 'Both sides changed these lines.',
    alternatives: [...(whole === 'theirs' ? takes.reverse() : takes), ...(because === undefined ? [TAKE_BOTH] : [])],
  };
}

const HOLDS_ALL = 'Its lines hold every change of the other side.';
const TAKE_BOTH: ConflictAlternative = { choice: 'both', label: 'Take both, ours first', why: '' };
