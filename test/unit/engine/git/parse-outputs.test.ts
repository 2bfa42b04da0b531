import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGitVersion, versionAtLeast } from '../../../../src/engine/git/git-version';
import { configBoolean, parseConfigList, splitKey } from '../../../../src/engine/git/list-config';
import { parseRefs, shortRef } from '../../../../src/engine/git/list-refs';
import { groupStages, parseIndex } from '../../../../src/engine/git/list-stages';
import { parseTree } from '../../../../src/engine/git/list-tree';
import { instant, parseLog, parseNameStatus } from '../../../../src/engine/git/parse-log';
import { parseBatch } from '../../../../src/engine/git/read-blobs';
import { parseIdentity } from '../../../../src/engine/git/read-identity';
import { withoutComments } from '../../../../src/engine/git/read-message';

const id = (digit: string): string => digit.repeat(40);
const nul = (...fields: string[]): Buffer => Buffer.from(fields.map((field) => `${field}\0`).join(''));

describe('a log', () => {
  const fields = (commit: string, message: string, refs = ''): string[] => [
    '>',
    commit,
    `${id('b')} ${id('c')}`,
    'Iris',
    'i@x',
    '1767600000',
    '1767600060',
    refs,
    message,
  ];

  it('has all fields', () => {
    expect(
      parseLog(
        nul(
          ...fields(
            id('a'),
            'subject\n\nbody\nmore\n',
            'HEAD -> refs/heads/main, tag: refs/tags/v1, refs/remotes/o/HEAD, refs/remotes/o/m',
          ),
        ),
        false,
      ),
    ).toEqual([
      {
        commit: id('a'),
        parents: [id('b'), id('c')],
        author: { name: 'Iris', email: 'i@x' },
        authoredAt: '2026-01-05T08:00:00.000Z',
        committedAt: '2026-01-05T08:01:00.000Z',
        refs: ['main', 'o/m', 'tag: v1'],
        headBranch: 'main',
        subject: 'subject',
        body: 'body\nmore',
        side: 'theirs',
        changes: null,
      },
    ]);
  });

  it('knows the changes of each commit, and commits without any', () => {
    const bytes = nul(
      ...fields(id('1'), 'one'),
      '\nM',
      'a.yaml',
      'R086',
      'old',
      'new',
      ...fields(id('2'), 'empty'),
      ...fields(id('3'), 'three'),
      '\nA',
      id('9'),
    );
    expect(parseLog(bytes, true).map(({ subject, changes }) => [subject, changes])).toEqual([
      [
        'one',
        [
          { path: 'a.yaml', from: null, change: 'modified' },
          { path: 'new', from: 'old', change: 'renamed' },
        ],
      ],
      ['empty', []],
      ['three', [{ path: id('9'), from: null, change: 'added' }]],
    ]);
  });

  it('of any bytes is read without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, changes) => void parseLog(bytes, changes)),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('\nM', 'M', 'R100', '\nR100', ''))), (tokens) => {
        parseLog(nul(...tokens), true);
        parseNameStatus(nul(...tokens));
      }),
    );
  });

  it('takes times that no calendar knows for the epoch', () => {
    expect(instant('99999999999999999')).toBe('1970-01-01T00:00:00.000Z');
    expect(instant('')).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('settings', () => {
  it('are read with scope, origin and values that hold anything', () => {
    const bytes = nul(
      'local',
      'file:/r/.git/config',
      'filter.a=b.clean\nx = "y"\nz',
      'global',
      'file:/h/.gitconfig',
      'core.bare',
    );
    expect(parseConfigList(bytes)).toEqual([
      { scope: 'local', origin: 'file:/r/.git/config', key: 'filter.a=b.clean', value: 'x = "y"\nz' },
      { scope: 'global', origin: 'file:/h/.gitconfig', key: 'core.bare', value: null },
    ]);
  });

  it('of any bytes are read without failing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseConfigList(bytes)));
  });

  it.each([
    ['filter.a.b.clean', { section: 'filter', name: 'a.b', variable: 'clean' }],
    ['core.bare', null],
    ['odd', null],
  ])('split %s', (key, parts) => expect(splitKey(key)).toEqual(parts));

  it.each([
    [null, true],
    ['yes', true],
    ['1', true],
    ['off', false],
    ['', false],
    ['perhaps', undefined],
  ])('%j as a boolean', (value, expected) => expect(configBoolean(value)).toBe(expected));
});

describe('lists', () => {
  it('trees, with names of any kind', () => {
    expect(parseTree(nul(`100644 blob ${id('a')}\ta\tb\nc`, `160000 commit ${id('b')}\tsub`, 'nonsense'))).toEqual([
      { mode: '100644', objectId: id('a'), path: 'a\tb\nc' },
      { mode: '160000', objectId: id('b'), path: 'sub' },
    ]);
  });

  it('names that are not UTF-8 survive', () => {
    const bytes = Buffer.concat([Buffer.from(`100644 blob ${id('a')}\t`), Buffer.from([0x61, 0xff, 0x00])]);
    expect(parseTree(bytes)[0]?.path).toBe('a\udcff');
  });

  it('stages of a conflict', () => {
    const entries = parseIndex(nul(`100644 ${id('1')} 1\tx`, `100755 ${id('2')} 2\tx`, `100644 ${id('0')} 0\ty`));
    expect(groupStages(entries)).toEqual(new Map([['x', { base: entries[0], ours: entries[1], theirs: null }]]));
  });

  it('refs', () => {
    const line = (...fields: string[]): string => fields.join('\0');
    const text = [
      line('refs/heads/main', id('a'), '', '', '*', 'subject'),
      line('refs/tags/v1', id('b'), id('c'), '', ' ', 'tagged'),
      line('refs/remotes/origin/HEAD', id('a'), '', 'refs/remotes/origin/main', ' ', 's'),
      'torn',
      '',
    ].join('\n');
    expect(parseRefs(text)).toMatchObject([
      { name: 'main', kind: 'branch', commit: id('a'), current: true },
      { name: 'v1', kind: 'tag', commit: id('c'), current: false },
    ]);
    expect(shortRef('refs/notes/x')).toEqual({ name: 'notes/x', kind: 'other' });
  });

  it('of any bytes are read without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        parseTree(bytes);
        parseIndex(bytes);
        parseRefs(Buffer.from(bytes).toString('utf8'));
        parseBatch(Buffer.from(bytes));
      }),
    );
  });
});

describe('objects', () => {
  const batch = (objects: readonly Uint8Array[]): Buffer =>
    Buffer.concat(
      objects.flatMap((bytes, at) => [
        Buffer.from(`${id(at.toString(16).slice(-1))} blob ${bytes.length}\n`),
        Buffer.from(bytes),
        Buffer.from('\n'),
      ]),
    );

  it('come back byte by byte, and a cut answer is noticed', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 10 }), (objects) => {
        const bytes = batch(objects);
        const read = parseBatch(bytes);
        objects.forEach((object, at) => expect(read?.get(id(String(at)))).toEqual(Buffer.from(object)));
        expect(parseBatch(bytes.subarray(0, bytes.length - 2))).toBeNull();
      }),
    );
  });

  it('that are missing are left out', () => {
    expect(parseBatch(Buffer.from(`${id('a')} missing\n${id('b')} blob 1\nx\n`))).toEqual(
      new Map([[id('b'), Buffer.from('x')]]),
    );
  });
});

describe('small answers', () => {
  it.each([
    ['git version 2.39.5\n', '2.39.5'],
    ['git version 2.45.1.windows.1\n', '2.45.1'],
    ['git version 2.39.5 (Apple Git-154)\n', '2.39.5'],
    ['git version 3.0', '3.0.0'],
    ['hub version 2', null],
  ])('%j', (text, version) => expect(parseGitVersion(text)).toBe(version));

  it.each([
    ['2.38.0', true],
    ['2.37.9', false],
    ['3.0.0', true],
    ['2.100.0', true],
  ])('%s is new enough: %s', (version, enough) => expect(versionAtLeast(version, '2.38.0')).toBe(enough));

  it('identities', () => {
    expect(parseIdentity('Iris W. <i@x.org> 1767600000 +0100\n')).toEqual({ name: 'Iris W.', email: 'i@x.org' });
    expect(parseIdentity('nonsense')).toBeNull();
  });

  it.each([
    ["Merge branch 'x'\n\n# Conflicts:\n#\ta.yaml\n", "Merge branch 'x'"],
    ["Merge branch 'x'\n\n; Conflicts:\n;\ta.yaml\n#1 stays\n", "Merge branch 'x'\n\n#1 stays"],
    ['subject  \n\n\n\nbody\n\n# ------------------------ >8 ------------------------\nrest\n', 'subject\n\nbody'],
    ['', ''],
  ])('prepared message %j', (text, message) => expect(withoutComments(text)).toBe(message));
});
