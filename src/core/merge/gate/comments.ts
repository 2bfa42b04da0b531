import type { YamlDocument } from '../../yaml/documents';
import type { VersionName } from '../model';
import { commentsOf } from './inventory';
import { tally } from './tally';

export interface Reading {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
}

export type Readings = Readonly<Record<VersionName | 'result', Reading>>;

/** Comments that should stand in the result and do not, and those that stand there too often. */
export function commentsAside(readings: Readings): {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
} {
  const count = (name: VersionName | 'result'): Map<string, number> =>
    tally(commentsOf(readings[name].text, readings[name].documents));
  const [base, ours, theirs, result] = [count('base'), count('ours'), count('theirs'), count('result')];
  const all = [...result.keys()].join('\n');
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const comment of new Set([...ours.keys(), ...theirs.keys()])) {
    const [b, o, t] = [base.get(comment) ?? 0, ours.get(comment) ?? 0, theirs.get(comment) ?? 0];
    const found = result.get(comment) ?? 0;
    const isExpected = Math.min(o, t) > 0 || o > b || t > b;
    if (isExpected && found === 0 && !all.includes(comment)) lost.push(comment);
    if (found > Math.max(o, t, o + t - b)) doubled.push(comment);
  }
  return { lost, doubled };
}
