import { describe, expect, test } from 'vitest';
import { checkCommit } from '../../../../../src/core/merge/decisions/check-commit';

const vpc = (name: string, more = ''): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\n${more}`;
const check = (result: string, ours: string | null = 'a: 1\n', theirs: string | null = 'a: 2\n', path = 'x.yaml') =>
  checkCommit([{ path, result, ours, theirs }]).map(({ line, sentence }) => [line, sentence]);

describe('the check before a merge is committed', () => {
  test('markers that are left, also in what is no YAML', () => {
    expect(check('a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n', 'a\nb\n', 'a\nc\n', 'x.txt')).toEqual([
      [2, 'A conflict marker is left.'],
    ]);
  });

  test('markers that one side committed are its content', () => {
    const doc = 'How it looks:\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n';
    expect(check(`${doc}more\n`, doc, 'else\n', 'x.md')).toEqual([]);
    expect(check(`${doc}<<<<<<< ours\n`, doc, 'else\n', 'x.md')).toHaveLength(1);
  });

  test('YAML that cannot be read, and keys that stand twice', () => {
    expect(check('a: [1\n')).toHaveLength(1);
    expect(check('a: 1\nb: 1\na: 2\n')).toMatchObject([[3, expect.stringMatching(/a/)]]);
    expect(check('a: {{ .Values.x }}\n{{- if }}\n')).toEqual([]);
  });

  test('what a side had wrong already is no problem of the merge, once more of it is', () => {
    const twice = 'a: 1\na: 2\n';
    expect(check(`${twice}b: 1\n`, twice)).toEqual([]);
    expect(check(`${twice}a: 3\n`, twice)).toHaveLength(1);
  });

  test('a resource that stands twice, in one file or in two of the changed ones', () => {
    expect(check(`${vpc('web')}---\n${vpc('web')}`, vpc('web'), vpc('web'))).toEqual([
      [6, 'VPC default/web stands here and in x.yaml.'],
    ]);
    const two = checkCommit([
      { path: 'a.yaml', result: vpc('web'), ours: vpc('web'), theirs: null },
      { path: 'b.yaml', result: vpc('web'), ours: null, theirs: vpc('web') },
    ]);
    expect(two).toMatchObject([{ path: 'b.yaml', line: 1 }]);
    // Ours has it twice itself.
    const known = checkCommit([
      { path: 'a.yaml', result: vpc('web'), ours: vpc('web'), theirs: null },
      { path: 'b.yaml', result: vpc('web', '  labels: {}\n'), ours: vpc('web'), theirs: null },
    ]);
    expect(known).toEqual([]);
  });
});
