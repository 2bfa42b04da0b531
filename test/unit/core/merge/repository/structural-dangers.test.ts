import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../../src/core/merge/merge-file';
import { findDangers } from '../../../../../src/core/merge/repository/find-dangers';
import { isClean, mergeText } from '../../../../../src/core/merge/text/regions';

const filler = (count: number): string => Array.from({ length: count }, (_, at) => `  f${at}: ${at}\n`).join('');
const map = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  x: "${name}"\n`;

/** Merges that are clean by lines and wrong by structure: where they go wrong, base, ours, theirs. */
const TRAPS: readonly (readonly [string, string, string, string, string])[] = [
  ...[3, 4, 6, 9, 20].map(
    (gap) =>
      [
        `a key twice, ${gap} lines apart`,
        'duplicate-key',
        `spec:\n${filler(gap)}`,
        `spec:\n  vlan: 1\n${filler(gap)}`,
        `spec:\n${filler(gap)}  vlan: 2\n`,
      ] as const,
  ),
  ...[3, 5, 12].map(
    (gap) =>
      [
        `an equal key twice, ${gap} lines apart`,
        'duplicate-key',
        `spec:\n${filler(gap)}`,
        `spec:\n  vlan: 1\n${filler(gap)}`,
        `spec:\n${filler(gap)}  vlan: 1\n`,
      ] as const,
  ),
  ...['red', 'blue', 'green'].map(
    (name) =>
      [
        `resource ${name} at both ends`,
        'duplicate-resource',
        `${map('m')}---\n${map('n')}`,
        `${map(name)}---\n${map('m')}---\n${map('n')}`,
        `${map('m')}---\n${map('n')}---\n${map(name).replace('x:', 'y:')}`,
      ] as const,
  ),
  [
    'a parent removed, a child added below it',
    're-parented',
    `one:\n${filler(3)}two:\n  g0: 0\n  g1: 1\n  g2: 2\n  g3: 3\n`,
    `one:\n${filler(3)}  g0: 0\n  g1: 1\n  g2: 2\n  g3: 3\n`,
    `one:\n${filler(3)}two:\n  g0: 0\n  g1: 1\n  g2: 2\n  added: 9\n  g3: 3\n`,
  ],
  [
    'a parent renamed, a child added below it',
    're-parented',
    `two:\n${filler(6)}`,
    `three:\n${filler(6)}`,
    `two:\n${filler(5)}  added: 9\n  f5: 5\n`,
  ],
  ...[4, 8].map(
    (gap) =>
      [
        `an entry added twice, ${gap} lines apart`,
        'doubled-entry',
        `list:\n${Array.from({ length: gap }, (_, at) => `  - e${at}\n`).join('')}`,
        `list:\n  - new\n${Array.from({ length: gap }, (_, at) => `  - e${at}\n`).join('')}`,
        `list:\n${Array.from({ length: gap }, (_, at) => `  - e${at}\n`).join('')}  - new\n`,
      ] as const,
  ),
];

describe('structure that lines put together wrongly', () => {
  it.each(TRAPS)('%s', (_, kind, base, ours, theirs) => {
    const text = mergeText({ base, ours, theirs });
    expect(isClean(text)).toBe(true);
    const path = 'x.yaml';
    const versions = {
      base: new Map([[path, base]]),
      ours: new Map([[path, ours]]),
      theirs: new Map([[path, theirs]]),
    };
    const dangers = findDangers({ versions, merged: new Map([[path, text.result]]) });
    expect(dangers.map((danger) => danger.kind)).toContain(kind);
    expect(dangers.every((danger) => danger.causes.length === 2)).toBe(true);
    const outcome = mergeFile({ base, ours, theirs, path, gitResult: { clean: true, text: text.result } });
    expect(outcome.source === 'git' && outcome.conflicts.length === 0 && outcome.notices.length === 0).toBe(false);
    const proper = findDangers({ versions, merged: new Map([[path, outcome.suggested]]) });
    expect(proper.filter((danger) => danger.kind !== 'duplicate-resource')).toEqual([]);
  });
});
