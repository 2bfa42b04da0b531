import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';

const path = 'templates/a.yaml';

/** The result without a question, the same lines whichever side is called ours; null where a person is asked. */
function settled(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] | null {
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  const versions = { base: text(base), ours: text(ours), theirs: text(theirs) };
  const outcome = mergeFile({ path, ...versions });
  const mirror = mergeFile({ path, ...versions, ours: versions.theirs, theirs: versions.ours });
  expect(mirror.tier).toBe(outcome.tier);
  if (outcome.tier !== 'auto') return null;
  expect(mirror.text.split('\n').sort()).toEqual(outcome.text.split('\n').sort());
  return outcome.text.split('\n').slice(0, -1);
}

/** The same lines around what each version has at one place. */
const around = (before: readonly string[], behind: readonly string[], versions: readonly (readonly string[])[]) =>
  settled(...(versions.map((middle) => [...before, ...middle, ...behind]) as [string[], string[], string[]]));

const open = ['{{- if .Values.on }}', 'metadata:', '  labels:', '    app: {{ .Chart.Name }}'];
const close = ['{{- end }}', 'kind: A'];
const inLabels = (...versions: readonly (readonly string[])[]): string[] | null => around(open, close, versions);

describe('members between the lines of a template', () => {
  it('are merged by structure: both added, and one changed what the other stands beside', () => {
    expect(inLabels([], ['    a: 1'], ['    b: {{ .b }}'])).toEqual([...open, '    a: 1', '    b: {{ .b }}', ...close]);
    expect(inLabels(['    a: 1', '    c: 1'], ['    a: 2', '    c: 1'], ['    a: 1', '    b: 1', '    c: 1'])).toEqual([
      ...open,
      '    a: 2',
      '    b: 1',
      '    c: 1',
      ...close,
    ]);
    expect(inLabels(['    a: {{ .a }}'], ['    a: {{ .b }}', '    c: 1'], ['    b: 1', '    a: {{ .a }}'])).toEqual([
      ...open,
      '    b: 1',
      '    a: {{ .b }}',
      '    c: 1',
      ...close,
    ]);
  });

  it('know what they stand in', () => {
    const probe = ['{{- if .on }}', 'livenessProbe:', '  periodSeconds: 1'];
    expect(around(probe, close, [[], ['  httpGet: {}'], ['  tcpSocket: {}']])).toBeNull();
    expect(around(probe, close, [[], ['  timeoutSeconds: 1'], ['  failureThreshold: 3']])).not.toBeNull();
    const item = ['{{- range .all }}', 'env:', '  - name: {{ .name }}'];
    expect(around(item, close, [[], ['    value: x'], ['    valueFrom: {}']])).toBeNull();
  });

  it.each([
    ['one value with two answers', [], ['    a: 1'], ['    a: 2']],
    [
      'quotes, which make a text of what an expression gives',
      ['    a: {{ .a }}'],
      ['    a: "{{ .a }}"'],
      ['    a: {{ .b }}'],
    ],
    ['a condition among them', [], ['    {{- if .a }}', '    a: 1', '    {{- end }}'], ['    b: 1']],
    ['a condition in a value', [], ['    a: {{ if .a }}1{{ end }}'], ['    b: 1']],
    ['inserted lines', [], ['    {{- toYaml .a | nindent 4 }}'], ['    b: 1']],
    ['a key that an expression gives', [], ['    {{ .a }}: 1'], ['    b: 1']],
    ['an expression that takes the end of the line', [], ['    a: {{ .a -}}'], ['    b: 1']],
    [
      'lines of a text',
      ['    a: |', '      x: 1'],
      ['    a: |', '      x: 1', '      y: 1'],
      ['    a: |', '      x: 1', '      z: 1'],
    ],
    [
      'one text under two names',
      [],
      ['    a.yaml: |', '      x: 1', '      y: 2'],
      ['    some.yaml: |', '      x: 1', '      y: 2'],
    ],
    ['tabs', [], ['    a: 1', '\tb: 1'], ['    c: 1']],
  ])('are asked about with %s', (_, base, ours, theirs) => {
    expect(inLabels(base, ours, theirs)).toBeNull();
  });

  it.each([
    ['a text', ['{{- if .on }}', 'script: |', '  if: 1']],
    ['a text of several lines', ['{{- if .on }}', 'about: some words', '  more: 1']],
    ['a part that is written elsewhere', ['{{- define "labels" }}', 'a: 1', '{{- end }}', '{{- define "b" }}']],
    ['what an expression names', ['{{- if .on }}', '{{ .name }}:', '  x: 1']],
    ['a list', ['{{- if .on }}', 'args:', '  - name']],
    ['a line that takes the next one', ['a:', '  {{- with .b -}}']],
    ['lists of entries', ['{{- if .on }}', 'all:', '  - a: 1', '  {{- if .b }}']],
  ])('are asked about inside of %s', (_, before) => {
    const entry = before.includes('  - name') || before.includes('  - a: 1') ? '  - ' : '  ';
    expect(around(before, close, [[], [`${entry}a: 1`], [`${entry}b: 1`]])).toBeNull();
  });

  it('are asked about where something behind a condition belongs to the last of them', () => {
    const behind = ['{{- if .a }}', '      inner: 1', '{{- end }}'];
    expect(around(open, behind, [[], ['    a:'], ['    b: 1', '    c:']])).toBeNull();
    expect(around(open, ['{{ toYaml .a | indent 6 }}'], [[], ['    a:'], ['    b:']])).toBeNull();
  });

  it('are asked about where a key would stand twice, once on either side of a condition', () => {
    const base = ['a:', '  x: 1', '  {{- if .a }}', '  y: 1', '  {{- end }}', '  z: 1'];
    const ours = ['a:', '  x: 1', '  new: 1', '  {{- if .a }}', '  y: 1', '  {{- end }}', '  z: 1'];
    const theirs = ['a:', '  x: 2', '  {{- if .a }}', '  y: 1', '  {{- end }}', '  z: 1', '  new: 2'];
    expect(settled(base, ours, theirs)).toBeNull();
  });
});

describe('lines around which both sides put the same new ones', () => {
  const inFile = (...versions: readonly (readonly string[])[]): string[] | null =>
    around(['{{ if a }}', 'first: 1'], ['last: 1', '{{ end }}'], versions);

  it('are as the side has them that changed them', () => {
    const whole = ['{% if x %}', '{{ new }}', '{% endif %}'];
    expect(inFile(['{{ old }}'], whole, ['{% if x %}', '{{ old }}', '{% endif %}'])).toEqual([
      '{{ if a }}',
      'first: 1',
      ...whole,
      'last: 1',
      '{{ end }}',
    ]);
  });

  it('are asked about where the same lines stood there before, and where nothing did', () => {
    expect(inFile(['- {{ x }}'], ['- {{ y }}', '- {{ x }}'], ['- {{ x }}', '- {{ x }}'])).toBeNull();
    expect(inFile([], ['{{ a }}', '{{ b }}', '{{ c }}'], ['{{ a }}', '{{ c }}'])).toBeNull();
  });
});

describe('any template whose sides change different members', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const value = fc.constantFrom('1', 'x', '{{ .v }}', '"{{ .v }}-x"', 'y {{ .w | quote }}');
  const member = (key: string, written: string): string => `  ${key}: ${written}`;
  const change = fc.constantFrom('kept', 'changed', 'removed', 'added') as fc.Arbitrary<string>;

  it('has every change once, the same whichever side is called ours, and stays what it is', () => {
    const members = fc.array(fc.record({ value, change, byOurs: fc.boolean() }), { minLength: 4, maxLength: 8 });
    let count = 0;
    fc.assert(
      fc.property(members, (all) => {
        const lines = (isBy: (byOurs: boolean) => boolean): string[] => [
          '{{- if .on }}',
          'root:',
          ...all.flatMap((one, at) => {
            const key = keys[at] ?? '';
            const isDone = isBy(one.byOurs);
            if (one.change === 'added') return isDone ? [member(key, one.value)] : [];
            if (one.change === 'removed' && isDone) return [];
            return [member(key, one.change === 'changed' && isDone ? `${one.value} new` : one.value)];
          }),
          '  end: 1',
          '{{- end }}',
        ];
        const [base, ours, theirs] = [lines(() => false), lines((own) => own), lines((own) => !own)];
        const result = settled(base, ours, theirs);
        if (result === null) return;
        count++;
        expect([...result].sort()).toEqual(lines(() => true).sort());
        for (const side of [ours, theirs]) {
          const again = settled(base, result, side);
          if (again !== null) expect([...again].sort()).toEqual([...result].sort());
        }
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(count).toBeGreaterThan(40);
  }, 60_000);
});
