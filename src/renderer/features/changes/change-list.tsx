import { useEffect, useMemo, useRef } from 'react';
import { runCommand, useCommands } from '../../app/commands/commands';
import { CommandButton } from '../../app/commands/command-button';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProjectStore, useProject, type RepositoryStatus } from '../../app/project-store';
import { EmptyState } from '../../ui/empty-state';
import { GroupHead } from '../../ui/group-head';
import { selectOnly } from '../../ui/list-selection';
import { RowAction } from '../../ui/list-row';
import { ListView, type Hierarchy } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { SearchField } from '../../ui/search-field';
import { discard, stage, stageable, unstage, unstageable } from './change-actions';
import { ChangeMark } from './change-mark';
import { changeRows, groupTitles, rowInWords, type ChangeRow, type FileRow } from './change-rows';
import { setFilter, setSelection, toggleGroup, useChanges } from './changes-store';
import styles from './changes.module.css';

const keyOf = (row: ChangeRow): string => row.key;
const isFile = (row: ChangeRow): row is FileRow => row.kind === 'file';

export function ChangeList({ status }: { readonly status: RepositoryStatus }) {
  const { projectId } = useProject();
  const { filter, closed, selection } = useChanges();
  const rows = useMemo(() => changeRows(status.entries, filter, closed), [status.entries, filter, closed]);
  const hierarchy = useMemo((): Hierarchy<ChangeRow> => {
    return {
      level: (row) => (row.kind === 'group' ? 1 : 2),
      expanded: (row) => (row.kind === 'group' ? !closed.has(row.group) : null),
      toggle: (row) => toggleGroup(row.group),
    };
  }, [closed]);
  const searchBox = useRef<HTMLInputElement>(null);
  const everything = useMemo(() => changeRows(status.entries, '', new Set()).filter(isFile), [status.entries]);
  const chosen = useMemo(() => chosenFiles(rows, everything, selection.keys), [rows, everything, selection.keys]);
  useChangeCommands(projectId, chosen, everything, searchBox);

  const first = rows.find(isFile)?.key;
  useEffect(() => {
    if (selection.lead === null && first !== undefined) setSelection(selectOnly(first));
  }, [selection.lead, first]);

  const act = (row: ChangeRow): void => {
    if (row.kind === 'group') toggleGroup(row.group);
    else if (row.group === 'conflicts') goTo('merge', { path: row.entry.path });
    else if (row.group === 'staged') void unstage(projectId, [row]);
    else void stage(projectId, [row]);
  };
  return (
    <>
      <div className={pane.toolbar}>
        <SearchField
          label="Filter by path"
          value={filter}
          onChange={setFilter}
          className={pane.grow}
          inputRef={searchBox}
        />
        <CommandButton command="stage-all" words="Stage all" showKeys={false} />
      </div>
      {status.truncated && <p className={styles.note}>More has changed than can be listed; this is the beginning.</p>}
      {rows.length === 0 ? (
        <EmptyState icon="search">No changed path contains “{filter}”.</EmptyState>
      ) : (
        <ListView
          label="Changed files"
          items={rows}
          keyOf={keyOf}
          nameOf={rowInWords}
          selection={selection}
          onSelection={setSelection}
          multiple
          hierarchy={hierarchy}
          onAct={act}
          autoFocus
          renderRow={(row) =>
            row.kind === 'group' ? (
              <GroupRow row={row} open={!closed.has(row.group)} />
            ) : (
              <FileLine row={row} projectId={projectId} />
            )
          }
        />
      )}
    </>
  );
}

/** The files of the selection; a selected group head stands for its members. */
function chosenFiles(
  rows: readonly ChangeRow[],
  everything: readonly FileRow[],
  keys: ReadonlySet<string>,
): readonly FileRow[] {
  const groups = new Set(rows.flatMap((row) => (row.kind === 'group' && keys.has(row.key) ? [row.group] : [])));
  const shown = new Set(rows.filter(isFile).map(keyOf));
  return everything.filter((row) => (shown.has(row.key) && keys.has(row.key)) || groups.has(row.group));
}

function useChangeCommands(
  projectId: string,
  chosen: readonly FileRow[],
  everything: readonly FileRow[],
  searchBox: React.RefObject<HTMLInputElement | null>,
): void {
  const path = chosen[0]?.entry.path;
  const some = stageable(chosen).length;
  const staged = unstageable(chosen).length;
  const group = 'Changes';
  useCommands([
    {
      id: 'stage',
      changesRepository: true,
      title: 'Stage',
      group,
      keys: ['S'],
      when: () => some > 0,
      run: () => stage(projectId, chosen),
    },
    {
      id: 'unstage',
      changesRepository: true,
      title: 'Unstage',
      group,
      keys: ['U'],
      when: () => staged > 0,
      run: () => unstage(projectId, chosen),
    },
    {
      id: 'discard',
      changesRepository: true,
      title: 'Discard changes',
      group,
      keys: ['Delete', 'Mod+Backspace'],
      whileTyping: false,
      when: () => some > 0,
      run: () => discard(projectId, chosen),
    },
    {
      id: 'stage-all',
      changesRepository: true,
      title: 'Stage everything',
      group,
      keys: ['Mod+Shift+S'],
      when: () => stageable(everything).length > 0,
      run: () => stage(projectId, everything),
    },
    {
      id: 'unstage-all',
      changesRepository: true,
      title: 'Unstage everything',
      group,
      keys: ['Mod+Shift+U'],
      when: () => unstageable(everything).length > 0,
      run: () => unstage(projectId, everything),
    },
    {
      id: 'history-of-file',
      title: 'Show the history of this file',
      group,
      keys: ['H'],
      when: () => path !== undefined,
      run: () => goTo('timeline', path === undefined ? null : { path }),
    },
    { id: 'filter-changes', title: 'Filter the list', group, keys: ['/'], run: () => searchBox.current?.focus() },
  ]);
}

function GroupRow({ row, open }: { readonly row: Extract<ChangeRow, { kind: 'group' }>; readonly open: boolean }) {
  return (
    <>
      <GroupHead open={open} onToggle={() => toggleGroup(row.group)} title={groupTitles[row.group]} count={row.count} />
      {row.group === 'conflicts' && (
        <RowAction icon="merge" label="Open Merge" onPress={() => void runCommand('open-merge')} />
      )}
    </>
  );
}

function FileLine({ row, projectId }: { readonly row: FileRow; readonly projectId: string }) {
  const { entry, group } = row;
  const gone = useProjectStore((state) => state.gone);
  return (
    <>
      <span className={styles.indent} />
      <ChangeMark row={row} />
      <span className={pane.rowWords}>
        <PathText path={entry.path} nameFirst />
      </span>
      {!gone && (group === 'unstaged' || group === 'untracked') && (
        <>
          <RowAction icon="discard" label="Discard changes" onPress={() => void discard(projectId, [row])} />
          <RowAction icon="add" label="Stage" onPress={() => void stage(projectId, [row])} />
        </>
      )}
      {!gone && group === 'staged' && (
        <RowAction icon="remove" label="Unstage" onPress={() => void unstage(projectId, [row])} />
      )}
      {group === 'conflicts' && (
        <RowAction icon="merge" label="Resolve" onPress={() => goTo('merge', { path: entry.path })} />
      )}
    </>
  );
}
