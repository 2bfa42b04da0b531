import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseWholly } from '../../../../src/core/yaml/parse';
import { quickTree } from '../../../../src/core/yaml/quick-tree';
import { splitDocuments } from '../../../../src/core/yaml/split';

/** How many of the documents the quick reader read; all of those must be what the whole reader makes of them. */
function readsAlike(text: string): number {
  let read = 0;
  for (const slice of splitDocuments(text)) {
    const range = { start: slice.parseStart, end: slice.range.end };
    const quick = slice.hasDirectives ? null : quickTree(text, range);
    if (!quick) continue;
    read++;
    const whole = parseWholly(text, range);
    expect({ root: quick.root, errors: [], warnings: [], unsupported: null, bracesLikeTemplate: false }).toEqual(whole);
  }
  return read;
}

describe('quickTree', () => {
  it.each([
    'a: 1\nb: two # why\n',
    '# head\n---\n# lead\na:\n  # of b\n  b: x # why\n\n  c:\n  - 1\n  # of d\n  - d: 2\n    e: ~\n# tail\n',
    'a:\n- x\n- \'y # z\'   # z\n- "q"\nb: {}\nc: []\nd:\n',
    'a: [default, web]\nb: [[a, b], [c]] # two\nc: { x: 1, y: [z, "q r"] }\n',
    '- {a: 1, b: null}\n- [1.50, -3, x-1]\n-\n  - y\n-   # nothing\n',
    'a: 1.10\nb: -5\nc: 2020-01-01\nd: yes\ne: TRUE\n',
    "'1': 10G\nE1/1: 4x100G\n10: ten\n",
    'a:\n   - b: 1\n     c:\n       d: 2\n   -   e: 3\n',
    'a:\n  b: 1',
    'a:\n  b:\n    - x',
    '---\na: é # ü\n---\nb: 1\n\n# next\n---   \nc: 1\n',
    '',
    '# only words\n',
    'a: 1\n  # deeper\nb:\n    # first\n    c: 1\n  # between\n    d: 2\n',
  ])('reads %j as the whole reader does', (text) => {
    expect(readsAlike(text)).toBe(splitDocuments(text).length);
  });

  it.each([
    ...['a: &x 1\nb: *x\n', 'a: one\n  two\n', 'a: 1\na: 2\n', 'a:\tb\n', 'a: 0x10\n', 'a: +1\n', 'a: -0\n', 'a: .5\n'],
    ...['a: 12345678901234567890\n', 'a: "x\\n"\n', "a: 'it''s'\n", 'a: b: c\n', '- - 1\n', '? a\n: b\n', '<<: 1\n'],
    ...[
      'a: !!str 1\n',
      'true: 1\n',
      'a\n',
      'a:\n   b: 1\n  c: 2\n',
      'a: @b\n',
      '--- a\n',
      'a: 1\n...\n',
      'a: \u0000\n',
    ],
    ...[
      'a: {{ .Values.x }}\n',
      'a: [a: 1]\n',
      'a: [1,\n 2]\n',
      'a: [x] y\n',
      'a: {a: 1, a: 2}\n',
      'a: [a,]\n',
      'a: 017\n',
    ],
  ])('leaves %j to the whole reader', (text) => {
    expect(quickTree(text, { start: 0, end: text.length })).toBeNull();
  });

  const scalar = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('10.0.0.0/24', 'null', 'yes', '1e3', '- a', 'a: b', 'a #b', '#', "it's", ' x ', '2001:db8::/32'),
    fc.constantFrom('one\ntwo\n', '\n', 'x\n\n', ' deep\nless', 'a\n\n b\n#c'),
  );
  const { value: tree } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('spec', 'name', 'E1/1')), tie('value'), {
        maxKeys: 4,
      }),
    ),
  }));

  it('reads any YAML as the whole reader does, or not at all', () => {
    const options = fc.record({
      indentSeq: fc.boolean(),
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
      flowCollectionPadding: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), options, (values, how) => {
        readsAlike(values.map((value) => stringify(value, how)).join('---\n'));
      }),
      { numRuns: 300 },
    );
  });

  it('reads any pieces of YAML put together as the whole reader does, or not at all', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b: ',
        'c:',
        ': ',
        '- ',
        '-',
        '\n',
        '\n  ',
        '\n    ',
        '\n- ',
        '# ',
        ' #',
        "'",
        '"',
        '{}',
        '[]',
        '[',
        ']',
      ],
      ...['{', '}', ', ', ',', '---\n', 'null', '1', '01', '1.0', 'x y', 'key: x\n', '  k: 1\n', '|\n', '|-\n', '>\n'],
      ...['\n\n', ' ', '    text\n', '"q": ', '~'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        readsAlike(pieces.join(''));
      }),
      { numRuns: 3000 },
    );
  });
});
