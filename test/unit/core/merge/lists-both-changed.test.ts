import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';

const list = (name: string, ...items: string[]): string =>
  `a: 1\n${items.length === 0 ? '' : `${name}:\n${items.map((item) => `  - ${item}\n`).join('')}`}z: 2\n`;

const value = (name: string, text: string): string => `a: 1\n${name}: ${text}\nz: 2\n`;

/** Merged both ways round: what is certain or suggested must not depend on which side is called ours. */
function bothWays(base: string, one: string, other: string): readonly [MergeOutcome, MergeOutcome] {
  const merge = (ours: string, theirs: string): MergeOutcome => mergeFile({ path: 'values.yaml', base, ours, theirs });
  return [merge(one, other), merge(other, one)];
}

const tiers = (outcomes: readonly MergeOutcome[]): string[] => outcomes.map(({ tier }) => tier);

describe('lists that both sides added', () => {
  it.each([
    ['flags with values', 'extraArgs', ['--verbose', '--port', '"80"'], ['--port', '"81"', '--quiet']],
    ['a command', 'test', ['CMD', 'curl', 'http://a'], ['CMD-SHELL', 'wget -q http://a']],
    ['a size', 'size', ['640', '480'], ['800', '600']],
    ['options of a machine', 'jvmOptions', ['-Xmx1g'], ['-Xmx2g']],
    ['two orders', 'stages', ['build', 'test'], ['test', 'build']],
    ['two orders of unknown meaning', 'things', ['one', 'two'], ['two', 'one']],
    ['opposites', 'modes', ['ro'], ['rw']],
  ])('asks: %s', (_, name, one, other) => {
    expect(tiers(bothWays(list(name), list(name, ...one), list(name, ...other)))).toEqual(['ask', 'ask']);
  });

  it('asks in the same way where an empty list stood', () => {
    const base = value('extraArgs', '[]');
    const outcomes = bothWays(base, list('extraArgs', '--port', '"80"'), list('extraArgs', '--quiet', '--log'));
    expect(tiers(outcomes)).toEqual(['ask', 'ask']);
  });

  it('suggests the entries of both where their order may count', () => {
    const outcomes = bothWays(list('parts'), list('parts', 'red', 'blue'), list('parts', 'green', 'blue'));
    expect(tiers(outcomes)).toEqual(['suggest', 'suggest']);
    expect(outcomes[0].suggested).toBe(list('parts', 'red', 'blue', 'green'));
    expect(outcomes[1].suggested).toBe(list('parts', 'green', 'blue', 'red'));
  });

  it.each([
    ['imagePullSecrets', ['one', 'two'], ['two', 'three']],
    ['branches', ['main'], ['release/*']],
    ['allowed', ['10.0.0.0/8'], ['192.168.0.0/16']],
  ])('puts the entries of a set together: %s', (name, one, other) => {
    expect(tiers(bothWays(list(name), list(name, ...one), list(name, ...other)))).toEqual(['auto', 'auto']);
  });
});

describe('lists that both sides extend at one place', () => {
  it.each([
    ['patterns of which one takes away', 'paths', ['"a/**"'], '"!a/x/**"', '"a/x/y"'],
    ['files of which the last wins', 'valueFiles', ['values.yaml'], 'prod.yaml', 'eu.yaml'],
    ['containers that start one after the other', 'initContainers', ['name: one'], 'name: two', 'name: three'],
    ['tasks', 'tasks', ['{name: a, apt: x}'], '{name: b, service: x}', '{name: c, file: x}'],
    ['routes', 'routes', ['path: /'], 'path: /a', 'path: /a*'],
    [
      'rules that let through',
      'acl',
      ['{name: a, action: permit}'],
      '{name: b, action: deny}',
      '{name: c, action: log}',
    ],
    ['lines', 'things', ['m'], 'x y', 'z y'],
    ['flags', 'things', ['-m'], '-x', '-y'],
    ['one number', 'vlans', ['10'], '30', '20'],
    ['numbers that fall', 'sizes', ['9', '8'], '3', '4'],
  ])('suggests: %s', (_, name, base, one, other) => {
    const outcomes = bothWays(list(name, ...base), list(name, ...base, one), list(name, ...base, other));
    expect(tiers(outcomes)).toEqual(['suggest', 'suggest']);
  });

  it('puts two new patterns together where another takes away and stays where it is', () => {
    const known = ['"^a"', '-b\\.js$', '"!c/**"'];
    const of = (...more: string[]): string => list('things', ...known, ...more);
    expect(tiers(bothWays(of(), of('(x|y)/'), of('z/.*')))).toEqual(['auto', 'auto']);
    expect(tiers(bothWays(of(), of('(x|y)/'), of('"!z"')))).toEqual(['suggest', 'suggest']);
    const moved = list('things', '"!c/**"', '"^a"', '-b\\.js$', 'x');
    expect(tiers(bothWays(of(), moved, of('z/.*')))).not.toContain('auto');
    const flags = (...more: string[]): string => list('things', '--name', '-b', ...more);
    expect(tiers(bothWays(flags(), flags('x'), flags('z')))).toEqual(['suggest', 'suggest']);
  });

  it('asks for flow lists', () => {
    const outcomes = bothWays(value('stages', '[m]'), value('stages', '[m, x]'), value('stages', '[m, y]'));
    expect(tiers(outcomes)).toEqual(['ask', 'ask']);
  });

  it('asks where both added the same entries in two orders', () => {
    const outcomes = bothWays(list('things', 'm'), list('things', 'm', 'x', 'y'), list('things', 'm', 'y', 'x'));
    expect(outcomes.flatMap(({ conflicts }) => conflicts.map(({ reason }) => reason))).toEqual(['order', 'order']);
  });

  it.each([
    ['buckets', ['1', '5'], ['1', '3', '5'], ['1', '2', '5'], ['1', '2', '3', '5']],
    ['buckets', ['0.5', '10'], ['0.5', '2.5', '10'], ['0.5', '9', '10'], ['0.5', '2.5', '9', '10']],
    ['things', ['a', 'c', 'e'], ['a', 'c', 'd', 'e'], ['a', 'c', 'cc', 'e'], ['a', 'c', 'cc', 'd', 'e']],
  ])('keeps what rises rising: %s', (name, base, one, other, both) => {
    const outcomes = bothWays(list(name, ...base), list(name, ...one), list(name, ...other));
    expect(outcomes.map(({ tier, text }) => [tier, text])).toEqual(Array(2).fill(['auto', list(name, ...both)]));
  });

  it('asks about the mappings that are merged in: the first of them wins', () => {
    const doc = (merged: string): string => `d: &d {x: 1}\ne: &e {x: 2}\nf: &f {x: 3}\nm:\n  <<: [${merged}]\n`;
    expect(tiers(bothWays(doc('*d'), doc('*e, *d'), doc('*f, *d')))).toEqual(['ask', 'ask']);
  });
});

describe('lists that are written as one value', () => {
  it.each([
    ['mountOptions', 'defaults', 'defaults,ro', 'defaults,rw'],
    ['tags', 'hard', 'hard,async', 'hard,sync'],
    ['tags', 'cpu:2c,disk:9g', 'cpu:2c,disk:9g,mem:4G', 'cpu:2c,disk:9g,mem:8G'],
    ['tags', 'nginx:v1', 'nginx:v1,redis:v6', 'nginx:v1,redis:v7'],
    ['users', 'alice:admin', 'alice:admin,bob:edit', 'alice:admin,bob:view'],
    ['tags', 'x', 'x,+foo', 'x,-foo'],
    ['paths', '/a', '/a,/c', '/a,/c/'],
    ['tags', 'on', 'on,off', 'on,yes'],
  ])('asks about entries that say two things about one: %s: %s', (name, base, one, other) => {
    expect(tiers(bothWays(value(name, base), value(name, one), value(name, other)))).toEqual(['ask', 'ask']);
  });

  it.each([
    ['SPRING_PROFILES_ACTIVE', 'base', 'base,prod', 'base,local'],
    ['ciphers', 'C_B,C_A', 'C_B,C_A,C_Z', 'C_B,C_A,C_Y'],
    ['vlans', 'v10-v20', 'v10-v20,v30-v40', 'v10-v20,v35-v45'],
    ['router.middlewares', 'auth', 'auth,limit', 'auth,compress'],
  ])('suggests where their order may count: %s', (name, base, one, other) => {
    expect(tiers(bothWays(value(name, base), value(name, one), value(name, other)))).toEqual(['suggest', 'suggest']);
  });

  it.each([
    ['tags', 'x,b', 'x,b,z', 'x,b,"c"', 'x,b,c,z'],
    ['product', 'a,c,e', 'a,c,d,e', 'a,c,cc,e', 'a,c,cc,d,e'],
  ])('puts the entries of a set together: %s', (name, base, one, other, both) => {
    const [ours, theirs] = [value(name, one), value(name, other.replaceAll('"', ''))];
    const outcomes = bothWays(value(name, base), ours, theirs);
    expect(outcomes.map(({ text }) => text)).toEqual(Array(2).fill(value(name, both)));
  });

  it('takes the quotes of the side that changed them', () => {
    const outcomes = bothWays(value('tags', 'x,b'), value('tags', '"x,b,c"'), value('tags', 'x,b,d'));
    expect(outcomes.map(({ text }) => text)).toEqual(Array(2).fill(value('tags', '"x,b,c,d"')));
  });
});

describe('the size of a list', () => {
  it('costs no more than its length where all entries look the same', () => {
    const items = (other: (at: number) => number): string =>
      Array.from({ length: 3000 }, (_, at) => `- a: ${at % 5}\n  b: ${other(at) % 7}\n`).join('');
    const base = items((at) => at);
    const before = process.cpuUsage();
    mergeFile({
      path: 'a.yaml',
      base,
      ours: base.replace('- a: 3\n', '- a: 9\n'),
      theirs: items((at) => at * 3),
    });
    const { user, system } = process.cpuUsage(before);
    // Seconds of processor time: one or two; twenty and more where each entry is compared with each.
    expect((user + system) / 1e6).toBeLessThan(10);
  }, 60_000);

  it('costs no more than its length where both sides add much', () => {
    const some = (name: string, count: number): string =>
      Array.from({ length: count }, (_, at) => `  - ${name}-${at}.example.net\n`).join('');
    const base = `hosts:\n${some('known', 1000)}`;
    const before = process.cpuUsage();
    const outcome = mergeFile({
      path: 'a.yaml',
      base,
      ours: base + some('one', 2000),
      theirs: base + some('two', 2000),
    });
    const { user, system } = process.cpuUsage(before);
    expect(outcome.tier).toBe('auto');
    // Seconds of processor time: one; forty and more where each new entry is compared with each.
    expect((user + system) / 1e6).toBeLessThan(10);
  }, 60_000);
});
