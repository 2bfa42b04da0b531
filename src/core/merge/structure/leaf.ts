import type { Member } from './version';
import type { MergeContext } from './context';
import type { SideName, VersionName } from '../model';
import type { ValueId } from './canon';
import { NotByStructure, shiftLines } from './indent';

/** Whole lines of one member at column `indent`, and the value they say. */
export interface RenderedMember {
  readonly text: string;
  readonly indent: number;
  readonly value: ValueId;
}

export interface MemberSlot {
  readonly base: Member | null;
  readonly ours: Member | null;
  readonly theirs: Member | null;
}

/** The member's lines as one version has them. A member of a flow collection is written out as a block member. */
export function asWritten(context: MergeContext, side: VersionName, member: Member, inFlow: boolean): RenderedMember {
  const version = context.versions[side];
  const value = context.canon.of(member.value);
  if (!inFlow) return { text: version.body(member), indent: member.indent, value };
  const own = version.slice(member.value.start, member.value.end);
  if (own.includes('\n')) throw new NotByStructure('a value of several lines leaves a flow collection');
  const head = 'keyRange' in member ? `${version.slice(member.keyRange.start, member.keyRange.end)}:` : '-';
  return { text: own === '' ? `${head}\n` : `${head} ${own}\n`, indent: 0, value };
}

/** The comment behind a member's first line after a three-way merge, with the blanks before it. */
function mergedComment(
  context: MergeContext,
  slot: MemberSlot,
): { text: string; blanks: string; from: VersionName } | null {
  const read = (side: VersionName): { text: string; blanks: string; from: VersionName } | null => {
    const member = slot[side];
    if (!member?.comment) return null;
    const version = context.versions[side];
    const text = version.slice(member.comment.start, member.comment.end);
    const before = version.slice(Math.max(member.start, member.comment.start - 400), member.comment.start);
    return { text, blanks: /[ \t]*$/.exec(before)?.[0] ?? ' ', from: side };
  };
  const base = read('base');
  const ours = read('ours');
  const theirs = read('theirs');
  if (ours?.text === theirs?.text || theirs?.text === base?.text) return ours;
  if (ours?.text === base?.text) return theirs;
  if (!ours || !theirs) return ours ?? theirs;
  return { ...ours, text: `${ours.text} ${theirs.text}` };
}

/**
 * One line made of the frame of one version, the value of another and the merged comment; null when the value does not
 * fit on the frame's line.
 */
export function splicedLeaf(
  context: MergeContext,
  slot: MemberSlot,
  frame: SideName,
  valueFrom: SideName,
): RenderedMember | null {
  const valued = slot[valueFrom];
  if (!valued) return null;
  const value = context.versions[valueFrom].slice(valued.value.start, valued.value.end);
  return lineWith(context, slot, frame, value, context.canon.of(valued.value));
}

/** The member's line in one version with another value in it, and the merged comment; null where it is no one line. */
export function lineWith(
  context: MergeContext,
  slot: MemberSlot,
  frame: SideName,
  value: string,
  id: ValueId,
): RenderedMember | null {
  const framed = slot[frame];
  if (!framed) return null;
  const version = context.versions[frame];
  const replaced = version.slice(framed.value.start, framed.value.end);
  if (value.includes('\n') || replaced.includes('\n')) return null;
  const comment = mergedComment(context, slot);
  let prefix = ' '.repeat(framed.indent) + version.slice(framed.start, framed.value.start);
  if (value !== '' && !/\s$/.test(prefix)) prefix += ' ';
  const suffix = comment
    ? `${comment.blanks === '' ? ' ' : comment.blanks}${comment.text}`
    : trailing(version.slice(framed.value.end, framed.lineEnd));
  const rest = version.slice(framed.lineEnd, version.fullEnd(framed));
  return { text: `${prefix}${value}${suffix}\n${rest}`, indent: framed.indent, value: id };
}

/** Blanks at the end of a line stay when the line has no comment. */
function trailing(suffix: string): string {
  return /^[ \t\r]*$/.test(suffix.replace(/\n$/, '')) ? suffix.replace(/\n$/, '') : '';
}

/** A head line (`key: # why`) with the merged comment in place of its own. */
export function headWithComment(context: MergeContext, slot: MemberSlot, frame: SideName, head: string): string {
  const own = slot[frame]?.comment;
  const ownText = own ? context.versions[frame].slice(own.start, own.end) : null;
  const comment = mergedComment(context, slot);
  if (!head.endsWith('\n') || (comment?.text ?? null) === ownText) return head;
  const at = ownText === null ? -1 : head.indexOf(ownText);
  const bare = at < 0 ? head : head.slice(0, at).trimEnd() + head.slice(at + (ownText ?? '').length);
  if (!comment) return bare;
  const [first = '', ...more] = bare.split('\n');
  return [`${first.trimEnd()}${comment.blanks === '' ? ' ' : comment.blanks}${comment.text}`, ...more].join('\n');
}

export function moved(rendered: RenderedMember, indent: number): RenderedMember {
  return { ...rendered, text: shiftLines(rendered.text, indent - rendered.indent), indent };
}
