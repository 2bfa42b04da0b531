import { describe, expect, test } from 'vitest';
import {
  conflictTitle,
  lineWords,
  shortPlace,
  spokenConflict,
  stateWords,
} from '../../../../src/renderer/features/merge/model/conflict-words';
import { chooseLayout } from '../../../../src/renderer/features/merge/model/choose-layout';
import { openMergeDocument } from '../../../../src/renderer/features/merge/model/merge-document';
import { countWords, mergeRows, progressWords } from '../../../../src/renderer/features/merge/model/merge-rows';
import { questionOf } from '../../../../src/renderer/features/merge/model/question';
import { survivingChange, wholeOptions } from '../../../../src/renderer/features/merge/model/whole-choices';
import type { ConflictDocument } from '../../../../src/contract/merge';
import {
  FakeMerge,
  absent,
  fakeHash,
  textConflict,
  textContent,
  wholeConflict,
} from '../../../support/merge/fake-merge';
import { letters, openSession } from '../../../support/merge/draw-session';
import { large, medium, small } from '../../../support/merge/sample-texts';

const names = { ours: 'main', theirs: 'feature' };

describe('a conflict in words', () => {
  const document = openMergeDocument(small);

  test('says where, what each side has, and whether it is answered', () => {
    const spoken = spokenConflict(
      document,
      document.conflicts[0]!,
      'a.yaml',
      { number: 3, total: 7 },
      'unresolved',
      names,
    );
    expect(spoken).toBe(
      'Conflict 3 of 7, VPC vpc-1, spec.subnets.default.vlan: base 1001, ours 1002, theirs 1003. Not resolved.',
    );
  });

  test('claims no key for a comment, and no resource for lines that open another document', () => {
    const head = 'kind: VPC\nmetadata:\n  name: vpc-1\nspec:\n  vlan: 1\n';
    const titleOf = (base: string, ours: string, theirs: string) => {
      const opened = openMergeDocument({ base: head + base, ours: head + ours, theirs: head + theirs });
      return conflictTitle(opened, opened.conflicts[0]!, 'a.yaml');
    };
    expect(titleOf('# a\n', '# b\n', '# c\n')).toEqual({ resource: 'VPC vpc-1', place: 'line 6' });
    expect(titleOf('# kind: Switch\n', '# kind: Server\n', '---\nkind: Switch\n')).toEqual({
      resource: null,
      place: 'line 6',
    });
  });

  test('counts lines in a file that is no YAML, and cuts long values', () => {
    const texts = { base: letters('ab'), ours: letters('aXYZUVb'), theirs: letters('ab').replace('a', '\u202e') };
    const other = openMergeDocument({ ...texts, theirs: 'a\nq\u202e\nb\n' });
    const spoken = spokenConflict(other, other.conflicts[0]!, 'notes.txt', { number: 1, total: 1 }, 'ours', names);
    expect(spoken).toBe(
      'Conflict 1 of 1, lines 2–6: base nothing, ours X; Y; Z, and 2 more lines, theirs q\\u{202e}. main taken.',
    );
  });

  test('places are short in lists', () => {
    expect(shortPlace('spec.mclag.links[1].switch.port')).toBe('…links[1].switch.port');
    expect(shortPlace('metadata.name')).toBe('metadata.name');
    expect(conflictTitle(document, document.conflicts[0]!, 'a.txt').place).toBe('line 12');
    expect(lineWords({ ...document.regions[0]!, ours: { start: 4, end: 4 } })).toBe('after line 4');
    expect(lineWords({ ...document.regions[0]!, ours: { start: 0, end: 0 } })).toBe('at the start');
  });

  test.each([
    ['base', 'Base kept'],
    ['theirs-then-ours', 'Both taken, feature first'],
    ['edited', 'Edited by hand'],
  ] as const)('%s', (state, words) => {
    expect(stateWords(state, names)).toBe(words);
  });
});

describe('a question', () => {
  test('marks the words that differ from the base, new lines from their first letter on', () => {
    const { session, document } = openSession(small.base, small.ours, small.theirs);
    const question = questionOf(document, session.view, 0, 'a.yaml')!;
    expect(question.ours.changed).toEqual([{ line: 0, start: 12, end: 16 }]);
    const second = questionOf(document, session.view, 1, 'a.yaml')!;
    expect(second.ours.changed[1]).toEqual({ line: 1, start: 4, end: 12 });
  });

  test('knows white space, and sides without lines', () => {
    const { session, document } = openSession('a: 1\n', 'a:  2\n', 'a: 2\n');
    expect(questionOf(document, session.view, 0, 'a.yaml')).toMatchObject({
      isWhitespaceOnly: true,
      canTakeBoth: true,
    });
    const removed = openSession(letters('abc'), letters('ac'), letters('aXc'));
    expect(questionOf(removed.document, removed.session.view, 0, 'a')).toMatchObject({ canTakeBoth: false });
    expect(questionOf(removed.document, removed.session.view, 1, 'a')).toBeNull();
  });
});

describe('the layout', () => {
  test.each([
    ['small', small, 'inline'],
    ['medium', medium, 'three-pane'],
    ['large', large(500), 'three-pane'],
  ] as const)('of a %s file', (_name, sample, layout) => {
    expect(chooseLayout(openMergeDocument(sample), 'automatic')).toBe(layout);
  });

  test('is the one that was set', () => {
    expect(chooseLayout(openMergeDocument(small), 'three-pane')).toBe('three-pane');
  });
});

describe('the list', () => {
  const merge = new FakeMerge([textConflict('a.yaml', small), textConflict('b.yaml', medium)]);
  const { conflicts } = merge.state;

  test('answered files sink below open ones, resolved ones below all', () => {
    const counts: Record<string, { total: number; unresolved: number }> = {
      'a.yaml': { total: 2, unresolved: 0 },
      'b.yaml': { total: 9, unresolved: 4 },
    };
    const rows = mergeRows(
      conflicts,
      ['c.yaml'],
      (path) => counts[path] ?? null,
      (_key, path) => path === 'a.yaml',
    );
    expect(rows.map(({ key }) => key)).toEqual([
      'file b.yaml',
      'file a.yaml',
      'conflict 0 a.yaml',
      'conflict 1 a.yaml',
      'resolved c.yaml',
    ]);
    expect(countWords(conflicts[0]!, counts['a.yaml']!)).toBe('all 2 answered');
    expect(countWords(conflicts[1]!, counts['b.yaml']!)).toBe('4 of 9 left');
    expect(progressWords(conflicts, 1, (path) => counts[path] ?? null)).toBe(
      '2 of 3 files left, 4 of 11 conflicts open',
    );
    expect(progressWords(conflicts, 0, () => ({ total: 1, unresolved: 0 }))).toBe('2 of 2 files left, all answered');
    expect(progressWords([], 2, () => null)).toBe('All 2 files resolved');
  });
});

describe('a question about a whole path', () => {
  const about = (file: ReturnType<typeof wholeConflict>): ConflictDocument => ({
    ...file,
    oursLabel: 'main',
    theirsLabel: 'feature',
    baseLabel: 'base',
    oursCommits: [],
    theirsCommits: [],
    draft: null,
  });
  const sentence = 'What happened.';
  const keys = (file: ConflictDocument): string[] =>
    wholeOptions(file).map(({ key, choice, title }) => `${key} ${choice}: ${title}`);

  test('deleted by them: 1 keeps what we have, 2 deletes', () => {
    const file = about(
      wholeConflict(
        'a.yaml',
        { conflict: 'deleted-by-them', shape: 'delete-modify', sentence },
        { base: textContent('a\n'), ours: textContent('b\n'), theirs: absent },
      ),
    );
    expect(keys(file)).toEqual([
      "1 ours: Keep main's version",
      '2 delete: Delete the file',
      '3 worktree: Keep what is in the folder now',
    ]);
    expect(survivingChange(file)).toEqual({ side: 'ours', before: 'a\n', after: 'b\n' });
  });

  test('links say where they will point, with hidden characters shown', () => {
    const file = about(
      wholeConflict(
        'link',
        { conflict: 'both-modified', shape: 'symlink', sentence },
        { base: absent, ours: { kind: 'symlink', target: 'a' }, theirs: { kind: 'symlink', target: 'b\u202ec' } },
      ),
    );
    expect(wholeOptions(file).map(({ effect }) => effect)).toEqual([
      'The link will point to a.',
      'The link will point to b\\u{202e}c.',
    ]);
    expect(survivingChange(file)).toBeNull();
  });

  test('modes and submodules say what will be', () => {
    const text = (executable: boolean) => ({ ...textContent('a\n'), executable }) as ConflictDocument['ours'];
    const mode = about(
      wholeConflict(
        'run.sh',
        { conflict: 'both-modified', shape: 'mode', sentence },
        { base: text(false), ours: text(true), theirs: text(false) },
      ),
    );
    expect(wholeOptions(mode).map(({ effect }) => effect)).toEqual([
      'The file will be executable.',
      'The file will not be executable.',
    ]);
    const commit = fakeHash('x').slice(0, 40);
    const sub = about(
      wholeConflict(
        'sub',
        { conflict: 'both-modified', shape: 'submodule', sentence },
        { base: absent, ours: { kind: 'submodule', commit }, theirs: { kind: 'submodule', commit } },
      ),
    );
    expect(wholeOptions(sub)[0]?.effect).toContain(commit.slice(0, 10));
  });

  test('a rename offers both names', () => {
    const file = about(
      wholeConflict(
        'new.yaml',
        { conflict: 'added-by-us', shape: 'rename', sentence },
        { base: textContent('a\n'), ours: textContent('a\n'), theirs: absent },
      ),
    );
    expect(keys(file).at(-1)).toBe('3 keep-both: Keep both files');
  });
});
