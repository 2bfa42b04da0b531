import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { ConflictChoice } from '../../../../src/core/merge/model';

const path = 'x.yaml';
const firstOf = (
  key: string,
  base: string,
  ours: string,
  theirs: string,
): { choice?: ConflictChoice; why?: string } => {
  const write = (value: string): string => `${key}: ${value}\n`;
  const outcome = mergeFile({ path, base: write(base), ours: write(ours), theirs: write(theirs) });
  expect(outcome.conflicts).toHaveLength(1);
  const { choice, why } = outcome.conflicts[0]?.alternatives[0] ?? {};
  return { ...(choice !== undefined && { choice }), ...(why !== undefined && { why }) };
};

describe('what is suggested first for a value that both sides set', () => {
  it.each([
    ['version', '1.2.3', '1.10.0', '1.9.9', 'ours'],
    ['version', '1.2.3', '1.3.0-rc1', '1.3.0', 'theirs'],
    ['version', '0.9', '0.10', '0.11', 'theirs'],
    ['image', 'a/b:v1.2.3', 'a/b:v1.2.4', 'a/b:v1.3.0', 'theirs'],
    ['synced', '2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z', '2026-01-03T10:00:00Z', 'theirs'],
    ['image_version', "'20171117185355'", "'20190306162012'", "'20190313100650'", 'theirs'],
  ])('the newer %s: %s → %s | %s', (key, base, ours, theirs, newer) => {
    expect(firstOf(key, base, ours, theirs)).toEqual({ choice: newer, why: 'It is the newer one.' });
  });

  it.each([
    ['vlan', '1131', '1140', '1150'],
    ['port', '80', '8080', '8443'],
    ['asn', '65001.1', '65001.2', '65001.3'],
    ['ip', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
    ['subnet', '10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    ['cpu', '0.5', '0.75', '1.5'],
    ['image', 'one/x:1.2.3', 'two/x:1.2.4', 'three/x:1.3.0'],
  ])('no number is newer than another: %s %s → %s | %s', (key, base, ours, theirs) => {
    expect(firstOf(key, base, ours, theirs)).toEqual({ choice: 'ours', why: '' });
  });

  it.each([
    ['a,c', 'b,c', 'a,c,d', 'b,c,d'],
    ['2,rhel6,fedora', '2,rhel6,fedora,rhv4', '2,rhel6,fedora,sle12', '2,rhel6,fedora,rhv4,sle12'],
    ["'a, b'", "'a, b, c'", "'b, d'", "'b, c, d'"],
  ])('the entries of both lists in one value: %s → %s | %s', (base, ours, theirs, value) => {
    expect(firstOf('products', base, ours, theirs).choice).toEqual({ value });
  });

  it('a list in one value that has the entries of the other is taken whole', () => {
    expect(firstOf('products', '1,2', '1,2,3', '1,2,3,4').choice).toBe('theirs');
  });

  it('different words of one text', () => {
    const command = 'docker run --rm -v $PWD:/work image:1 make all the things';
    const ours = command.replace('--rm', '--rm --init');
    const theirs = command.replace('all the', 'only some');
    expect(firstOf('run', command, ours, theirs).choice).toEqual({
      value: 'docker run --rm --init -v $PWD:/work image:1 make only some things',
    });
    expect(firstOf('run', command, ours, ours.replace('make all', 'make nearly all')).choice).toBe('theirs');
    expect(firstOf('run', command, ours, command.replace('--rm', '--rm --tty'))).toEqual({ choice: 'ours', why: '' });
  });
});

describe('a value written in the place of entries that exclude each other', () => {
  const written = (base: string, ours: string, theirs: string, value: string): string => {
    const [question] = mergeFile({ path, base, ours, theirs }).conflicts;
    const outcome = mergeFile({ path, base, ours, theirs, choices: { [question?.id ?? '']: { value } } });
    expect(outcome.conflicts).toEqual([]);
    expect(outcome.gate.passed).toBe(true);
    return outcome.text;
  };

  it('one entry of a list, or several lines', () => {
    const of = (cron: string): string => `jobs:\n  - ${cron}\n  - y\n`;
    const given = [of('"30 * * * *"'), of('"7 7 * * *"'), of('"15 1 * * *"')] as const;
    expect(written(...given, '"9 9 * * *"')).toBe(of('"9 9 * * *"'));
    expect(written(...given, '- one\n- two')).toBe('jobs:\n  - one\n  - two\n  - y\n');
  });

  it('an entry of several members', () => {
    const base = 'a:\n  - name: a\n    v: 1\n';
    const with_ = (name: string, v: number): string => `${base}  - name: ${name}\n    v: ${v}\n`;
    expect(written(base, with_('red-one', 2), with_('red_one', 3), 'name: red\nv: 9')).toBe(with_('red', 9));
  });

  it('a member of a mapping, under its name or another', () => {
    const of = (line: string): string => `a: 1\nb: 1\n${line}`;
    const given = [of(''), of('maxPods: 3\n'), of('max_pods: 4\n')] as const;
    expect(written(...given, '5')).toBe(of('maxPods: 5\n'));
    expect(written(...given, 'max_pods: 6')).toBe(of('max_pods: 6\n'));
  });
});

describe('encrypted files that are no YAML', () => {
  const json = (value: string, mac: string): string =>
    `{\n  "a": "ENC[${value}]",\n  "b": 1,\n  "c": 1,\n  "sops": {\n    "mac": "ENC[${mac}]"\n  }\n}\n`;
  const dotenv = (value: string, mac: string): string => `A=ENC[${value}]\nB=1\nC=1\nsops_mac=ENC[${mac}]\n`;
  const ini = (value: string, mac: string): string => `[x]\na = ENC[${value}]\nb = 1\n\n[sops]\nmac = ENC[${mac}]\n`;

  it.each([
    ['secrets.json', json],
    ['.env', dotenv],
    ['secrets.ini', ini],
  ])('%s is one question, also where git merges it', (name, write) => {
    const versions = { base: write('1', '1'), ours: write('2', '1'), theirs: write('1', '2') };
    const outcome = mergeFile({ path: name, ...versions });
    expect(outcome.conflicts.map(({ reason, path: at }) => [reason, at])).toEqual([['both-changed', []]]);
    expect(outcome.open).toEqual(versions);
    const id = outcome.conflicts[0]?.id ?? '';
    expect(mergeFile({ path: name, ...versions, choices: { [id]: 'theirs' } }).text).toBe(versions.theirs);
    expect(mergeFile({ path: name, ...versions, theirs: versions.base }).text).toBe(versions.ours);
  });
});
