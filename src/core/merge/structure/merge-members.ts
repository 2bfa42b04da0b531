import type { YamlNode } from '../../yaml/nodes';
import type { MergePath, SideName, VersionName } from '../model';
import { settleAdded, settleDeleted, settleValues, writtenAs } from './questions';
import type { Containers } from './align-members';
import { listTogether } from './added-lists';
import { alignMembers } from './align-members';
import type { ValueId } from './canon';
import type { MergeContext } from './context';
import { isFlow, mergeFlow } from './flow';
import { chosenItems } from './groups';
import { writtenMembers } from './written-members';
import { NotByStructure, dedent } from './indent';
import type { MemberSlot, RenderedMember } from './leaf';
import { asWritten, headWithComment, moved, splicedLeaf } from './leaf';
import { narrate } from './narrate';
import { orderOfMembers } from './order-question';
import { claimedRelease } from './release';
import type { BlockContainer, Member } from './version';
import { isBlock, membersOf } from './version';
import type { Extents } from './trivia-reader';
import { TriviaReader, indentOf } from './trivia-reader';
import { coupledChoices } from './coupled';
import { doubtfulChoices } from './doubts';

export interface RenderedBlock {
  /** Whole lines at column `indent`. */
  readonly text: string;
  readonly indent: number;
  readonly value: ValueId;
}

/**
 * Merges the members of a block mapping or list in three versions and writes them as lines.
 *
 * Untouched members are the frame side's own lines; a member that the other side changed is that side's lines moved to
 * the frame's column; a member that both changed is merged inside.
 */
export function mergeBlock(
  context: MergeContext,
  nodes: Containers,
  extents: Extents,
  frame: SideName,
  path: MergePath,
): RenderedBlock {
  const aligned = alignMembers(context, nodes, path);
  if (aligned.atomic) throw new NotByStructure('a list that is one value was changed by both sides');
  const kind = (nodes.ours ?? nodes.theirs)?.kind;
  const indent = indentOf(nodes[frame]);
  const doubtful = doubtfulChoices(context, aligned, nodes, path);
  const { shown, groupOf, written } = chosenItems(context, aligned, path, doubtful !== null);
  if (doubtful === null) narrate(context, aligned, nodes.ours, path, (name) => groupOf(name) !== undefined);
  const coupled = kind === 'map' ? coupledChoices(context, aligned, path) : null;
  const trivia = new TriviaReader(context, nodes, extents, aligned, path, indent);
  const members = new Map<string, { slot: MemberSlot; rendered: RenderedMember }>();
  for (const name of orderOfMembers(context, aligned, path)) {
    if (shown.has(name) && shown.get(name) === false) continue;
    const slot = aligned.slot(name);
    const from = doubtful?.(name) ?? coupled?.(name) ?? null;
    const rendered =
      from !== null
        ? writtenAs(context, slot, nodes, from)
        : written.has(name)
          ? writtenMembers(written.get(name) ?? '', name, kind === 'map')
          : groupOf(name)
            ? only(context, slot, nodes)
            : mergeMember(context, slot, nodes, [...path, name]);
    if (rendered) members.set(name, { slot: from === null ? slot : oneOf(slot, from), rendered });
  }
  if (members.size === 0) throw new NotByStructure('the two sides together remove all members of a collection');
  const order = trivia.arrange(members, kind === 'map');
  const parts: string[] = [trivia.opening()];
  const values: [string, ValueId][] = [];
  for (const name of order) {
    const member = members.get(name);
    if (!member) continue;
    parts.push(trivia.above(name, member.slot), moved(member.rendered, indent).text);
    values.push([name, member.rendered.value]);
  }
  parts.push(trivia.closing());
  const value = kind === 'map' ? context.canon.map(values) : context.canon.list(values.map(([, id]) => id));
  return { text: parts.join(''), indent, value };
}

/** A member as one version has it alone, for the comments above it. */
function oneOf(slot: MemberSlot, from: VersionName): MemberSlot {
  return { base: null, ours: null, theirs: null, [from]: slot[from] };
}

/** A member of a group, taken as the side that has it wrote it. */
function only(context: MergeContext, slot: MemberSlot, nodes: Containers): RenderedMember | null {
  for (const side of ['ours', 'theirs', 'base'] as const) {
    const member = slot[side];
    if (member) return asWritten(context, side, member, nodes[side]?.flow === true);
  }
  return null;
}

function mergeMember(
  context: MergeContext,
  slot: MemberSlot,
  nodes: Containers,
  path: MergePath,
): RenderedMember | null {
  const { base, ours, theirs } = slot;
  const write = (side: VersionName): RenderedMember | null => writtenAs(context, slot, nodes, side);
  if (!ours && !theirs) return null;
  if (!ours || !theirs) return base ? settleDeleted(context, slot, path, write) : write(ours ? 'ours' : 'theirs');
  if (!base) {
    const added = settleAdded(context, slot, path, write);
    return added === 'merge' ? guarded(context, slot, nodes, path, write) : added;
  }
  const release = claimedRelease(context, slot, nodes, path);
  if (release) return release.rendered;
  const raw = (side: VersionName, member: Member): string =>
    dedent(asWritten(context, side, member, nodes[side]?.flow === true).text);
  const before = raw('base', base);
  const own = raw('ours', ours);
  const other = raw('theirs', theirs);
  if (other === before || own === other) return write('ours');
  if (own === before) return write('theirs');
  if (
    isNothing(base.value) &&
    ours.value.kind === 'list' &&
    theirs.value.kind === 'list' &&
    listTogether(context, ours.value, theirs.value, path) === null
  ) {
    const added = settleAdded(context, slot, path, write);
    return added === 'merge' ? guarded(context, slot, nodes, path, write) : added;
  }
  return guarded(context, slot, nodes, path, write);
}

type Write = (side: VersionName) => RenderedMember | null;

/** Merges inside a member; where that is not possible the whole member becomes one question. */
function guarded(
  context: MergeContext,
  slot: MemberSlot,
  nodes: Containers,
  path: MergePath,
  write: Write,
): RenderedMember | null {
  const mark = context.mark();
  try {
    return mergeInside(context, slot, nodes, path, write);
  } catch (error) {
    if (!(error instanceof NotByStructure)) throw error;
    context.rewind(mark);
    return settleValues(context, slot, path, write, error.message);
  }
}

function mergeInside(
  context: MergeContext,
  slot: MemberSlot,
  nodes: Containers,
  path: MergePath,
  write: Write,
): RenderedMember | null {
  const { base, ours, theirs } = slot;
  if (!ours || !theirs) return write(ours ? 'ours' : 'theirs');
  if (isBlock(ours.value) && isBlock(theirs.value) && ours.value.kind === theirs.value.kind) {
    const before = base?.value;
    const known = before?.kind === ours.value.kind ? before : null;
    if (known || !before || isNothing(before)) return mergeNested(context, slot, known, path);
  }
  const flows = [base?.value, ours.value, theirs.value];
  const [b, o, t] = [
    base ? context.canon.of(base.value) : null,
    context.canon.of(ours.value),
    context.canon.of(theirs.value),
  ];
  if (
    flows.every(isFlow) &&
    base &&
    isFlow(base.value) &&
    isFlow(ours.value) &&
    isFlow(theirs.value) &&
    o !== t &&
    o !== b &&
    t !== b
  ) {
    if (base.value.kind === ours.value.kind && ours.value.kind === theirs.value.kind) {
      const merged = mergeFlow(context, { base: base.value, ours: ours.value, theirs: theirs.value }, path);
      return withValue(context, slot, merged.text, merged.value);
    }
  }
  if (o !== t && o !== b && t !== b) return settleValues(context, slot, path, write, null);
  const unchangedRaw = base !== null && context.source('ours', ours.value) === context.source('base', base.value);
  const from: SideName = o === t && o === b && unchangedRaw ? 'theirs' : o === b && o !== t ? 'theirs' : 'ours';
  const isFlat = nodes.ours?.flow !== true && nodes.theirs?.flow !== true;
  const spliced = isFlat ? splicedLeaf(context, slot, frameOf(context, slot, from), from) : null;
  return spliced ?? write(from);
}

/** The line of the side that changed the layout around the value, so that a restyled file keeps its new style. */
function frameOf(context: MergeContext, { base, ours, theirs }: MemberSlot, fallback: SideName): SideName {
  if (!base || !ours || !theirs) return fallback;
  const before = context.versions.base.slice(base.start, base.value.start);
  const own = context.versions.ours.slice(ours.start, ours.value.start);
  const other = context.versions.theirs.slice(theirs.start, theirs.value.start);
  if (own !== before) return 'ours';
  return other !== before ? 'theirs' : fallback;
}

function withValue(context: MergeContext, slot: MemberSlot, text: string, value: ValueId): RenderedMember | null {
  const member = slot.ours;
  if (!member) return null;
  const version = context.versions.ours;
  const head = ' '.repeat(member.indent) + version.slice(member.start, member.value.start);
  const tail = version.slice(member.value.end, version.fullEnd(member));
  return { text: head + text + (tail.endsWith('\n') ? tail : tail + '\n'), indent: member.indent, value };
}

function isNothing(node: YamlNode): boolean {
  if (node.kind === 'scalar') return node.value === null && node.anchor === null && node.tag === null;
  return node.kind === 'map' ? node.entries.length === 0 : node.kind === 'list' && node.items.length === 0;
}

function mergeNested(
  context: MergeContext,
  slot: MemberSlot,
  before: BlockContainer | null,
  path: MergePath,
): RenderedMember {
  const { ours, theirs } = slot;
  if (!ours || !theirs || !isBlock(ours.value) || !isBlock(theirs.value)) throw new NotByStructure('no block');
  const nodes: Containers = { base: before, ours: ours.value, theirs: theirs.value };
  const extent = (side: VersionName): { start: number; end: number } | null => {
    const member = slot[side];
    const node = nodes[side];
    if (!member || !node || node.flow) return null;
    return { start: context.versions[side].childrenStart(member, node), end: context.versions[side].fullEnd(member) };
  };
  const frame = frameOfBlock(context, slot, nodes);
  const properties = mergedProperties(slot);
  const extents = { base: extent('base'), ours: extent('ours'), theirs: extent('theirs') };
  const children = mergeBlock(context, nodes, extents, frame, path);
  const member = frame === 'ours' ? ours : theirs;
  if (properties !== frame && properties !== null)
    throw new NotByStructure('an anchor or tag changed by the other side');
  const version = context.versions[frame];
  const start = extents[frame]?.start ?? member.end;
  const head = ' '.repeat(member.indent) + version.slice(member.start, start);
  const compact = !head.endsWith('\n');
  if (compact && !children.text.startsWith(' '.repeat(children.indent)))
    throw new NotByStructure('a compact item that begins with another line');
  const body = compact ? children.text.slice(children.indent) : children.text;
  const value = context.canon.marked(children.value, member.value);
  return { text: headWithComment(context, slot, frame, head) + body, indent: member.indent, value };
}

/** Which side's anchor and tag stand; null when it makes no difference. */
function mergedProperties({ base, ours, theirs }: MemberSlot): SideName | null {
  const of = (member: Member | null): string => `${member?.value.anchor ?? ''} ${member?.value.tag ?? ''}`;
  if (of(ours) === of(theirs)) return null;
  if (of(theirs) === of(base)) return 'ours';
  if (of(ours) === of(base)) return 'theirs';
  throw new NotByStructure('an anchor or tag changed by both sides');
}

/** The side whose layout differs from the base's; ours when both or none do. */
function frameOfBlock(context: MergeContext, slot: MemberSlot, nodes: Containers): SideName {
  const layout = (side: VersionName): string => {
    const member = slot[side];
    const node = nodes[side];
    const first = node ? membersOf(node)[0] : undefined;
    if (!member || !node || !first) return '';
    return `${node.flow} ${first.indent - member.indent} ${context.versions[side].ownsLine(first)}`;
  };
  const properties = mergedProperties(slot);
  if (properties) return properties;
  return layout('ours') === layout('base') && layout('theirs') !== layout('base') ? 'theirs' : 'ours';
}
