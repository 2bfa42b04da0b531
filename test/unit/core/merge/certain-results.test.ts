import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';

interface Versions {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly path?: string;
}

/** The result without a question, the same whichever side is called ours; null where a person is asked. */
function settled({ base, ours, theirs, path = 'a.yaml' }: Versions): string | null {
  const outcome = mergeFile({ path, base, ours, theirs });
  const mirror = mergeFile({ path, base, ours: theirs, theirs: ours });
  expect(mirror.tier).toBe(outcome.tier);
  if (outcome.tier !== 'auto') return null;
  expect(mirror.text).toBe(outcome.text);
  return outcome.text;
}

/** What one key press takes, the same whichever side is called ours; null where nothing is suggested. */
function suggested({ base, ours, theirs, path = 'a.yaml' }: Versions): string | null {
  const outcome = mergeFile({ path, base, ours, theirs });
  const mirror = mergeFile({ path, base, ours: theirs, theirs: ours });
  expect(outcome.tier).not.toBe('auto');
  expect(mirror.tier).toBe(outcome.tier);
  if (outcome.tier === 'ask') return null;
  expect(mirror.suggested).toBe(outcome.suggested);
  return outcome.suggested;
}

describe('a list that is written as one value', () => {
  const line = (value: string): string => `products: ${value} # kept\n`;
  const of = (base: string, ours: string, theirs: string): string | null =>
    settled({ base: line(base), ours: line(ours), theirs: line(theirs) });

  it.each([
    ['a,c', 'a,b,c', 'a,c,d', 'a,b,c,d'],
    ['rhel6,fedora', 'rhel6,fedora,rhv4', 'rhel6,fedora,sle12', 'rhel6,fedora,rhv4,sle12'],
    ["'a, b'", "'a, b, c'", "'a, b, d'", "'a, b, c, d'"],
    ['a,b', 'a,b,c', 'a,b,c,d', 'a,b,c,d'],
    ['rhel9', 'open,rhel9', 'rhel7,rhel9', 'open,rhel7,rhel9'],
  ])('gets the entries that both sides added: %s → %s | %s', (base, ours, theirs, value) => {
    expect(of(base, ours, theirs)).toBe(line(value));
  });

  it.each([
    ['an entry that one side removed', 'a,c', 'b,c', 'a,c,d'],
    ['an order that one side changed', 'b,a', 'a,b,c', 'b,a,d'],
    ['numbers, which may be one number', '1,200', '1,200,300', '1,200,400'],
    ['two ways of writing it', 'a, b', 'a, b, c', 'a,b,d'],
  ])('is asked about for %s', (_, base, ours, theirs) => {
    expect(of(base, ours, theirs)).toBeNull();
  });
});

describe('a list of plain values that both sides added', () => {
  const base = 'name: x\n';
  const list = (...entries: string[]): string => `${base}ignore:\n${entries.map((one) => `  - ${one}\n`).join('')}`;

  it('has the entries of both, each once', () => {
    const outcome = mergeFile({
      path: 'a.yaml',
      base,
      ours: list('docs', 'kustomize'),
      theirs: list('docs', 'terraform'),
    });
    expect(outcome.tier).toBe('auto');
    expect(outcome.text).toBe(list('docs', 'kustomize', 'terraform'));
  });

  it('is the longer one where it holds the other', () => {
    expect(settled({ base, ours: list('a', 'b', 'c'), theirs: list('a', 'c') })).toBe(list('a', 'b', 'c'));
  });

  it('is asked about where entries are two forms of one, and where the order counts', () => {
    expect(settled({ base, ours: list('img:1.0'), theirs: list('img:2.0') })).toBeNull();
    const args = (value: string): string => `${base}args:\n  - ${value}\n`;
    expect(settled({ base, ours: args('one'), theirs: args('two') })).toBeNull();
  });
});

describe('lines that cannot be read as YAML', () => {
  const path = 'templates/a.yaml';
  const file = (...middle: string[]): string =>
    ['{{- if .Values.on }}', 'kind: A', ...middle, 'last: 1', '{{- end }}', ''].join('\n');
  const of = (base: string[], ours: string[], theirs: string[]): string | null =>
    suggested({ path, base: file(...base), ours: file(...ours), theirs: file(...theirs) });

  it('are taken from the side that made both changes, the other and further lines before or after it', () => {
    const whole = (base: string[], ours: string[], theirs: string[]): string | null =>
      settled({ path, base: file(...base), ours: file(...ours), theirs: file(...theirs) });
    expect(whole([], ['{{ a }}', '{{ b1 }}'], ['{{ a }}', '{{ b1 }}', '{{ c2 }}'])).toBe(
      file('{{ a }}', '{{ b1 }}', '{{ c2 }}'),
    );
    expect(whole(['{{ x1 }}'], ['{{ x2 }}', '{{ y1 }}'], ['{{ x2 }}'])).toBe(file('{{ x2 }}', '{{ y1 }}'));
  });

  it('are suggested as the side has them that holds every change of the other in a larger place', () => {
    expect(of(['{{ x1 }}', '{{ y1 }}'], ['{{ z1 }}'], ['{{ z1 }}', '{{ y1 }}'])).toBe(file('{{ z1 }}'));
  });

  it('are asked about where each side has something of its own, and where lines came between', () => {
    expect(of(['{{ x1 }}'], ['{{ x2 }}', '{{ y1 }}'], ['{{ x2 }}', '{{ z1 }}'])).toBeNull();
    expect(of(['{{ x1 }}'], [], ['{{ x2 }}'])).toBeNull();
    expect(of(['{{ x1 }}', '{{ y1 }}'], ['{{ x1 }}', '{{ z1 }}'], ['{{ x1 }}'])).toBeNull();
    expect(of(['  {{ x1 }}'], ['    {{ x1 }}'], ['  {{ x2 }}'])).toBeNull();
    expect(of([], ['{{ a }}', '{{ b1 }}'], ['{{ a }}', '{{ c2 }}', '{{ b1 }}'])).toBeNull();
  });

  it('are asked about where the sides differ in blanks: they may be part of a text', () => {
    expect(of(['{{ x1 }}', '', '{{ y1 }}'], ['{{ x1 }}  ', '{{ y1 }}'], ['{{ x2 }}', '', '{{ y1 }}'])).toBeNull();
  });
});

describe('a resource of which one side made two', () => {
  const of = (name: string, version: string): string =>
    `apiVersion: v1\nkind: A\nmetadata:\n  name: ${name}\nspec:\n  a: ${version}\n  b: 2\n  c: 3\n  d: 4\n  e: 5\n  f: 6\n  g: 7\n`;
  const service = 'apiVersion: v1\nkind: S\nmetadata:\n  name: s\n';

  const split = {
    path: 'a.yaml',
    base: `${of('x', '1')}---\n${service}`,
    ours: `${of('x', '2')}---\n${service}`,
    theirs: `${of('x-one', '1')}---\n${of('x-two', '1')}---\n${service}`,
  };

  it('is asked about also where git puts the change of the other side into the first of them', () => {
    const text = `${of('x-one', '2')}---\n${of('x-two', '1')}---\n${service}`;
    const swapped = { ...split, ours: split.theirs, theirs: split.ours };
    for (const versions of [split, swapped]) {
      const { tier, conflicts } = mergeFile({ ...versions, gitResult: { clean: true, text } });
      expect(tier).toBe('ask');
      expect(conflicts.map(({ reason, why }) => [reason, /made x-one and x-two of this/.test(why)])).toEqual([
        ['rename-modify', true],
      ]);
    }
  });

  it('is the one in its place, which is what is offered first', () => {
    const outcome = mergeFile(split);
    expect(outcome.conflicts.map(({ reason }) => reason)).toEqual(['rename-modify']);
    expect(outcome.suggested).toBe(`${of('x-one', '2')}---\n${of('x-two', '1')}---\n${service}`);
  });
});

describe('one conflict of a list', () => {
  it('is one question, not one for its parts and one for the whole', () => {
    const list = (...runs: string[]): string => `steps:\n${runs.map((run) => `  - run: ${run}\n`).join('')}`;
    const outcome = mergeFile({
      path: 'a.yaml',
      base: list('first thing'),
      ours: list('first thing', 'make everything new'),
      theirs: list('first thing', 'publish to the world'),
    });
    expect(outcome.conflicts).toHaveLength(1);
  });

  it.each([
    ['in one line', (name: string): string => `    - [a, ${name}]\n`],
    ['in lines', (name: string): string => `    - - a\n      - ${name}\n`],
  ])('is one question about a set of sets, %s', (_, entry) => {
    const vpc = (name: string): string =>
      `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: red\nspec:\n  permit:\n${entry(name)}`;
    const outcome = mergeFile({ path: 'a.yaml', base: vpc('b'), ours: vpc('c'), theirs: vpc('d') });
    expect(outcome.conflicts).toHaveLength(1);
  });

  it('never offers both of two keys that exclude each other', () => {
    const pod = (more: string): string => `spec:\n  containers:\n    - name: c\n      env:\n        - name: A\n${more}`;
    const outcome = mergeFile({
      path: 'a.yaml',
      base: pod(''),
      ours: pod('          value: x\n'),
      theirs: pod('          valueFrom:\n            fieldRef:\n              fieldPath: a\n'),
    });
    expect(outcome.conflicts.map(({ alternatives }) => alternatives.map(({ choice }) => choice))).toEqual([
      ['ours', 'theirs'],
    ]);
  });
});
