import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathFromBytes, pathToBytes } from '../../../../src/engine/files/path-bytes';
import { checkProjectPath, meansGitFolder } from '../../../../src/engine/files/project-path';

const verdict = (path: string, platform: NodeJS.Platform = 'linux'): string => {
  const checked = checkProjectPath(path, platform);
  return checked.ok ? 'fine' : checked.failure.code;
};

describe('paths of the project', () => {
  it.each([
    ['a.yaml', 'fine'],
    ['dir/with space /x', 'fine'],
    ['-leading', 'fine'],
    ['new\nline\t"quote"', 'fine'],
    [':(glob)*.yaml', 'fine'],
    ['con.yaml', 'fine'],
    ['.github/x', 'fine'],
    ['.gitignore', 'fine'],
    ['', 'path-outside-project'],
    ['/abs', 'path-outside-project'],
    ['..', 'path-outside-project'],
    ['a/../../b', 'path-outside-project'],
    ['a//b', 'unsupported-path'],
    ['./a', 'unsupported-path'],
    ['a\0b', 'unsupported-path'],
    ['x'.repeat(256), 'unsupported-path'],
    ['.git', 'path-outside-project'],
    ['sub/.GiT/hooks/x', 'path-outside-project'],
    ['.git./x', 'path-outside-project'],
    ['.git /x', 'path-outside-project'],
    ['.git::$INDEX_ALLOCATION/x', 'path-outside-project'],
    ['GIT~1/config', 'path-outside-project'],
    ['.g\u200cit/config', 'path-outside-project'],
    ['\ufeff.git/config', 'path-outside-project'],
  ])('%j on Linux: %s', (path, expected) => expect(verdict(path)).toBe(expected));

  it.each(['a.', 'a ', 'con', 'NUL.txt', 'a:b', 'a?', 'x\\y', 'a\tb', 'lpt1.yaml', 'C:/x', '..\\x'])(
    'refuses %j on Windows',
    (path) => expect(verdict(path, 'win32')).not.toBe('fine'),
  );

  it('never lets a name mean .git, whatever is put between its letters', () => {
    const hidden = fc.constantFrom('', '\u200c', '\u200d', '\u202e', '\ufeff');
    fc.assert(
      fc.property(fc.tuple(hidden, hidden, hidden, hidden), ([a, b, c, d]) => {
        expect(meansGitFolder(`.${a}g${b}I${c}t${d}`)).toBe(true);
      }),
    );
  });
});

describe('names that are not UTF-8', () => {
  it('come back byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (raw) => {
        const bytes = Buffer.from(raw);
        expect(pathToBytes(pathFromBytes(bytes))).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('survive JSON', () => {
    const path = pathFromBytes(Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    expect(JSON.parse(JSON.stringify(path))).toBe(path);
  });
});
