import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';

function bothWays(base: string, ours: string, theirs: string): MergeOutcome[] {
  return [
    mergeFile({ path: 'a.yaml', base, ours, theirs }),
    mergeFile({ path: 'a.yaml', base, ours: theirs, theirs: ours }),
  ];
}

const RESOURCES = 'resources:\n  - first\n  - metrics\n';

describe('changes that one side made as part of more', () => {
  it('settles a removal that the other side made too, with another entry in its place', () => {
    const ours = 'resources:\n  - first\n  - operator\n';
    for (const outcome of bothWays(RESOURCES, ours, 'resources:\n  - first\n')) {
      expect(outcome.tier).toBe('auto');
      expect(outcome.text).toBe(ours);
    }
  });

  it('asks when the entry may only have been renamed', () => {
    const base = 'env:\n  - name: FIRST\n    value: "2"\n  - name: DISABLE_STATS\n    value: "1"\n';
    const ours = 'env:\n  - name: FIRST\n    value: "2"\n  - name: ENABLE_STATS\n    value: "0"\n';
    const theirs = 'env:\n  - name: FIRST\n    value: "2"\n';
    for (const outcome of bothWays(base, ours, theirs)) expect(outcome.tier).toBe('suggest');
  });

  it('asks when the removed member stands inside of the new one', () => {
    const base = 'matrix:\n  Debian:\n    image: a\n  Fedora:\n    image: b\n';
    const ours = 'matrix:\n  Debian:\n    image: a\n  only-when-public:\n    Fedora:\n      image: b\n';
    for (const outcome of bothWays(base, ours, 'matrix:\n  Debian:\n    image: a\n')) {
      expect(outcome.tier).toBe('suggest');
    }
  });

  it('takes the larger of two additions of one thing', () => {
    const theirs = 'a: 1\nb:\n  x: 1\n';
    const ours = 'a: 1\nb:\n  x: 1\n  y: 2\n';
    for (const outcome of bothWays('a: 1\n', ours, theirs)) {
      expect(outcome.tier).toBe('auto');
      expect(outcome.text).toBe(ours);
    }
  });
});

describe('steps without names', () => {
  const step = (run: string, shell: string): string => `  - run: ${run}\n    if: always()\n    shell: ${shell}\n`;
  const base = `steps:\n${step('make', 'bash')}${step('make test', 'bash')}`;

  it('asks when one side added a step next to one that the other changed', () => {
    const ours = `${base}  - run: publish everything\n`;
    const theirs = `steps:\n${step('make', 'bash')}${step('make test', 'zsh')}`;
    for (const outcome of bothWays(base, ours, theirs)) {
      expect(outcome.conflicts.map(({ reason, tier }) => ({ reason, tier }))).toEqual([
        { reason: 'coupled', tier: 'suggest' },
      ]);
    }
  });

  it('settles it when the changed step stands elsewhere', () => {
    const ours = `${base}  - run: publish everything\n`;
    const theirs = `steps:\n${step('make', 'zsh')}${step('make test', 'bash')}`;
    for (const outcome of bothWays(base, ours, theirs)) expect(outcome.tier).toBe('auto');
  });
});
