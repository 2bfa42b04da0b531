import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatus } from '../../../../src/engine/git/parse-status';
import type { StatusLine } from '../../../../src/engine/git/parse-status';
import { pathToBytes } from '../../../../src/engine/files/path-bytes';

const id = (digit: string): string => digit.repeat(40);
const output = (...records: string[]): Buffer =>
  Buffer.concat(records.flatMap((record) => [pathToBytes(record), Buffer.from([0])]));
const linesOf = (...records: string[]): readonly StatusLine[] => parseStatus(output(...records)).lines;
const modes = '100644 100644 100644';

describe('the head of a status', () => {
  it.each([
    [['# branch.oid (initial)', '# branch.head main'], { commit: null, branch: 'main', upstream: null }],
    [[`# branch.oid ${id('a')}`, '# branch.head (detached)'], { commit: id('a'), branch: null, upstream: null }],
    [
      [`# branch.oid ${id('a')}`, '# branch.head a b', '# branch.upstream origin/main', '# branch.ab +3 -2'],
      { commit: id('a'), branch: 'a b', upstream: { name: 'origin/main', ahead: 3, behind: 2, gone: false } },
    ],
    [
      [`# branch.oid ${'a'.repeat(64)}`, '# branch.head main', '# branch.upstream origin/gone'],
      { commit: 'a'.repeat(64), branch: 'main', upstream: { name: 'origin/gone', ahead: 0, behind: 0, gone: true } },
    ],
  ])('%j', (records, expected) => {
    expect(parseStatus(output(...records))).toMatchObject(expected);
  });
});

describe('the lines of a status', () => {
  it.each([
    ['modified', `1 .M N... ${modes} ${id('1')} ${id('1')} a.yaml`, { staged: 'unchanged', unstaged: 'modified' }],
    ['added', `1 A. N... ${modes} ${id('0')} ${id('1')} a.yaml`, { staged: 'added', unstaged: 'unchanged' }],
    ['deleted', `1 D. N... ${modes} ${id('1')} ${id('0')} a.yaml`, { staged: 'deleted' }],
    ['type', `1 .T N... ${modes} ${id('1')} ${id('1')} a.yaml`, { unstaged: 'type-changed' }],
    ['submodule', `1 .M SC.. 160000 160000 160000 ${id('1')} ${id('1')} a.yaml`, { submodule: true }],
  ])('%s', (_what, record, expected) => {
    expect(linesOf(record)).toMatchObject([{ kind: 'changed', path: 'a.yaml', from: null, ...expected }]);
  });

  it('a rename has two names, and the next record is a record again', () => {
    const records = [`2 R. N... ${modes} ${id('1')} ${id('1')} R100 new name`, 'old name', '? x'];
    expect(linesOf(...records)).toEqual([
      {
        kind: 'changed',
        path: 'new name',
        from: 'old name',
        staged: 'renamed',
        unstaged: 'unchanged',
        submodule: false,
      },
      { kind: 'untracked', path: 'x' },
    ]);
  });

  it.each([
    ['UU', 'both-modified'],
    ['AA', 'both-added'],
    ['DU', 'deleted-by-us'],
    ['UD', 'deleted-by-them'],
    ['AU', 'added-by-us'],
    ['UA', 'added-by-them'],
    ['DD', 'both-deleted'],
  ])('a conflict: %s', (letters, conflict) => {
    const record = `u ${letters} N... 100644 100755 120000 100644 ${id('1')} ${id('2')} ${id('3')} a b.yaml`;
    expect(linesOf(record)).toEqual([
      {
        kind: 'unmerged',
        path: 'a b.yaml',
        conflict,
        submodule: false,
        base: { mode: '100644', objectId: id('1') },
        ours: { mode: '100755', objectId: id('2') },
        theirs: { mode: '120000', objectId: id('3') },
      },
    ]);
  });

  it('stops at the limit and says so', () => {
    expect(parseStatus(output('? a', '? b', '? c'), 2)).toMatchObject({
      lines: [{ path: 'a' }, { path: 'b' }],
      truncated: true,
    });
    expect(parseStatus(output('? a', '? b'), 2).truncated).toBe(false);
  });

  it('leaves out what it does not know, and counts it', () => {
    expect(
      parseStatus(output('7 new kind of line', `1 ZZ N... ${modes} ${id('1')} ${id('1')} a`, '1 short', '? a')),
    ).toMatchObject({
      lines: [{ path: 'a' }],
      unknown: 3,
    });
  });
});

describe('any status', () => {
  const name = fc
    .oneof(
      fc.string({ minLength: 1 }),
      fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    )
    .map((text) => text.replaceAll('\0', 'x'))
    // Lone surrogates of another kind are no names of files.
    .filter((text) => Buffer.from(text, 'utf8').toString('utf8') === text);

  it('comes back name by name', () => {
    const line = fc.oneof(
      name.map((path): [string[], StatusLine] => [[`? ${path}`], { kind: 'untracked', path }]),
      name.map((path): [string[], StatusLine] => [[`! ${path}`], { kind: 'ignored', path }]),
      fc
        .tuple(name, name)
        .map(([path, from]): [string[], StatusLine] => [
          [`2 .R N... ${modes} ${id('1')} ${id('2')} R87 ${path}`, from],
          { kind: 'changed', path, from, staged: 'unchanged', unstaged: 'renamed', submodule: false },
        ]),
      name.map((path): [string[], StatusLine] => [
        [`1 MD N... ${modes} ${id('1')} ${id('2')} ${path}`],
        { kind: 'changed', path, from: null, staged: 'modified', unstaged: 'deleted', submodule: false },
      ]),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(linesOf(...lines.flatMap(([records]) => records))).toEqual(lines.map(([, parsed]) => parsed));
      }),
    );
  });

  it('of any bytes is read without failing, and a cut one says nothing that the whole does not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(parseStatus(bytes).lines.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
    const whole = output(
      `# branch.oid ${id('a')}`,
      `2 R. N... ${modes} ${id('1')} ${id('1')} R100 new`,
      'old',
      '? x',
      '? y',
    );
    const all = parseStatus(whole).lines;
    for (let end = 0; end <= whole.length; end += 1) {
      const part = parseStatus(whole.subarray(0, end)).lines;
      expect(part).toEqual(all.slice(0, part.length));
    }
  });
});
