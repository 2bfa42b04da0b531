import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';

const merged = (key: string, own: readonly string[], other: readonly string[]) => {
  const write = (items: readonly string[]): string => `a: 1\n${key}:\n${items.map((item) => `  - ${item}\n`).join('')}`;
  const [ours, theirs] = [write(own), write(other)];
  return [
    mergeFile({ path: 'a.yaml', base: 'a: 1\n', ours, theirs }),
    mergeFile({ path: 'a.yaml', base: 'a: 1\n', ours: theirs, theirs: ours }),
  ];
};

describe('a list that both sides added under one key', () => {
  it.each([
    ['a command with options', 'extraArgs', ['--verbose', '--port', '"80"'], ['--port', '"81"', '--quiet']],
    ['the words of a command', 'test', ['CMD', 'curl', 'http://a'], ['CMD-SHELL', 'wget -q http://a']],
    ['numbers', 'size', ['640', '480'], ['800', '600']],
    ['the same entries in another order', 'stages', ['build', 'test'], ['test', 'build']],
  ])('is asked where it is one value: %s', (_, key, own, other) => {
    for (const outcome of merged(key, own, other)) {
      expect(outcome.tier).not.toBe('auto');
      expect(outcome.conflicts.map(({ reason }) => reason)).toEqual(['both-added']);
    }
  });

  it('takes the entries of both where they are names', () => {
    const [outcome] = merged('members', ['iris', 'jonas'], ['jonas', 'mara']);
    expect(outcome).toMatchObject({ tier: 'auto', text: 'a: 1\nmembers:\n  - iris\n  - jonas\n  - mara\n' });
  });
});
