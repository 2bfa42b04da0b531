import type { YamlList, YamlMap } from '../../yaml/nodes';
import type { VersionName } from '../model';
import { NotByStructure } from './indent';

/** A flow collection written one member a line, with what stands around each member. */
export interface FlowLines {
  /** The bracket and what follows it on its line. */
  readonly opening: string;
  readonly members: ReadonlyMap<string, MemberLine>;
  readonly hasLastComma: boolean;
  /** Lines of comments behind the last member, and the bracket. */
  readonly closing: string;
}

interface MemberLine {
  /** Whole lines: comments and blank lines. */
  readonly above: string;
  readonly indent: string;
  /** What follows the comma on the member's last line. */
  readonly behind: string;
}

const onlyComments = /^(?:[ \t]*(?:#[^\n]*)?\n)*$/;

/** Null: it is laid out otherwise. `names` are those of its members, in their order. */
export function readFlowLines(text: string, node: YamlMap | YamlList, names: readonly string[]): FlowLines | null {
  const nodes = node.kind === 'map' ? node.entries : node.items;
  let at = text.indexOf('\n', node.valueStart) + 1;
  const opening = text.slice(node.valueStart, at);
  if (!/^[[{][ \t]*(?:#[^\n]*)?\n$/.test(opening)) return null;
  const members = new Map<string, MemberLine>();
  let comma = '';
  for (const [index, member] of nodes.entries()) {
    const ownLine = text.lastIndexOf('\n', member.start - 1) + 1;
    const [above, indent] = [text.slice(at, ownLine), text.slice(ownLine, member.start)];
    const lineEnd = text.indexOf('\n', member.end);
    const tail = /^(,?)([ \t]*(?:#[^\n]*)?)$/.exec(text.slice(member.end, lineEnd));
    const isAlone = ownLine >= at && lineEnd >= 0 && lineEnd < node.end;
    if (!tail || !isAlone || !/^[ \t]*$/.test(indent) || !onlyComments.test(above)) return null;
    comma = tail[1] ?? '';
    if (comma === '' && index < nodes.length - 1) return null;
    members.set(names[index] ?? '', { above, indent, behind: tail[2] ?? '' });
    at = lineEnd + 1;
  }
  const closing = text.slice(at, node.end);
  if (nodes.length === 0 || !onlyComments.test(closing.replace(/[ \t]*[\]}]$/, ''))) return null;
  return { opening, members, hasLastComma: comma !== '', closing };
}

/** Whether comments stand around the members; those inside of a member belong to it. */
export function hasCommentsAround(text: string, node: YamlMap | YamlList): boolean {
  let at = node.valueStart;
  for (const member of node.kind === 'map' ? node.entries : node.items) {
    if (text.slice(at, member.start).includes('#')) return true;
    at = member.end;
  }
  return text.slice(at, node.end).includes('#');
}

/** The members of the result, a line each as ours has them, with the comments and commas of all three versions. */
export function writeFlowLines(
  sides: Readonly<Record<VersionName, FlowLines>>,
  parts: readonly { readonly name: string; readonly text: string }[],
): string {
  const { base, ours, theirs } = sides;
  const hasLastComma = changed(base.hasLastComma, ours.hasLastComma, theirs.hasLastComma);
  const usual = [...ours.members.values()][0]?.indent ?? '';
  const lines = parts.map(({ name, text }, index) => {
    const [own, other] = [ours.members.get(name), theirs.members.get(name)];
    const indent = own?.indent ?? usual;
    if (text.includes('\n') && (other ?? own)?.indent !== indent)
      throw new NotByStructure('members of a flow collection in different columns');
    const around = (what: 'above' | 'behind'): string =>
      own && other
        ? changed(base.members.get(name)?.[what] ?? '', own[what], other[what])
        : ((own ?? other)?.[what] ?? '');
    const comma = index < parts.length - 1 || hasLastComma ? ',' : '';
    return `${around('above')}${indent}${text}${comma}${around('behind')}\n`;
  });
  const opening = changed(base.opening, ours.opening, theirs.opening);
  return opening + lines.join('') + changed(base.closing, ours.closing, theirs.closing);
}

function changed<T extends string | boolean>(base: T, ours: T, theirs: T): T {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  throw new NotByStructure('comments inside a flow collection changed by both sides');
}
