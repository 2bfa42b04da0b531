import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { modelFileOf, readModelFile } from '../../../../src/core/fabric/model/model-file';
import { readDocuments } from '../../../../src/core/yaml/documents';
import { quickValue } from '../../../../src/core/yaml/quick-value';

const quick = (text: string): unknown => {
  const found = quickValue(text, { start: 0, end: text.length });
  return found === null ? 'unusual' : JSON.parse(JSON.stringify(found.value));
};

const whole = (text: string): unknown => plain(modelFileOf('a.yaml', readDocuments(text)));
const fast = (text: string): unknown => plain(readModelFile('a.yaml', text));
/** As JSON; what unread documents seem to hold is known to the quick way alone. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key === 'claims' ? undefined : typeof part === 'bigint' ? `${part}n` : part,
    ),
  );

describe('quickValue', () => {
  it.each([
    ['a: 1\nb: two\n', { a: 1, b: 'two' }],
    ['# head\n---\na:\n  b: x # why\n  c:\n  - 1\n  - d: 2\n    e: ~\n', { a: { b: 'x', c: [1, { d: 2, e: null }] } }],
    ['a:\n- x\n- \'y # z\'\n- "q"\nb: {}\nc: []\nd:\n', { a: ['x', 'y # z', 'q'], b: {}, c: [], d: null }],
    ['a: 10.0.0.0/24\nb: 0c:20:12:ff:00:01\nc: leaf-1/E1/5\nd: true\n', quickAs()],
    ["'1': 10G\nE1/1: 4x100G\n", { '1': '10G', 'E1/1': '4x100G' }],
    ['', null],
    ['# only words\n', null],
  ])('reads %j', (text, value) => {
    expect(quick(text)).toEqual(value);
  });

  it.each([
    'a: {b: 1}\n',
    'a: [1]\n',
    'a: &x 1\nb: *x\n',
    'a: |\n  text\n',
    'a: >-\n  text\n',
    'a: one\n  two\n',
    'a: 1\na: 2\n',
    'a:\tb\n',
    'a: 0x10\n',
    'a: 1.5\n',
    'a: +1\n',
    'a: -0\n',
    'a: 0o7\n',
    'a: .5\n',
    'a: 12345678901234567890\n',
    'a: "x\\n"\n',
    "a: 'it''s'\n",
    'a: b: c\n',
    '- - 1\n',
    '? a\n: b\n',
    '<<: 1\n',
    'a: !!str 1\n',
    'true: 1\n',
    '__proto__: 1\n',
    'a\n',
    'a:\n   b: 1\n  c: 2\n',
    'a: @b\n',
    '--- a\n',
    'a: 1\n...\n',
    'a: \u0000\n',
  ])('leaves %j to the whole reader', (text) => {
    expect(quick(text)).toBe('unusual');
  });
});

function quickAs(): unknown {
  return { a: '10.0.0.0/24', b: '0c:20:12:ff:00:01', c: 'leaf-1/E1/5', d: true };
}

const scalar = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '10.0.0.0/24',
    'null',
    'yes',
    '1e3',
    '0x1',
    '- a',
    'a: b',
    'a #b',
    '#',
    "it's",
    ' x ',
    '2001:db8::/32',
  ),
);
const { value: tree } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('spec', 'metadata', 'name', 'E1/1')),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
  ),
}));

describe('readModelFile', () => {
  it('says of any YAML what the whole reader says', () => {
    const options = fc.record({
      indentSeq: fc.boolean(),
      indent: fc.constantFrom(2, 4),
      lineWidth: fc.constantFrom(0, 80),
    });
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), options, (values, how) => {
        const text = values.map((value) => stringify(value, how)).join('---\n');
        expect(fast(text)).toEqual(whole(text));
      }),
      { numRuns: 200 },
    );
  });

  const piece = fc.constantFrom(
    ...[
      'a',
      'kind: ',
      'name:',
      ': ',
      '- ',
      '-',
      '\n',
      '\n  ',
      '\n    ',
      '# ',
      ' #',
      "'",
      '"',
      '{}',
      '[]',
      '[',
      '---\n',
    ],
    ...[
      'null',
      '1',
      '01',
      '1.0',
      'x y',
      'apiVersion: v1\n',
      'metadata:\n  name: n\n',
      '&a ',
      '*a',
      '| ',
      '!t ',
      '\t',
      '~',
    ],
  );
  it('says of any text what the whole reader says', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        expect(fast(text)).toEqual(whole(text));
      }),
      { numRuns: 1500 },
    );
  });
});
