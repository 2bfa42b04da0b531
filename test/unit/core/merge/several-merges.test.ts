import { describe, expect, it } from 'vitest';
import { markOpenConflicts } from '../../../../src/core/merge/decisions/mark-open-conflicts';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { verifyResult } from '../../../../src/core/merge/gate/verify';
import { Canon } from '../../../../src/core/merge/structure/canon';
import { sameData } from './same-data';

const path = 'x.yaml';
const values = (fields: Readonly<Record<string, number>>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');

/** The hard cases that are more than one merge of one file, or too long to be written out. */
describe('merges of merges', () => {
  it('84 octopus: three branches, in any order, say the same', () => {
    const base = values({ a: 1, b: 1, c: 1, d: 1 });
    const branches = [
      values({ a: 2, b: 1, c: 1, d: 1 }),
      values({ a: 1, b: 3, c: 1, d: 1 }),
      values({ a: 1, b: 1, c: 1, d: 1, e: 5 }),
    ] as const;
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ] as const;
    for (const order of orders) {
      const merged = order.reduce((ours, next, at) => {
        if (at === 0) return branches[next];
        const outcome = mergeFile({ base, ours, theirs: branches[next], path });
        expect(outcome.conflicts).toEqual([]);
        return outcome.text;
      }, base);
      expect(sameData(merged, values({ a: 2, b: 3, c: 1, d: 1, e: 5 }))).toBe(true);
    }
  });

  it('85 rebase: five commits to one path, put on a branch that changed another', () => {
    const commits = [1, 2, 3, 4, 5].map((vlan) => values({ vlan, mtu: 9000, name: 1 }));
    let onto = values({ vlan: 1, mtu: 1500, name: 1 });
    for (let at = 1; at < commits.length; at++) {
      const outcome = mergeFile({ base: commits[at - 1] ?? '', ours: onto, theirs: commits[at] ?? '', path });
      expect(outcome.conflicts).toEqual([]);
      onto = outcome.text;
    }
    expect(onto).toBe(values({ vlan: 5, mtu: 1500, name: 1 }));
  });

  it('86 stash, cherry-pick, revert: the markers are named by what the sides are', () => {
    const outcome = mergeFile({
      base: values({ a: 1 }),
      ours: values({ a: 2 }),
      theirs: values({ a: 3 }),
      path,
    });
    const { text } = markOpenConflicts(outcome, { ours: 'main', base: 'before 1a2b3c', theirs: 'stash: vlans' });
    expect(text).toBe('<<<<<<< main\na: 2\n||||||| before 1a2b3c\na: 1\n=======\na: 3\n>>>>>>> stash: vlans\n');
  });

  it('91 more than 5 MB is merged by lines, with the reason', () => {
    const line = 'key: value that stands here many times\n';
    const base = `a: 1\n${'# filler\n'.repeat(2)}${line.repeat(140_000)}z: 1\n`;
    const outcome = mergeFile({
      base,
      ours: base.replace('a: 1', 'a: 2'),
      theirs: base.replace('z: 1', 'z: 2'),
      path,
    });
    expect(outcome.fallbacks.map((one) => one.reason)).toEqual(['the file is larger than 5 MB']);
    expect(outcome.text.startsWith('a: 2\n') && outcome.text.endsWith('z: 2\n')).toBe(true);
  });

  it('92 five thousand documents, two of them changed', () => {
    const documents = Array.from(
      { length: 5_000 },
      (_, at) => `kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: m${at}\ndata:\n  x: "0"\n  y: "0"\n`,
    );
    const changed = (edits: Readonly<Record<number, readonly [string, string]>>): string =>
      documents.map((text, at) => (edits[at] ? text.replace(...edits[at]) : text)).join('---\n');
    const outcome = mergeFile({
      base: changed({}),
      ours: changed({ 17: ['x: "0"', 'x: "1"'], 4000: ['x: "0"', 'x: "1"'] }),
      theirs: changed({ 17: ['y: "0"', 'y: "2"'] }),
      path,
    });
    expect(outcome.conflicts).toEqual([]);
    expect(outcome.text).toBe(
      documents
        .map((text, at) =>
          at === 17
            ? text.replace('x: "0"', 'x: "1"').replace('y: "0"', 'y: "2"')
            : at === 4000
              ? text.replace('x: "0"', 'x: "1"')
              : text,
        )
        .join('---\n'),
    );
  });

  it.each([
    ['an addition of theirs left out', 'a: 2\nb: 1\n', 'ledger'],
    ['a value of nobody', 'a: 250\nb: 1\nc: 3\n', 'provenance'],
    ['a key twice', 'a: 2\na: 2\nb: 1\nc: 3\n', 'doubles'],
    ['a marker left', '<<<<<<< ours\na: 2\nb: 1\nc: 3\n', 'markers'],
  ])('100 a result edited by hand is judged again: %s', (_, result, expected) => {
    const texts = { base: 'a: 1\nb: 1\n', ours: 'a: 2\nb: 1\n', theirs: 'a: 1\nb: 1\nc: 3\n' };
    const report = verifyResult({ texts, result, canon: new Canon(), conflicts: [], decisions: [], notices: [] });
    expect(report.checks.filter((check) => !check.passed).map((check) => check.name)).toContain(expected);
  });
});
