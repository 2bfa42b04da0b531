import type { ChangeKind, ConflictKind, StatusEntry } from '../../../contract/changes';

export type GroupId = 'conflicts' | 'staged' | 'unstaged' | 'untracked';

/** One line of the list: a group's head, or one path in one group. A path can be staged and changed again. */
export type ChangeRow =
  | { readonly kind: 'group'; readonly key: string; readonly group: GroupId; readonly count: number }
  | { readonly kind: 'file'; readonly key: string; readonly group: GroupId; readonly entry: StatusEntry };

export type FileRow = Extract<ChangeRow, { kind: 'file' }>;

export const groupTitles: Readonly<Record<GroupId, string>> = {
  conflicts: 'Conflicts',
  staged: 'Staged',
  unstaged: 'Not staged',
  untracked: 'Untracked',
};

const groupOrder: readonly GroupId[] = ['conflicts', 'staged', 'unstaged', 'untracked'];

function groupsOf(entry: StatusEntry): readonly GroupId[] {
  if (entry.conflict !== null) return ['conflicts'];
  if (entry.unstaged === 'untracked') return ['untracked'];
  const groups: GroupId[] = [];
  if (entry.staged !== 'unchanged' && entry.staged !== 'ignored') groups.push('staged');
  if (entry.unstaged !== 'unchanged' && entry.unstaged !== 'ignored') groups.push('unstaged');
  return groups;
}

/** The rows to show: what matches the filter, grouped, without the members of closed groups. */
export function changeRows(
  entries: readonly StatusEntry[],
  filter: string,
  closed: ReadonlySet<GroupId>,
): readonly ChangeRow[] {
  const wanted = filter.trim().toLowerCase();
  const members: Record<GroupId, FileRow[]> = { conflicts: [], staged: [], unstaged: [], untracked: [] };
  for (const entry of entries) {
    if (wanted !== '' && !entry.path.toLowerCase().includes(wanted)) continue;
    for (const group of groupsOf(entry)) {
      members[group].push({ kind: 'file', key: `${group}:${entry.path}`, group, entry });
    }
  }
  return groupOrder.flatMap((group): ChangeRow[] => {
    const count = members[group].length;
    if (count === 0) return [];
    const head: ChangeRow = { kind: 'group', key: `group:${group}`, group, count };
    return closed.has(group) ? [head] : [head, ...members[group]];
  });
}

/** What happened to the path, as its row's group sees it. */
export function changeOf({ group, entry }: FileRow): ChangeKind {
  return group === 'staged' ? entry.staged : entry.unstaged;
}

export const changeWords: Readonly<Record<ChangeKind, string>> = {
  unchanged: 'unchanged',
  added: 'added',
  modified: 'modified',
  deleted: 'deleted',
  renamed: 'renamed',
  copied: 'copied',
  'type-changed': 'type changed',
  untracked: 'untracked',
  ignored: 'ignored',
};

export const conflictWords: Readonly<Record<ConflictKind, string>> = {
  'both-modified': 'both modified',
  'both-added': 'both added',
  'deleted-by-us': 'deleted by us',
  'deleted-by-them': 'deleted by them',
  'added-by-us': 'added by us',
  'added-by-them': 'added by them',
  'both-deleted': 'both deleted',
};

export function rowInWords(row: ChangeRow): string {
  if (row.kind === 'group') return `${groupTitles[row.group]}, ${row.count}`;
  const { entry, group } = row;
  const what = entry.conflict === null ? changeWords[changeOf(row)] : `conflict, ${conflictWords[entry.conflict]}`;
  const from = entry.from === null ? '' : `, from ${entry.from}`;
  const where = group === 'untracked' ? '' : `, ${groupTitles[group].toLowerCase()}`;
  return `${entry.path}, ${what}${from}${where}`;
}
