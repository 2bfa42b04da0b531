import { describe, expect, test } from 'vitest';
import type { ProjectPath } from '../../../../src/contract/basics';
import type { StatusEntry } from '../../../../src/contract/changes';
import { changeRows, rowInWords, type ChangeRow } from '../../../../src/renderer/features/changes/change-rows';

const entry = (path: string, more: Partial<StatusEntry>): StatusEntry => ({
  path: path as ProjectPath,
  from: null,
  staged: 'unchanged',
  unstaged: 'unchanged',
  conflict: null,
  submodule: false,
  ...more,
});

const entries = [
  entry('both.yaml', { staged: 'modified', unstaged: 'modified' }),
  entry('Clash.yaml', { conflict: 'both-modified' }),
  entry('new.yaml', { unstaged: 'untracked' }),
  entry('gone.yaml', { unstaged: 'deleted' }),
  entry('built.js', { unstaged: 'ignored' }),
];

const draw = (rows: readonly ChangeRow[]): string[] =>
  rows.map((row) => (row.kind === 'group' ? `${row.group} ${row.count}` : `  ${row.entry.path}`));

describe('changeRows', () => {
  test('groups in the order in which they need somebody; a path can be in two', () => {
    expect(draw(changeRows(entries, '', new Set()))).toEqual([
      'conflicts 1',
      '  Clash.yaml',
      'staged 1',
      '  both.yaml',
      'unstaged 2',
      '  both.yaml',
      '  gone.yaml',
      'untracked 1',
      '  new.yaml',
    ]);
  });
  test('a closed group keeps its count', () => {
    expect(draw(changeRows(entries, '', new Set(['unstaged'])))).toContain('unstaged 2');
    expect(draw(changeRows(entries, '', new Set(['unstaged'])))).not.toContain('  gone.yaml');
  });
  test('the filter does not care about case', () => {
    expect(draw(changeRows(entries, 'cLASH', new Set()))).toEqual(['conflicts 1', '  Clash.yaml']);
  });
  test('keys are unique', () => {
    const keys = changeRows(entries, '', new Set()).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
  test('each row says what it is', () => {
    const words = changeRows(entries, '', new Set()).map(rowInWords);
    expect(words).toContain('Clash.yaml, conflict, both modified, conflicts');
    expect(words).toContain('gone.yaml, deleted, not staged');
  });
});
