import type { MergePath, VersionName } from '../model';
import type { AlignedMembers, Containers } from './align-members';
import type { MergeContext } from './context';
import { shiftLines } from './indent';
import type { MemberSlot } from './leaf';
import { bothKept, mergeTrivia } from './trivia';
import { CLOSING, OPENING, mergeGaps } from './trivia-gaps';
import type { BlockContainer } from './version';
import { membersOf } from './version';

/** Where a collection's tiles begin and end in each version; absent where the version has no such block. */
export type Extents = Readonly<Record<VersionName, { readonly start: number; readonly end: number } | null>>;

export function indentOf(node: BlockContainer | null): number {
  return node && !node.flow ? (membersOf(node)[0]?.indent ?? 0) : 0;
}

/** Reads and merges the blank and comment lines around the members of one collection. */
export class TriviaReader {
  private gaps: ReadonlyMap<string, string> = new Map();
  private readonly before: Readonly<Record<VersionName, ReadonlyMap<string, string>>>;

  constructor(
    private readonly context: MergeContext,
    private readonly nodes: Containers,
    private readonly extents: Extents,
    private readonly aligned: AlignedMembers,
    private readonly path: MergePath,
    private readonly indent: number,
  ) {
    const read = (side: VersionName): ReadonlyMap<string, string> => this.read(side, this.aligned[side]);
    this.before = { base: read('base'), ours: read('ours'), theirs: read('theirs') };
  }

  private read(side: VersionName, names: readonly string[]): ReadonlyMap<string, string> {
    const node = this.nodes[side];
    const extent = this.extents[side];
    const found = new Map<string, string>();
    if (!node || !extent || node.flow) return found;
    const version = this.context.versions[side];
    let at = extent.start;
    membersOf(node).forEach((member, index) => {
      found.set(names[index] ?? '', version.trivia(member, at));
      at = version.fullEnd(member);
    });
    const first = names[0] ?? '';
    const { opening, own } = splitOpening(found.get(first) ?? '', this.path.length === 0);
    found.set(first, own).set(OPENING, opening);
    return found.set(CLOSING, version.slice(at, Math.max(at, extent.end)));
  }

  private of(side: VersionName, name: string): string {
    const node = this.nodes[side];
    return shiftLines(this.before[side].get(name) ?? '', this.indent - indentOf(node));
  }

  private merged(name: string, slot: MemberSlot | null): string {
    const has = (side: VersionName): boolean => slot === null || slot[side] !== null;
    if (!has('ours')) return this.of(has('theirs') ? 'theirs' : 'base', name);
    if (!has('theirs')) return this.of('ours', name);
    return mergeTrivia(this.context, this.path, this.of('base', name), this.of('ours', name), this.of('theirs', name));
  }

  opening(): string {
    return this.gaps.get(OPENING) ?? this.merged(OPENING, null);
  }

  /**
   * Tells which members the result shows, in which order; to be called before anything is asked for.
   * Returns the order to write them in, which may be another one where the members of a mapping stand among comments.
   */
  arrange(slots: ReadonlyMap<string, { readonly slot: MemberSlot }>, mayReorder: boolean): readonly string[] {
    const keep = (ours: readonly string[], theirs: readonly string[], base: readonly string[]): readonly string[] =>
      bothKept(this.context, this.path, ours, theirs, base);
    const trivia = (side: VersionName, name: string): string => this.of(side, name);
    const mark = this.context.mark();
    const apart = (name: string): string => this.merged(name, slots.get(name)?.slot ?? null);
    const gaps = mergeGaps(this.aligned, [...slots.keys()], trivia, { keep, mayReorder, apart });
    this.context.rewind(mark);
    this.gaps = gaps.above;
    return gaps.order;
  }

  closing(): string {
    return this.gaps.get(CLOSING) ?? this.merged(CLOSING, null);
  }

  above(name: string, slot: MemberSlot): string {
    return this.gaps.get(name) ?? this.merged(name, slot);
  }
}

/** Comments above the first member belong to the collection up to the last blank line; a document's header always does. */
function splitOpening(trivia: string, isRoot: boolean): { opening: string; own: string } {
  if (isRoot) return { opening: trivia, own: '' };
  const blank = /^(?:.*\n)*[ \t\r]*\n/.exec(trivia)?.[0] ?? '';
  return { opening: blank, own: trivia.slice(blank.length) };
}
