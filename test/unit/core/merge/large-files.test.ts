import { describe, expect, it } from 'vitest';
import { markOpenConflicts } from '../../../../src/core/merge/decisions/mark-open-conflicts';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { mostParts } from '../../../../src/core/yaml/parts';

const head = (label: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: {one: l${label}}\n`;
const merge = (body: string) =>
  mergeFile({ base: head(1) + body, ours: head(2) + body, theirs: head(3) + body, path: 'x.yaml' });
const aliases = Array.from({ length: 9 }, (_, at) => {
  const inner = at === 0 ? 'x' : `*${String.fromCharCode(96 + at)}`;
  return `${String.fromCharCode(97 + at)}: &${String.fromCharCode(97 + at)} [${Array(9).fill(inner).join(', ')}]\n`;
}).join('');

describe('files that would take too long are merged by lines, with a sentence', () => {
  it.each([
    ['a flow mapping 20,000 deep', `deep: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 'nested too deeply'],
    ['dashes 20,000 deep', `deep:\n${'- '.repeat(20_000)}x\n`, 'nested too deeply'],
    [
      'more parts than the reader may take',
      `wide: {${Array.from({ length: mostParts / 2 }, (_, at) => `k${at}: &a 1`).join(', ')}}\n`,
      'too involved',
    ],
  ])('%s', (_what, body, sentence) => {
    const outcome = merge(body);
    expect(outcome.fallbacks.map(({ reason }) => reason).join('\n')).toContain(sentence);
    expect(outcome.conflicts).toHaveLength(1);
    expect(markOpenConflicts(outcome, { base: 'b', ours: 'o', theirs: 't' }).text).toContain(body);
  });

  it('a bomb of aliases is merged as it is written', () => {
    const outcome = merge(aliases);
    expect(outcome.conflicts).toHaveLength(1);
    expect(markOpenConflicts(outcome, { base: 'b', ours: 'o', theirs: 't' }).text).toContain(aliases);
  });
});

describe('many lines', () => {
  const long = Array.from({ length: 150_000 }, (_, at) => `line ${at}`);
  const block = (first: string, last: string): string =>
    `${head(1)}data:\n  run: |\n${[first, ...long, last].map((line) => `    ${line}\n`).join('')}`;

  it('in a text of which both sides change a line', () => {
    const [base, ours, theirs] = [block('a', 'z'), block('b', 'z'), block('a', 'y')];
    const outcome = mergeFile({ base, ours, theirs, path: 'x.yaml' });
    expect([outcome.conflicts, outcome.text]).toEqual([[], block('b', 'y')]);
  });

  it('before a conflict', () => {
    const text = (last: string): string => [...long, last, ''].join('\n');
    const outcome = mergeFile({ base: text('z'), ours: text('y'), theirs: text('x'), path: 'x.txt' });
    const marked = markOpenConflicts(outcome, { base: 'b', ours: 'o', theirs: 't' });
    expect(marked.conflicts).toBe(1);
    expect(marked.text.split('\n')).toHaveLength(long.length + 8);
  });
});
