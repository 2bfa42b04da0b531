import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { locate, readDocuments, toValue } from '../../../../src/core/yaml/documents';
import { identityKey } from '../../../../src/core/yaml/identity';
import { TextPositions } from '../../../../src/core/yaml/positions';
import { splitDocuments } from '../../../../src/core/yaml/split';

const vpc = (name: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  subnets:\n    a:\n      vlan: 1\n`;

describe('splitDocuments', () => {
  it('covers any text without gap or overlap', () => {
    const piece = fc.constantFrom(
      '---\n',
      'a: 1\n',
      '# c\n',
      '\n',
      '...\n',
      '--- # x\n',
      '---',
      '%YAML 1.2\n',
      'b: |\n',
      '  ---\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const slices = splitDocuments(text);
        expect(slices.map((s) => text.slice(s.range.start, s.range.end)).join('')).toBe(text);
        slices.forEach((slice) => {
          expect(slice.parseStart).toBeGreaterThanOrEqual(slice.range.start);
          expect(slice.parseStart).toBeLessThanOrEqual(slice.range.end);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a comment block above a separator to the document below', () => {
    const text = `a: 1\n\n# about b\n---\nb: 2\n# tail of b\n---\nc: 3\n`;
    expect(splitDocuments(text).map((s) => text.slice(s.range.start, s.range.end))).toEqual([
      'a: 1\n\n',
      '# about b\n---\nb: 2\n# tail of b\n',
      '---\nc: 3\n',
    ]);
  });
});

describe('readDocuments', () => {
  it('tells resources, foreign, disabled, template, broken and empty apart', () => {
    const text = [
      vpc('one'),
      'a: 1\n',
      '# kind: VPC\n# apiVersion: vpc.githedgehog.com/v1beta1\n# metadata:\n#   name: off\n',
      'a: {{ .Values.x }}\n',
      '{{- if .x }}\na: 1\n{{ end }}\n',
      'a: [1\n',
      '# only words\n',
    ].join('---\n');
    const documents = readDocuments(text);
    expect(documents.map((d) => d.class)).toEqual([
      'resource',
      'foreign',
      'disabled',
      'template',
      'template',
      'broken',
      'empty',
    ]);
    expect(identityKey(documents[0]!.identity!)).toBe('vpc.githedgehog.com/VPC/default/one');
    expect(documents[2]!.disabled[0]!.identity.name).toBe('off');
    expect(documents[5]!.problems[0]).toMatchObject({ line: expect.any(Number) as number });
  });

  it('reads a quoted template expression as YAML', () => {
    expect(readDocuments('a: "{{ x }}"\nb: x{{ y }}\nc: |\n  {{ z }}\n').map((d) => d.class)).toEqual(['foreign']);
  });

  it('finds the place of any path', () => {
    const text = `---\n# c\nspec: &x # why\n  list:\n  - a: 1\n    b: |\n      text\n\n  - {c: [x, "y"]}\nother: *x\n`;
    const positions = new TextPositions(text);
    const document = readDocuments(text)[0]!;
    const at = (path: (string | number)[]): string => {
      const found = locate(document, path, positions)!;
      return `${found.line}:${found.column} ${text.slice(found.range.start, found.range.end)}`;
    };
    expect(at(['spec', 'list', 0, 'a'])).toBe('4:4 1');
    expect(at(['spec', 'list', 0, 'b'])).toBe('5:4 |\n      text');
    expect(at(['spec', 'list', 1, 'c', 1])).toBe('8:12 "y"');
    expect(at(['spec'])).toMatch(/^2:0 &x # why\n {2}list:/);
    expect(at(['other'])).toBe('9:0 *x');
    expect(locate(document, ['spec', 'nothing'], positions)).toBeNull();
  });

  it('reports duplicate keys without calling the document broken', () => {
    const [document] = readDocuments('a: 1\nb: 2\na: 3\n');
    expect(document!.class).toBe('foreign');
    expect(document!.problems).toMatchObject([{ code: 'DUPLICATE_KEY', line: 2, column: 0 }]);
  });

  it('never throws, and answers hostile input in bounded time', () => {
    const hostile = [
      '['.repeat(100_000),
      '- '.repeat(5_000),
      'a: '.repeat(5_000),
      Array.from({ length: 3_000 }, (_, i) => ' '.repeat(i) + 'a:').join('\n'),
      'a: &a [x,x,x,x,x,x,x,x,x]\n' +
        [...'bcdefghi']
          .map(
            (c, i) =>
              `${c}: &${c} [${Array(9)
                .fill('*' + 'abcdefghi'[i])
                .join(',')}]\n`,
          )
          .join(''),
      '__proto__: {polluted: true}\n',
      'a: &a\n  b: *a\n',
      '? [a, b]\n: c\n',
      '\u0000\u0001',
      '- [a: 1]\n',
    ];
    const started = performance.now();
    const values = hostile.map((text) => readDocuments(text).map(toValue));
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(values[4]![0]).toMatchObject({ ok: false, reason: expect.stringContaining('too large') as string });
    expect(values[6]![0]).toMatchObject({ ok: false });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys((values[5]![0] as { value: object }).value)).toEqual(['__proto__']);
  });

  it('keeps every node inside its parent and every scalar readable from its own text', () => {
    const scalar = fc.constantFrom(
      '1',
      'x',
      '"q"',
      "'s'",
      '|\n    t\n    u',
      '>-\n    f',
      '',
      '*a',
      '&b v',
      '!!str 1',
      '[1, {a: b}]',
      '{}',
    );
    const line = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), scalar, fc.constantFrom('', ' # c', '\n# own', '\n'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text =
          'z: &a 1\nm:\n' +
          lines.map(([k, v, c], i) => `  ${k}${i}: ${v}${v.includes('\n') && c.startsWith(' ') ? '' : c}\n`).join('');
        const document = readDocuments(text)[0]!;
        expect(document.problems).toEqual([]);
        const root = document.root!;
        expect(root.kind).toBe('map');
        const map = (root.kind === 'map' && root.entries[1]!.value) as Extract<typeof root, { kind: 'map' }>;
        map.entries.forEach((entry, index) => {
          const [key, value] = lines[index]!;
          expect(text.slice(entry.keyRange.start, entry.keyRange.end)).toBe(key + index);
          expect(text.slice(entry.value.start, entry.value.end)).toBe(value);
          expect(text.slice(entry.leadStart, entry.start)).toMatch(/^( *#.*\n)* *$/);
          expect(text[entry.lineEnd - 1]).toBe('\n');
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('nesting', () => {
  const within = (levels: number, line: (indent: string, level: number) => string): string =>
    Array.from({ length: levels }, (_, level) => line(' '.repeat(level), level)).join('');

  it.each([
    ['a mapping of 3,000 levels', within(3_000, (indent, level) => `${indent}k${level}:\n`)],
    ['a list of 2,000 dashes', within(2_000, (indent) => `${indent}-\n`)],
    [
      'lists of lists on few lines',
      `a:\n${within(3, (indent) => `${' '.repeat(indent.length * 300)}${'- '.repeat(150)}x:\n`)}`,
    ],
    ['1,990 brackets', `a: &x ${'['.repeat(1_990)}${']'.repeat(1_990)}\n`],
  ])('%s is refused with one sentence', (_, text) => {
    const [document] = readDocuments(text);
    expect(document?.problems.map(({ message }) => message)).toEqual([
      'Collections are nested too deeply to be read safely.',
    ]);
  });

  it('90 levels, side by side as often as one likes, are read', () => {
    const deep = within(90, (indent, level) => `${indent}k${level}:\n`);
    const twice = `${deep}${deep.replace('k0', 'again')}text: |\n  - - -\n   - -\n`;
    expect(readDocuments(twice)[0]?.problems).toEqual([]);
  });
});
