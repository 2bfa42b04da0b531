import { describe, expect, it } from 'vitest';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { newDoubles } from '../../../../src/core/merge/text/doubles';
import { isClean, mergeText } from '../../../../src/core/merge/text/regions';
import { sealedRanges } from '../../../../src/core/merge/text/sealed-lines';

/** Both ways round, with git's result and with ours in its stead. */
function merges(path: string, base: string, ours: string, theirs: string): MergeOutcome[] {
  const merged = mergeText({ base, ours, theirs });
  const gitResult = { clean: isClean(merged), text: isClean(merged) ? merged.result : '' };
  return [
    mergeFile({ path, base, ours, theirs }),
    mergeFile({ path, base, ours: theirs, theirs: ours }),
    mergeFile({ path, base, ours, theirs, gitResult }),
    mergeFile({ path, base, ours: theirs, theirs: ours, gitResult }),
  ];
}

const tiersOf = (outcomes: readonly MergeOutcome[]): string[] => [...new Set(outcomes.map(({ tier }) => tier))];

const inBlock = (text: string): string => `kind: A\ndata:\n  f: |\n    ${text.replaceAll('\n', '\n    ')}\n  g: 1\n`;

describe('blanks that are part of a text', () => {
  it.each([
    ['Makefile', 'x: y\n\tcc \\\n\t-o a\n', 'x: y\n\tgcc \\\n\t-o a\n', 'x: y\n\tgcc \\ \n\t-o a\n'],
    ['run.sh', 'cmd \\ \n', 'cmd2 \\ \n', 'cmd \\\n'],
    ['d.tsv', 'a\tb\tc\n', 'a\tB\t\n', 'a\tB\n'],
    ['a.yaml', inBlock('one\ntwo'), inBlock('one\nTWO'), inBlock('one\ntwo  ')],
    ['a.yaml', inBlock('one\ntwo\nend'), inBlock('one\nTWO\nend'), inBlock('one\nTWO  \nend')],
  ])('are asked about in %s', (path, base, ours, theirs) => {
    expect(tiersOf(merges(path, base, ours, theirs))).toEqual(['ask']);
  });
});

describe('lines whose order may count', () => {
  it.each([
    ['rules.v4', 'DROP\n', 'ACCEPT a\n', 'DROP b\nACCEPT a\nLOG\n'],
    ['CODEOWNERS', '* @a\n', '* @b\n', '* @c\n* @b\n'],
    ['crontab', '0 1 x\n', '0 2 x\n', '0 2 x\n0 3 x\n'],
  ])('are no more than a suggestion in %s', (path, base, ours, theirs) => {
    for (const outcome of merges(path, base, ours, theirs)) {
      expect(outcome.tier).toBe('suggest');
      expect(outcome.suggested).toBe(theirs);
    }
  });

  it('are asked about where one holds the other in pieces, or in a text inside of YAML', () => {
    expect(tiersOf(merges('a.sh', 'rm\n', 'a\nb\n', 'a\nif x\nb\n'))).toEqual(['ask']);
    expect(
      tiersOf(merges('a.yaml', inBlock('x\nrm\ny'), inBlock('x\nexit 1\ny'), inBlock('x\ncat <<E\nexit 1\nE\ny'))),
    ).toEqual(['ask']);
  });
});

describe('a template in which one side made both changes', () => {
  const template = (...own: string[]): string => `{{- if .Values.on }}\na: 1\n${own.join('')}z: 9\n{{- end }}\n`;

  it.each([
    ['further lines behind', template('{{ b 2 }}\n'), template('{{ b 3 }}\n'), template('{{ b 3 }}\n{{ c 4 }}\n')],
    ['further lines before', template('{{ b 2 }}\n'), template('{{ b 3 }}\n'), template('{{ c 4 }}\n{{ b 3 }}\n')],
    ['an addition that goes on', template(), template('{{ b 3 }}\n'), template('{{ b 3 }}\n{{ c 4 }}\n')],
  ])('is taken as that side has it: %s', (_, base, ours, theirs) => {
    for (const outcome of merges('templates/a.yaml', base, ours, theirs)) {
      expect(outcome.tier).toBe('auto');
      expect(outcome.text).toBe(theirs);
    }
  });

  it.each([
    ['in the midst of other lines', template(), template('{{ b 3 }}\n'), template('{{ c 4 }}\n{{ b 3 }}\n{{ d 5 }}\n')],
    [
      'of a larger place',
      template('{{ b 2 }}\n'),
      template('{{ b 3 }}\n'),
      template('{{ b 3 }}\n{{ c 4 }}\n').replace('a: 1', 'a: 0'),
    ],
    ['but for a removal', template('{{ b 2 }}\n'), template(), template('{{ c 4 }}\n')],
  ])('is no more than a suggestion %s', (_, base, ours, theirs) => {
    for (const outcome of merges('templates/a.yaml', base, ours, theirs)) expect(outcome.tier).not.toBe('auto');
  });
});

describe('a setting or key that stands twice through both sides', () => {
  it('is asked about in settings', () => {
    expect(tiersOf(merges('x.env', 'A=1\n', 'A=2\n', 'A=2\nA=3\n'))).toEqual(['ask']);
    const middle = 'B=1\nC=1\nD=1\nE=1\n';
    expect(tiersOf(merges('.env', middle, `NEW=1\n${middle}`, `${middle}NEW=2\n`))).toEqual(['ask']);
    expect(tiersOf(merges('.env', middle, `NEW=1\n${middle}`, `${middle}OTHER=2\n`))).toEqual(['auto']);
  });

  const keys = Array.from({ length: 30 }, (_, at) => `k${at}: v\r\n`);
  const mixed = [...keys, 'end: v\n'];
  const added = (at: number, line: string): string => mixed.toSpliced(at, 0, line).join('');

  it('is asked about in YAML that is merged by lines only, and the reason is said', () => {
    for (const outcome of merges('a.yaml', mixed.join(''), added(3, 'new: 1\r\n'), added(25, 'new: 2\r\n'))) {
      expect(outcome.tier).toBe('ask');
      expect(outcome.conflicts[0]?.why).toContain('the key “new” stands twice');
      expect(outcome.notices.map(({ sentence }) => sentence).join()).toContain(
        'by lines only (line ends of both styles',
      );
    }
    const [apart] = merges('a.yaml', mixed.join(''), added(3, 'new: 1\r\n'), added(25, 'more: 2\r\n'));
    expect(apart).toMatchObject({ tier: 'auto', gate: { passed: true } });
  });

  it('leaves one of them, as the person answers', () => {
    const texts = {
      path: 'a.yaml',
      base: mixed.join(''),
      ours: added(3, 'new: 1\r\n'),
      theirs: added(25, 'new: 2\r\n'),
    };
    const ids = mergeFile(texts).conflicts.map(({ id }) => id);
    const answered = mergeFile({ ...texts, choices: Object.fromEntries(ids.map((id) => [id, 'theirs' as const])) });
    expect(answered).toMatchObject({ tier: 'auto', text: texts.theirs });
  });

  it('is found by columns, in lists, texts and resources', () => {
    const found = (text: string): string[] => newDoubles('a.yaml', ['', ''], text).map(({ words }) => words);
    expect(found('a:\n  b: 1\n  c: 1\n  b: 2\n')).toEqual(['the key “a.b”']);
    expect(found('a:\n- b: 1\n  c: 1\n- b: 1\n')).toEqual([]);
    expect(found('a: |\n  b: 1\n  b: 2\n')).toEqual([]);
    expect(found('a:\n  - b: 1\n    "b": 2\n')).toEqual(['the key “a.b”']);
    const resource = 'kind: A\nmetadata:\n  name: x\n';
    expect(found(`${resource}---\n${resource}`)).toEqual(['A default/x']);
    expect(newDoubles('a.yaml', [`${resource}---\n${resource}`, ''], `${resource}---\n${resource}`)).toEqual([]);
  });
});

describe('blocks that are sealed as one', () => {
  const line = (mark: string): string => `${mark}bcdEFGH1234`.repeat(5);
  const wrapped = (first: string, last: string): string =>
    [line(first), line('q'), line('r'), line(last), 'QUJD='].join('\n');
  const certificate = (first: string, last: string): string =>
    `-----BEGIN CERTIFICATE-----\n${first}\nbb\ncc\n${last}\n-----END CERTIFICATE-----`;

  it.each([
    ['base64 in a value', 'a.yaml', (first: string, last: string) => inBlock(wrapped(first, last))],
    [
      'a certificate of several',
      'ca.txt',
      (first: string, last: string) => `${certificate(first, last)}\n${certificate('x', 'y')}\n`,
    ],
    [
      'one in a template',
      'a.yaml',
      (first: string, last: string) => `{{ if .x }}\n${inBlock(certificate(first, last))}{{ end }}\n`,
    ],
  ])('%s is never put together of two versions', (_, path, write) => {
    for (const outcome of merges(path, write('a', 'd'), write('A', 'd'), write('a', 'D'))) {
      expect(outcome.tier).toBe('ask');
      expect(outcome.conflicts).toHaveLength(1);
      expect(outcome.text).toBe(write('a', 'd'));
      expect([write('A', 'd'), write('a', 'D')]).toContain(outcome.open.ours);
    }
  });

  it('are apart from each other and from words', () => {
    const bundle = (one: string, two: string): string => `${certificate(one, 'd')}\nplain\n${certificate('a', two)}\n`;
    for (const outcome of merges('ca.txt', bundle('a', 'd'), bundle('A', 'd'), bundle('a', 'D')))
      expect(outcome).toMatchObject({ tier: 'auto', text: bundle('A', 'D') });
    expect(sealedRanges(['a', ...wrapped('a', 'b').split('\n'), 'words and more'])).toEqual([{ start: 1, end: 6 }]);
    expect(sealedRanges(['a-long-name-of-a-thing-that-is-not-base64-at-all', 'short'])).toEqual([]);
  });
});
