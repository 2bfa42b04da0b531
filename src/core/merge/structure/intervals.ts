import type { YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Two ranges (`from`, `to`) of one list that the sides changed apart from each other and that overlap only together.
 * Null: there are none.
 */
export function overlappingRanges(context: MergeContext, aligned: AlignedMembers): string | null {
  const at = (name: string, side: VersionName): Range | null => rangeOf(aligned.slot(name)[side]?.value);
  const isChanged = (name: string, side: 'ours' | 'theirs'): boolean => {
    const { base, [side]: own } = aligned.slot(name);
    return own !== null && (base === null || context.canon.of(base.value) !== context.canon.of(own.value));
  };
  const changed = (side: 'ours' | 'theirs'): { name: string; range: Range }[] =>
    aligned[side].flatMap((name) => {
      const range = at(name, side);
      return range && isChanged(name, side) ? { name, range } : [];
    });
  const theirs = changed('theirs');
  if (theirs.length === 0) return null;
  for (const { name: own, range } of changed('ours')) {
    for (const { name, range: other } of theirs) {
      if (name === own || !overlap(range, other)) continue;
      const before = [
        [range, at(name, 'ours')],
        [at(own, 'theirs'), other],
      ] as const;
      if (before.some(([one, two]) => one && two && overlap(one, two))) continue;
      return `Ours has the range ${words(range)} and theirs ${words(other)}: together they overlap.`;
    }
  }
  return null;
}

function rangeOf(node: YamlNode | undefined): Range | null {
  if (node?.kind !== 'map') return null;
  const number = (key: string): number => {
    const value = node.entries.find((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' && /^\d{1,15}$/.test(value.content) ? Number(value.content) : Number.NaN;
  };
  const [from, to] = [number('from'), number('to')];
  return from <= to ? { from, to } : null;
}

const overlap = (one: Range, other: Range): boolean => one.from <= other.to && other.from <= one.to;
const words = ({ from, to }: Range): string => `${from} to ${to}`;
