import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyResult } from '../../../../src/core/merge/gate/verify';
import { newViolations } from '../../../../src/core/merge/gate/invariants';
import type { Violation } from '../../../../src/core/merge/gate/invariants';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { Canon } from '../../../../src/core/merge/structure/canon';
import { factsOf, generatedMerge } from '../../../support/merge-guarantees/generate';

describe('the proof', () => {
  it('catches every result that drops, doubles or reverts one edit', { timeout: 120_000 }, () => {
    let mutants = 0;
    fc.assert(
      fc.property(generatedMerge, fc.nat(), fc.constantFrom('drop', 'double', 'revert'), (given, pick, how) => {
        const outcome = mergeFile({ ...given, path: 'x.yaml' });
        if (outcome.conflicts.length > 0 || outcome.source === 'side') return;
        const lines = outcome.text.split('\n');
        const before = new Set(given.base.split('\n').map((line) => line.trim()));
        const edited = lines.flatMap((line, at) =>
          /^\s+(?:- |\w+: \w)/.test(line) && !before.has(line.trim()) ? [at] : [],
        );
        const at = edited[pick % Math.max(1, edited.length)];
        if (at === undefined) return;
        const line = lines[at]!;
        const original = given.base
          .split('\n')
          .find((other) => other.trim().split(':')[0] === line.trim().split(':')[0]);
        if (how === 'drop') lines.splice(at, 1);
        else if (how === 'double') lines.splice(at, 0, line);
        else if (original === undefined) return;
        else lines[at] = line.slice(0, line.length - line.trimStart().length) + original.trim();
        const mutant = lines.join('\n');
        if (how !== 'double' && same(factsOf(mutant), factsOf(outcome.text))) return;
        mutants++;
        const report = verifyResult({
          texts: given,
          result: mutant,
          canon: new Canon(),
          conflicts: outcome.conflicts,
          decisions: outcome.decisions,
          notices: outcome.notices,
        });
        expect([how, line, report.passed]).toEqual([how, line, false]);
      }),
      { numRuns: 600, seed: 4 },
    );
    expect(mutants).toBeGreaterThan(100);
  });

  it('catches a dropped or doubled edit in a settled place, and beside it in another resource', () => {
    const thing = (name: string, vlan: number, more = ''): string =>
      `apiVersion: v1\nkind: Thing\nmetadata:\n  name: ${name}\nspec:\n  vlan: ${vlan}\n  vlans:\n    a: 1\n${more}`;
    const file = (...parts: string[]): string => parts.join('---\n');
    const texts = {
      base: file(thing('one', 1), thing('two', 1)),
      ours: file(thing('one', 2, '    b: 2\n'), thing('two', 1, '    b: 2\n')),
      theirs: file(thing('one', 3), thing('two', 1, '    c: 3\n')),
    };
    const open = mergeFile({ ...texts, path: 'x.yaml' });
    expect(open.conflicts.map(({ path }) => path.join('.'))).toEqual(['spec.vlan']);
    const id = open.conflicts[0]?.id ?? '';
    const outcome = mergeFile({ ...texts, path: 'x.yaml', choices: { [id]: 'ours' } });
    expect(outcome.gate.passed).toBe(true);
    const failed = (result: string): string[] =>
      verifyResult({ ...outcome, texts, result, canon: new Canon() })
        .checks.filter((check) => !check.passed)
        .map((check) => check.name);
    expect(failed(outcome.text)).toEqual([]);
    const [one = '', two = ''] = outcome.text.split('---\n');
    expect(failed(file(one.replace('  vlan: 2\n', ''), two))).toContain('ledger');
    expect(failed(file(one.replace('vlan: 2', 'vlan: 3'), two))).toContain('ledger');
    expect(failed(file(one.replace('vlan: 2\n', 'vlan: 2\n  vlan: 2\n'), two))).toContain('ledger');
    expect(failed(file(one, two.replace('  vlan: 1\n', '')))).toContain('ledger');
    expect(failed(file(one.replace('    b: 2\n', ''), two))).toContain('ledger');
  });

  it('passes what the merge itself made', () => {
    const texts = { base: 'a: 1\nb: 2\n', ours: 'a: 2\nb: 2\n', theirs: 'a: 1\nb: 3\n' };
    const outcome = mergeFile({ ...texts, path: 'x.yaml' });
    expect(outcome.text).toBe('a: 2\nb: 3\n');
    expect(outcome.gate.passed).toBe(true);
    expect(outcome.gate.checks.map((check) => check.name)).toContain('ledger');
  });

  it('finds leftover markers, doubled keys and lost anchors in a text made by hand', () => {
    const texts = { base: 'a: &x 1\nb: *x\n', ours: 'a: &x 2\nb: *x\n', theirs: 'a: &x 3\nb: *x\n' };
    const failed = (result: string): string[] =>
      verifyResult({ texts, result, canon: new Canon(), conflicts: [], decisions: [], notices: [] })
        .checks.filter((check) => !check.passed)
        .map((check) => check.name);
    expect(failed('<<<<<<< ours\na: &x 2\n=======\na: &x 3\n>>>>>>> theirs\nb: *x\n')).toContain('markers');
    expect(failed('a: &x 2\na: &x 3\nb: *x\n')).toContain('doubles');
    expect(failed('a: 2\nb: *x\n')).toContain('aliases');
    expect(failed('a: &x 250\nb: *x\n')).toContain('provenance');
  });

  it('reports what only the combination breaks, also when a side breaks the same rule elsewhere', () => {
    const doubled = (vlans: readonly number[]): Violation[] =>
      vlans
        .filter((vlan, index) => vlans.indexOf(vlan) !== index)
        .map((vlan) => ({ key: `vlan ${vlan}`, rule: 'vlan-unique', sentence: '', places: [], candidates: [] }));
    const keys = (ours: readonly number[], theirs: readonly number[], result: readonly number[]): string[] =>
      newViolations(doubled, { ours, theirs, result }).map((violation) => violation.key);
    expect(keys([1, 5], [1, 5], [1, 5, 5])).toEqual(['vlan 5']);
    expect(keys([1, 1, 5], [1, 5], [1, 1, 5, 5])).toEqual(['vlan 5']);
    expect(keys([5, 5], [5], [5, 5])).toEqual([]);
    expect(keys([5, 5], [5], [5, 5, 5])).toEqual(['vlan 5']);
  });
});

function same(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((fact) => other.has(fact));
}
