import { describe, expect, test } from 'vitest';
import type { DecisionEntry } from '../../../../../src/contract/decisions';
import { logTrailers, withLog } from '../../../../../src/core/merge/decisions/decision-log';
import { markOpenConflicts } from '../../../../../src/core/merge/decisions/mark-open-conflicts';
import { mergePolicyOf } from '../../../../../src/core/merge/decisions/merge-policy';

const entries: DecisionEntry[] = [
  { path: 'a.yaml', resource: 'VPC default/web', at: ['spec', 'vlan'], did: 'took ours', value: '11', by: 'person' },
  { path: 'b\n.yaml', resource: null, at: ['x'], did: 'took both', value: null, by: 'rule' },
];
const block = `Decided in this merge:\n\na.yaml\n  - VPC default/web spec.vlan — took ours: 11\nb\\n.yaml\n  - x — took both`;

describe('the log behind a message', () => {
  test('as a paragraph, before the trailers that are there', () => {
    expect(withLog('Merge topic\n', entries, 'block')).toBe(`Merge topic\n\n${block}\n`);
    expect(withLog('Merge\n\nbody\n\nSigned-off-by: I <i@x>\n', entries, 'block')).toBe(
      `Merge\n\nbody\n\n${block}\n\nSigned-off-by: I <i@x>\n`,
    );
  });

  test('as trailers, which join those that are there', () => {
    const lines = logTrailers(entries).join('\n');
    expect(logTrailers(entries)[1]).toBe('Merge-Decision: b\\n.yaml: x — took both');
    expect(withLog('Merge topic', entries, 'trailers')).toBe(`Merge topic\n\n${lines}\n`);
    expect(withLog('Merge\n\nSigned-off-by: I <i@x>\n', entries, 'trailers')).toBe(
      `Merge\n\nSigned-off-by: I <i@x>\n${lines}\n`,
    );
    // A title that looks like a trailer is a title.
    expect(withLog('fix: it', entries, 'trailers')).toBe(`fix: it\n\n${lines}\n`);
  });

  test('nothing decided, or not wanted: the message stays', () => {
    expect(withLog('Merge', [], 'block')).toBe('Merge');
    expect(withLog('Merge', entries, 'none')).toBe('Merge');
  });
});

describe('markers around every open question', () => {
  const labels = { ours: 'main', base: 'base', theirs: 'topic' };
  const mark = (base: string, ours: string, theirs: string, length?: number) =>
    markOpenConflicts({ open: { base, ours, theirs }, conflicts: [] }, labels, length).text;

  test('also where one side says what the base says', () => {
    expect(mark('a: 1\nb: 1\n', 'a: 2\nb: 1\n', 'a: 1\nb: 1\n')).toBe(
      '<<<<<<< main\na: 2\n||||||| base\na: 1\n=======\na: 1\n>>>>>>> topic\nb: 1\n',
    );
  });

  test('as long as asked, and longer than content; line ends and a missing last newline stay', () => {
    expect(mark('a\n', 'b\n', 'c\n', 12)).toContain('<<<<<<<<<<<< main\n');
    expect(mark('a\n=========\n', 'b\n=========\n', 'c\n=========\n')).toContain('<<<<<<<<<< main\n');
    expect(mark('x\r\na\r\n', 'x\r\nb\r\n', 'x\r\nc\r\n')).toMatch(/^x\r\n<<<<<<< main\r\nb\r\n/);
    expect(mark('a', 'b', 'c')).toMatch(/>>>>>>> topic$/);
  });
});

test('a policy’s stars stand for keys and for places in lists', () => {
  const policy = mergePolicyOf({
    lists: [
      {
        groupKind: 'vpc.githedgehog.com/VPC',
        path: ['spec', '*', 'routes'],
        treat: 'map',
        key: [['to', 'ip']],
        why: 'w',
      },
      { groupKind: '*', path: ['words'], treat: 'set', key: [], why: 'w' },
    ],
    volatile: [['metadata', 'x']],
  });
  expect(policy.lists?.map(({ kind, path, meaning }) => [kind, path, meaning])).toEqual([
    ['VPC', 'spec.*.routes', { kind: 'map', keys: ['to.ip'] }],
    ['VPC', 'spec.routes', { kind: 'map', keys: ['to.ip'] }],
    [undefined, 'words', { kind: 'set' }],
  ]);
  expect(policy.volatile).toEqual(['metadata.x']);
});
