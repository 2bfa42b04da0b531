import type { YamlEntry, YamlItem, YamlList, YamlMap, YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';

export type Member = YamlEntry | YamlItem;
export type BlockContainer = YamlMap | YamlList;

/**
 * One version's text with the places of its members.
 *
 * The members of a block collection tile its lines: each tile is the blank and comment lines above a member (its
 * trivia) and the member's own lines (its body), with comments below its content that are indented as that content.
 */
export class Version {
  private readonly fullEnds = new WeakMap<Member, number>();

  constructor(
    readonly name: VersionName,
    readonly text: string,
  ) {}

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** Whether the member starts its own line, with nothing but spaces before it. */
  ownsLine(member: Member): boolean {
    return this.text.slice(member.start - member.indent, member.start).trim() === '';
  }

  /** End of the member's tile. */
  fullEnd(member: Member): number {
    let end = this.fullEnds.get(member);
    if (end === undefined) this.fullEnds.set(member, (end = this.findFullEnd(member)));
    return end;
  }

  private findFullEnd(member: Member): number {
    const last = isBlock(member.value) ? membersOf(member.value).at(-1) : undefined;
    if (!last) return member.lineEnd;
    const end = this.fullEnd(last);
    return last.indent > member.indent ? this.claimComments(end, last.indent) : end;
  }

  /** Behind the comment lines from `start` on that stand at least at column `indent`, blank lines between included. */
  private claimComments(start: number, indent: number): number {
    let claimed = start;
    let at = start;
    while (at < this.text.length) {
      const newline = this.text.indexOf('\n', at);
      const end = newline < 0 ? this.text.length : newline + 1;
      const line = this.text.slice(at, end);
      const content = line.trim();
      if (content !== '' && !content.startsWith('#')) break;
      if (content !== '') {
        if (line.indexOf('#') < indent) break;
        claimed = end;
      }
      at = end;
    }
    return claimed;
  }

  /** Blank and comment lines between the previous tile's end and the member's own line. */
  trivia(member: Member, previousEnd: number): string {
    return this.ownsLine(member)
      ? this.text.slice(previousEnd, Math.max(previousEnd, member.start - member.indent))
      : '';
  }

  /** The member's own lines; what stands before it on its first line is shown as spaces. */
  body(member: Member): string {
    return withNewline(' '.repeat(member.indent) + this.text.slice(member.start, this.fullEnd(member)));
  }

  /** Where the tiles of a member's block value begin: behind its head line, or at the first child in `- a: 1`. */
  childrenStart(member: Member, value: BlockContainer): number {
    const first = membersOf(value)[0];
    if (!first) return member.end;
    if (!this.ownsLine(first)) return first.start;
    const newline = this.text.indexOf('\n', Math.max(member.start, headEnd(member)));
    return newline < 0 ? this.text.length : newline + 1;
  }
}

function headEnd(member: Member): number {
  return 'keyRange' in member ? member.keyRange.end : member.start;
}

export function membersOf(container: BlockContainer): readonly Member[] {
  return container.kind === 'map' ? container.entries : container.items;
}

export function isBlock(node: YamlNode | null | undefined): node is BlockContainer {
  return (node?.kind === 'map' || node?.kind === 'list') && !node.flow;
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : text + '\n';
}
