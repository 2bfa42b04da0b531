import { describe, expect, it } from 'vitest';
import type { CheckName } from '../../../../src/core/merge/gate/verify';
import { verifyResult } from '../../../../src/core/merge/gate/verify';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { Canon } from '../../../../src/core/merge/structure/canon';

interface Texts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** The checks that a result does not pass, as a merge that asked nothing would be checked. */
function failed(texts: Texts, result: string, file = 'x.yaml'): CheckName[] {
  const nothing = { conflicts: [], decisions: [], notices: [] };
  return verifyResult({ texts, result, file, canon: new Canon(), ...nothing })
    .checks.filter((check) => !check.passed)
    .map((check) => check.name);
}

/** What the merge makes passes; each mutant of it fails the check, whatever else it fails. */
function catches(check: CheckName, texts: Texts, mutants: readonly string[], file = 'x.yaml'): void {
  const outcome = mergeFile({ ...texts, path: file });
  expect(outcome.conflicts).toEqual([]);
  expect(outcome.gate.checks.filter((one) => !one.passed)).toEqual([]);
  for (const mutant of mutants) expect(failed(texts, mutant, file), mutant).toContain(check);
}

describe('the schemas of the fabric', () => {
  const vpc = (vlan: string, more = ''): string =>
    `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: red\nspec:\n  subnets:\n    default:\n      subnet: 10.0.1.0/24\n      vlan: ${vlan}\n${more}`;
  const texts = {
    base: vpc('1001'),
    ours: vpc('1002'),
    theirs: vpc('1001', '    other:\n      subnet: 10.0.2.0/24\n      vlan: 1003\n'),
  };
  const merged = vpc('1002', '    other:\n      subnet: 10.0.2.0/24\n      vlan: 1003\n');

  it('find a field that no side has, a wrong type and a missing field', () => {
    catches('schema', texts, [
      merged.replace('vlan: 1003', 'vlna: 1003'),
      merged.replace('vlan: 1002', 'vlan: none'),
      merged.replace('  name: red', '  nme: red').replace('metadata:', 'metadata:\n  name: red\n  labels: 1'),
    ]);
  });

  it('say nothing about what a side has already, nor about other kinds', () => {
    const odd = { base: vpc('none'), ours: vpc('none', '    b: {}\n'), theirs: vpc('none') };
    expect(failed(odd, vpc('none', '    b: {}\n'))).not.toContain('schema');
    expect(failed({ base: 'a: 1\n', ours: 'a: 2\n', theirs: 'a: 1\n' }, 'vlna: 2\n')).not.toContain('schema');
  });
});

describe('what a kustomization builds', () => {
  const file = 'apps/kustomization.yaml';
  const of = (...resources: string[]): string => `resources:\n${resources.map((one) => `  - ${one}\n`).join('')}`;
  const texts = { base: of('a', 'b'), ours: of('a', 'b', 'c'), theirs: of('first', 'a', 'b') };

  it('finds a file that would be read twice, and one that both sides read and the result does not', () => {
    catches('build', texts, [of('first', 'a', 'b', 'c', './a/'), of('first', 'a', 'c')], file);
  });

  it.each([
    ['../x', '../x', 'y/../../x'],
    ['../x', '../x', './../x/'],
    ['x/y', 'x/y', 'x/./z/../y'],
  ])('knows %s by its other spellings', (_, one, other) => {
    const more = { base: of('a', one), ours: of('a', one, 'c'), theirs: of('first', 'a', one) };
    catches('build', more, [of('first', 'a', one, 'c', other)], file);
  });

  it('leaves addresses as they are', () => {
    const address = 'https://h/a/../b?ref=v1';
    const more = { base: of('a'), ours: of('a', address), theirs: of('a', 'https://h/b?ref=v1') };
    expect(failed(more, of('a', address, 'https://h/b?ref=v1'), file)).not.toContain('build');
  });

  it('finds a generator that stands twice under one name', () => {
    const maps = (...names: string[]): string =>
      `configMapGenerator:\n${names.map((name) => `  - name: ${name}\n    literals: [x=1]\n`).join('')}`;
    catches('build', { base: maps('a'), ours: maps('a', 'b'), theirs: maps('a') }, [maps('a', 'b', 'b')], file);
  });

  it('is not asked of other files, nor of what a side has twice', () => {
    expect(failed(texts, of('first', 'a', 'b', 'c', './a/'), 'values.yaml')).not.toContain('build');
    const twice = { base: of('a', 'a'), ours: of('a', 'a', 'b'), theirs: of('a', 'a') };
    expect(failed(twice, twice.ours, file)).not.toContain('build');
  });
});

describe('the values once aliases and merge keys are written out', () => {
  const of = (shared: string, uses: string): string => `shared: &s\n  a: ${shared}\n  b: 1\n${uses}`;
  const uses = 'one:\n  <<: *s\ntwo: *s\n';
  const texts = { base: of('1', uses), ours: of('2', uses), theirs: of('1', `${uses}three: 3\n`) };

  it('find a shared value that the result wrote out as it was before', () => {
    catches('expanded', texts, [
      of('2', 'one:\n  a: 1\n  b: 1\ntwo: *s\nthree: 3\n'),
      of('2', 'one:\n  <<: *s\n  a: 1\ntwo: *s\nthree: 3\n'),
      of('2', 'one:\n  <<: *s\ntwo:\n  a: 1\n  b: 1\nfour: *s\nthree: 3\n'),
    ]);
  });

  it('ask where one side wrote out what the other changed at its anchor', () => {
    const theirs = of('1', 'one:\n  a: 1\n  b: 1\ntwo: *s\n');
    expect(mergeFile({ ...texts, theirs, path: 'x.yaml' }).tier).not.toBe('auto');
  });

  it('ask where one side shares a value and the other gives it one of its own', () => {
    const without = of('1', 'one:\n  c: 1\ntwo: *s\n');
    const shares = of('1', 'one:\n  <<: *s\n  c: 1\ntwo: *s\n');
    const owns = of('1', 'one:\n  c: 1\n  a: 7\ntwo: *s\n');
    expect(mergeFile({ base: without, ours: shares, theirs: owns, path: 'x.yaml' }).tier).not.toBe('auto');
  });

  it('let an own value win over a shared one that the other side changed', () => {
    const owns = of('1', 'one:\n  <<: *s\n  a: 7\ntwo: *s\n');
    const outcome = mergeFile({ ...texts, theirs: owns, path: 'x.yaml' });
    expect(outcome.tier).toBe('auto');
    expect(outcome.text).toBe(of('2', 'one:\n  <<: *s\n  a: 7\ntwo: *s\n'));
  });
});
