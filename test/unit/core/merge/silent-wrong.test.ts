import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';
import { isClean, mergeText } from '../../../../src/core/merge/text/regions';

const lines = (...own: string[]): string => `${own.join('\n')}\n`;

/** Merged with the merge by lines as git's answer: clean here where git is clean. */
function merge(base: string, ours: string, theirs: string, choices = {}): MergeOutcome {
  const byLines = mergeText({ base, ours, theirs });
  const gitResult = { clean: isClean(byLines), text: byLines.result };
  return mergeFile({ path: 'a.yaml', base, ours, theirs, gitResult, choices });
}

const asked = (outcome: MergeOutcome): string[] =>
  outcome.conflicts.map(({ path, reason }) => `${path.join('.')} ${reason}`);

describe('a doubt that hides another fault', () => {
  const head = (name: string, type: string): string[] => [
    `${name}:`,
    '  on: 1',
    'service:',
    '  port: 80',
    `  type: ${type}`,
  ];
  const db = ['db:', '  k1: 1', '  k2: 2', '  k3: 3', '  k4: 4', '  k5: 5'];
  const cache = ['  a: 1', '  b: 2', '  c: 3', '  d: 4'];

  it('asks when keys stand under another parent in what git made', () => {
    const base = lines(...head('ingress', 'A'), ...db, 'cache:', ...cache, 'tail: 1');
    const ours = lines(...head('gateway', 'A'), ...db, ...cache, 'tail: 1');
    const theirs = lines(...head('ingress', 'B'), ...db, 'cache:', ...cache, '  e: 5', 'tail: 1');
    const outcome = merge(base, ours, theirs);
    expect(outcome.tier).toBe('ask');
    const [doubt] = outcome.conflicts;
    const next = merge(base, ours, theirs, { [doubt?.id ?? '']: 'both' });
    expect(asked(next)).toEqual(['cache delete-modify']);
  });

  it('asks when a removed key is back in what git made', () => {
    const rest = ['resources:', '  cpu: 1', '  memory: 1Gi', 'env:'];
    const [few, debug] = [['  A: "1"', '  B: "2"', '  C: "3"'], '  DEBUG: "true"'];
    const outcome = merge(
      lines(...head('ingress', 'A'), ...rest, ...few, debug, '  E: "5"'),
      lines(...head('gateway', 'A'), ...rest, debug, ...few, '  E: "5"'),
      lines(...head('ingress', 'B'), ...rest, ...few, '  E: "5"'),
    );
    expect(outcome.tier).not.toBe('auto');
  });

  it('has nothing to say against a question about values that belong together', () => {
    const image = (repository: string, tag: string): string =>
      lines('image:', `  repository: ${repository}`, '  a: 1', '  b: 2', `  tag: "${tag}"`);
    const base = image('x/y', '1');
    const [ours, theirs] = [image('x/z', '1'), image('x/y', '2')];
    const outcome = mergeFile({ path: 'a.yaml', base, ours, theirs });
    expect(asked(outcome)).toEqual(['image.repository+tag coupled']);
    expect(outcome.gate.passed).toBe(true);
  });
});

describe('entries that set the same thing', () => {
  const list = (...items: string[]): string => lines('l:', ...items.map((item) => `  - ${item}`));

  it.each([
    ['A=1', 'LOG_LEVEL=debug', 'LOG_LEVEL=info'],
    ['--log-level=info', '--replicas=3', '--replicas=5'],
    ['"80:80"', '"443:443"', '"443:8443"'],
    ['"a: 1"', '"Host: one"', '"Host: two"'],
  ])('%s and then %s or %s is one question', (base, ours, theirs) => {
    const outcome = merge(list(base), list(base, ours), list(base, theirs));
    expect(outcome.conflicts.map(({ reason }) => reason)).toEqual(['look-alike']);
    expect(outcome.text).toBe(list(base));
    const flow = (...items: string[]): string => lines(`l: [${items.join(', ')}]`);
    expect(merge(flow(base), flow(base, ours), flow(base, theirs)).conflicts).toHaveLength(1);
  });

  it.each([
    ['--set=a=1', '--set=b=2', '--set=c=3'],
    ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
    ['"fe80::1"', '"fe80::2"', '"fe80::3"'],
    ['"https://a"', '"http://b"', '"http://c"'],
    ['"80:80"', '"443:443"', '"8443:443"'],
  ])('%s with %s and %s keeps both', (base, ours, theirs) => {
    const outcome = merge(list(base), list(base, ours), list(base, theirs));
    // Flags are asked about, for their order; but none of these is the other's twin.
    expect(outcome.tier).toBe(base.startsWith('-') ? 'suggest' : 'auto');
    expect(outcome.tier === 'auto' ? outcome.text : outcome.suggested).toBe(list(base, ours, theirs));
  });
});

describe('lists that are read in order', () => {
  const rules = (...names: string[]): string =>
    lines(
      'apiVersion: gateway.githedgehog.com/v1alpha1',
      'kind: GatewayPeering',
      'metadata:',
      '  name: p',
      'spec:',
      '  acl:',
      '    rules:',
      ...names.flatMap((name) => [`      - name: ${name}`, `        action: ${name.split('-')[0] ?? ''}`]),
    );

  it('asks where a rule goes that was put between two that the other side moved', () => {
    const base = rules('allow-web', 'deny-db');
    const ours = rules('deny-db', 'allow-web');
    const theirs = rules('allow-web', 'allow-dba', 'deny-db');
    const outcome = merge(base, ours, theirs);
    expect(asked(outcome)).toEqual(['spec.acl.rules order']);
    const id = outcome.conflicts[0]?.id ?? '';
    expect(merge(base, ours, theirs, { [id]: 'both' }).text).toBe(rules('allow-dba', 'deny-db', 'allow-web'));
    expect(merge(base, ours, theirs, { [id]: 'ours' }).text).toBe(rules('deny-db', 'allow-web', 'allow-dba'));
    expect(merge(base, ours, theirs, { [id]: 'theirs' }).text).toBe(theirs);
    expect(asked(merge(base, theirs, ours))).toEqual(['spec.acl.rules order']);
  });

  it('does not ask about a rule that stands apart from what moved', () => {
    const outcome = merge(
      rules('allow-a', 'allow-b', 'allow-c', 'allow-d'),
      rules('allow-b', 'allow-a', 'allow-c', 'allow-d'),
      rules('allow-a', 'allow-b', 'allow-c', 'allow-new', 'allow-d'),
    );
    expect(outcome.conflicts).toEqual([]);
  });

  it('puts numbered statements in the order of their numbers', () => {
    const statements = (...numbers: number[]): string =>
      lines(
        'apiVersion: vpc.githedgehog.com/v1beta1',
        'kind: ExternalAttachment',
        'metadata:',
        '  name: e',
        'spec:',
        '  inboundACL:',
        '    statements:',
        ...numbers.flatMap((seq) => [
          `      - seq: ${seq}`,
          `        action: permit`,
          `        srcPrefix: 10.${seq}.0.0/16`,
        ]),
      );
    const outcome = merge(statements(5, 100), statements(5, 20, 100), statements(5, 9, 100));
    expect(outcome.conflicts).toEqual([]);
    expect(outcome.text).toBe(statements(5, 9, 20, 100));
  });
});

describe('an anchor with a name that is used already', () => {
  it.each([
    ['next to its use', []],
    ['far from its use', ['k1: 1', 'k2: 2', 'k3: 3']],
  ])('is asked about, %s', (_, between) => {
    const base = lines('a: &x 1', ...between, 'c: 3', ...between.map((line) => `o${line}`));
    const ours = base.replace('c: 3', 'c: &x 3');
    const theirs = `${base}d: *x\n`;
    for (const outcome of [merge(base, ours, theirs), merge(base, theirs, ours)]) {
      expect(outcome.tier).toBe('ask');
      expect(outcome.conflicts).not.toEqual([]);
    }
  });

  it('is asked about in a list, where all entries stand at one place', () => {
    const base = lines('l:', '  - &p 80', '  - 1', '  - 2', '  - 3', 'u: *p');
    const ours = base.replace('  - 3\n', '  - 3\n  - &p 90\n').replace('u: *p', 'u: 90');
    const theirs = `${base}w: *p\n`;
    for (const outcome of [merge(base, ours, theirs), merge(base, theirs, ours)]) expect(outcome.tier).toBe('ask');
  });

  it('is asked about when one side begins to share what the other removes', () => {
    const base = lines('d: &d', '  x: 1', '  y: 2', 'q: 1', 'w: 2', 'm:', '  <<: *d', '  x: 5');
    const ours = base.replace('  x: 5\n', '');
    const theirs = base.replace('  x: 1\n', '');
    for (const outcome of [merge(base, ours, theirs), merge(base, theirs, ours)]) expect(outcome.tier).toBe('ask');
    expect(merge(base, ours, base.replace('x: 1', 'x: 7')).conflicts).toEqual([]);
  });

  it('may change its value under a new use', () => {
    const outcome = merge(
      lines('a: &x 1', 'k: 1', 'l: 1'),
      lines('a: &x 2', 'k: 1', 'l: 1'),
      lines('a: &x 1', 'k: 1', 'l: 1', 'd: *x'),
    );
    expect(outcome.text).toBe(lines('a: &x 2', 'k: 1', 'l: 1', 'd: *x'));
    expect(outcome.conflicts).toEqual([]);
  });
});

describe('a version that is no YAML', () => {
  it('is merged as git does: lines next to each other are a question', () => {
    const outcome = merge(lines('a: 1', 'b: 2', 'c: 3'), lines('a: 1', 'b: [2', 'c: 3'), lines('a: 1', 'b: 2', 'c: 4'));
    expect(asked(outcome)).toEqual(['[line 2] text']);
  });
});

describe('a comment of one side', () => {
  it.each([
    [
      'in a flow list that the other changes',
      lines('p: [', '  80, # http', '  443, # tls', ']'),
      lines('p: [', '  80, # http', '  443, # tls', '  8080,', ']'),
      lines('p: [', '  80, # http', '  443, # tls, for the probe', ']'),
    ],
    [
      'behind the head of a text that the other changes',
      lines('run: |', '  a', '  b'),
      lines('run: |', '  a2', '  b'),
      lines('run: | # as in build.sh', '  a', '  b'),
    ],
  ])('%s is a question', (_, base, ours, theirs) => {
    expect(merge(base, ours, theirs).conflicts).not.toEqual([]);
    expect(merge(base, theirs, ours).conflicts).not.toEqual([]);
  });

  it.each([
    [
      'above an item that the other replaced',
      lines('g:', '  - alpha', '  - beta'),
      lines('g:', '  - gamma', '  - beta'),
      lines('g:', '  # of billing', '  - alpha', '  - beta'),
      '# of billing',
    ],
    [
      'edited above a key that the other removed',
      lines('a: 1', '# keep b', 'b: 2', 'c: 3'),
      lines('a: 1', '# keep b', 'c: 3'),
      lines('a: 1', '# keep b until 2027', 'b: 2', 'c: 3'),
      '# keep b until 2027',
    ],
    [
      'inside of a block that the other removed',
      lines('a:', '  x: 1', 'b: 1'),
      lines('b: 1'),
      lines('a:', '  # because of 3', '  x: 1', 'b: 1'),
      '# because of 3',
    ],
  ])('%s goes with a notice, if it goes', (_, base, ours, theirs, comment) => {
    for (const outcome of [merge(base, ours, theirs), merge(base, theirs, ours)]) {
      const told = outcome.notices.map(({ sentence }) => sentence).join('\n');
      const isKnown = outcome.conflicts.length > 0 || outcome.text.includes(comment) || told.includes(comment);
      expect(isKnown).toBe(true);
    }
  });
});
