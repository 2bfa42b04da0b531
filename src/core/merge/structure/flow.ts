import type { YamlEntry, YamlItem, YamlList, YamlMap, YamlNode } from '../../yaml/nodes';
import type { MergePath, VersionName } from '../model';
import type { AlignedMembers } from './align-members';
import { alignMembers } from './align-members';
import type { ValueId } from './canon';
import type { MergeContext } from './context';
import type { FlowLines } from './flow-lines';
import { hasCommentsAround, readFlowLines, writeFlowLines } from './flow-lines';
import { NotByStructure } from './indent';
import { overlappingRanges } from './intervals';
import { addedAtOnePlace } from './groups';
import { mergeOrder } from './order';

export interface RenderedValue {
  readonly text: string;
  readonly value: ValueId;
}

type FlowNode = (YamlMap | YamlList) & { readonly flow: true };
type FlowNodes = Readonly<Record<VersionName, FlowNode>>;
type FlowMember = YamlEntry | YamlItem;

export function isFlow(node: YamlNode | null | undefined): node is FlowNode {
  return (node?.kind === 'map' || node?.kind === 'list') && node.flow;
}

/** Merges three flow collections of one kind into the text of one, written as ours is. */
export function mergeFlow(context: MergeContext, nodes: FlowNodes, path: MergePath): RenderedValue {
  const aligned = alignMembers(context, nodes, path);
  if (aligned.groups.length > 0) throw new NotByStructure('entries of a flow list replaced by both sides');
  if (overlappingRanges(context, aligned) !== null) throw new NotByStructure('ranges that overlap together');
  if (addedAtOnePlace(aligned).length > 0) throw new NotByStructure('entries added by both sides at one place');
  const { order, moved } = mergeOrder(aligned.base, aligned.ours, aligned.theirs);
  if (moved === 'both' && aligned.ordered !== 'no')
    throw new NotByStructure('a flow list ordered differently by both sides');
  const parts: Part[] = [];
  const values: [string, ValueId][] = [];
  for (const name of order) {
    const rendered = flowMember(context, aligned, name, [...path, name]);
    if (!rendered) continue;
    parts.push({ name, text: rendered.text });
    values.push([name, rendered.value]);
  }
  const value = nodes.ours.kind === 'map' ? context.canon.map(values) : context.canon.list(values.map(([, id]) => id));
  const text = inLines(context, nodes, aligned, parts) ?? joined(context, nodes, aligned.ours, parts);
  return { text, value: context.canon.marked(value, nodes.ours) };
}

type Part = { readonly name: string; readonly text: string };

/** Null unless all three versions have a line for each member. */
function inLines(
  { versions }: MergeContext,
  nodes: FlowNodes,
  aligned: AlignedMembers,
  parts: readonly Part[],
): string | null {
  const read = (side: VersionName): FlowLines | null => readFlowLines(versions[side].text, nodes[side], aligned[side]);
  const [base, ours, theirs] = [read('base'), read('ours'), read('theirs')];
  if (!base || !ours || !theirs || parts.length === 0) return null;
  const properties = versions.ours.slice(nodes.ours.start, nodes.ours.valueStart);
  return properties + writeFlowLines({ base, ours, theirs }, parts);
}

function flowMember(
  context: MergeContext,
  aligned: AlignedMembers,
  name: string,
  path: MergePath,
): RenderedValue | null {
  const { base, ours, theirs } = aligned.slot(name);
  const id = (member: FlowMember | null): ValueId | null => (member ? context.canon.of(member.value) : null);
  const [b, o, t] = [id(base), id(ours), id(theirs)];
  if (t === b || o === t) return written(context, 'ours', ours);
  if (o === b) return written(context, 'theirs', theirs);
  if (
    base &&
    ours &&
    theirs &&
    isFlow(base.value) &&
    isFlow(ours.value) &&
    isFlow(theirs.value) &&
    base.value.kind === ours.value.kind &&
    ours.value.kind === theirs.value.kind
  ) {
    const inner = mergeFlow(context, { base: base.value, ours: ours.value, theirs: theirs.value }, path);
    const version = context.versions.ours;
    return { text: version.slice(ours.start, ours.value.start) + inner.text, value: inner.value };
  }
  throw new NotByStructure('a value inside a flow collection changed by both sides');
}

function written(context: MergeContext, side: VersionName, member: FlowMember | null): RenderedValue | null {
  if (!member) return null;
  return { text: context.versions[side].slice(member.start, member.end), value: context.canon.of(member.value) };
}

/** The members between the brackets, with ours' separators where two of its neighbours stay neighbours. */
function joined(context: MergeContext, nodes: FlowNodes, names: readonly string[], parts: readonly Part[]): string {
  const version = context.versions.ours;
  const frame = nodes.ours;
  for (const side of ['ours', 'theirs'] as const)
    if (hasCommentsAround(context.versions[side].text, nodes[side]))
      throw new NotByStructure('comments inside a flow collection changed by both sides');
  const members: readonly FlowMember[] = frame.kind === 'map' ? frame.entries : frame.items;
  const first = members[0];
  const last = members.at(-1);
  const whole = version.slice(frame.valueStart, frame.end);
  const properties = version.slice(frame.start, frame.valueStart);
  if (!first || !last || parts.length === 0) {
    return `${properties}${whole[0] ?? ''}${parts.map((part) => part.text).join(', ')}${whole.at(-1) ?? ''}`;
  }
  const second = members[1];
  const usual = second ? version.slice(first.end, second.start) : ', ';
  const separator = (one: string, other: string): string => {
    const at = names.indexOf(one);
    const left = members[at];
    const right = members[at + 1];
    return at >= 0 && names[at + 1] === other && left && right ? version.slice(left.end, right.start) : usual;
  };
  let text = properties + version.slice(frame.valueStart, first.start);
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    text += (before ? separator(before.name, part.name) : '') + part.text;
  });
  return text + version.slice(last.end, frame.end);
}
