import { expect, test } from 'vitest';
import { readDocuments } from '../../../../src/core/yaml/documents';

/** Line, counted from 1, and the first words of each problem. */
const faultsOf = (text: string): string[] =>
  readDocuments(text).flatMap(({ problems }) =>
    problems.map(({ line, message }) => `${line + 1} ${message.split(/[:;,]/)[0]}`),
  );

test.each([
  ['spec:\n  subnets:\n    default\n      vlan: 1001\n      dhcp: true\n', ['3 A colon is missing behind this.']],
  ['a:\n\tb: 1\n\tc: 2\n', ['2 This line is indented with a tab']],
  ['- a\nb: 1\n', ['2 This does not belong here']],
  ['a: 1\n  b: 2\nc: 3\n', ['1 This has a value already']],
  ['a: {b: 1\nc: 2\nd: 3\n', ['2 A { is not closed by }.']],
  ['a: [1\nc: 2\n', ['2 A [ is not closed by ].']],
  ['k: v\n}\n', ['2 This bracket closes nothing.']],
])('what follows from one fault is not told: %j', (text, told) => {
  expect(faultsOf(text)).toEqual(told);
});

test('faults that have nothing to do with each other are all told', () => {
  expect(faultsOf('a: b: c\nd: e: f\ng: @h\ni\nj: `k`\n')).toEqual([
    '1 A second “',
    '2 A second “',
    '3 A text can begin with @ only in quotes.',
    '4 A colon is missing behind this.',
    '5 A text can begin with ` only in quotes.',
  ]);
});
