import { useMemo, useState } from 'react';
import type { ConflictShape, MergeState } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Icon } from '../../../ui/icon';
import type { IconName } from '../../../ui/icon';
import { ListView } from '../../../ui/list-view';
import { selectOnly } from '../../../ui/list-selection';
import { PathText } from '../../../ui/path-text';
import { conflictTitle, shortPlace, spokenConflict } from '../model/conflict-words';
import { conflictKey, countWords, fileKey, mergeRows, spokenFile } from '../model/merge-rows';
import type { FileCount, MergeRow } from '../model/merge-rows';
import type { FileWork } from '../session/file-work';
import { goToConflict, reopenFile } from '../session/merge-actions';
import { useMerge } from '../session/merge-store';
import styles from './merge-list.module.css';

const icons: Readonly<Record<ConflictShape, IconName>> = {
  text: 'changes',
  'delete-modify': 'file-remove',
  binary: 'file',
  mode: 'settings',
  symlink: 'file-link',
  submodule: 'folder',
  rename: 'copy',
  'too-large': 'warn',
};

export function countOf(work: FileWork | undefined): FileCount | null {
  if (work?.kind !== 'text') return null;
  return { total: work.view.states.length, unresolved: work.view.unresolved };
}

interface MergeListProps {
  readonly state: MergeState;
  readonly onEdit: () => void;
}

/** All that asks, by file; what is resolved sinks to the end. The list a screen reader works with. */
export function MergeList({ state, onEdit }: MergeListProps) {
  const files = useMerge((merge) => merge.files);
  const path = useMerge((merge) => merge.path);
  const active = useMerge((merge) => merge.active);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useMemo(
    () =>
      mergeRows(
        state.conflicts,
        state.resolved,
        (one) => countOf(files.get(one)),
        (one) => toggled.get(one) ?? one === path,
      ),
    [state, files, path, toggled],
  );
  const [resolvedKey, setResolvedKey] = useState<string | null>(null);
  const current = currentKey(rows, path, active.get(path ?? '') ?? 0);
  const selected = resolvedKey !== null && rows.some((row) => row.key === resolvedKey) ? resolvedKey : current;

  const choose = (key: string | null): void => {
    const row = rows.find((one) => one.key === key);
    if (row === undefined || row.key === selected) return;
    setResolvedKey(row.kind === 'resolved' ? row.key : null);
    if (row.kind === 'file') void goToConflict(row.file.path, undefined, 'quiet');
    if (row.kind === 'conflict') void goToConflict(row.path, row.number, 'quiet');
  };
  const toggle = (row: MergeRow): void => {
    if (row.kind === 'file') setToggled(new Map(toggled).set(row.file.path, row.isExpanded !== true));
  };
  return (
    <div className={styles.frame} data-pane-stop>
      <ListView
        label="Conflicts"
        items={rows}
        keyOf={(row) => row.key}
        nameOf={(row) => spokenRow(row, files)}
        renderRow={(row) => <Row row={row} files={files} />}
        selection={selected === null ? noSelection : selectOnly(selected)}
        onSelection={(selection) => choose(selection.lead)}
        onAct={(row) => {
          if (row.kind === 'resolved') void reopenFile({ path: row.path as MergeState['resolved'][number] });
          else onEdit();
        }}
        hierarchy={{
          level: (row) => (row.kind === 'conflict' ? 2 : 1),
          expanded: (row) => (row.kind === 'file' ? row.isExpanded : null),
          toggle,
        }}
      />
    </div>
  );
}

const noSelection = { keys: new Set<string>(), lead: null, anchor: null };

function currentKey(rows: readonly MergeRow[], path: string | null, number: number): string | null {
  if (path === null) return null;
  const conflict = conflictKey(path, number);
  return rows.some((row) => row.key === conflict) ? conflict : fileKey(path);
}

function spokenRow(row: MergeRow, files: ReadonlyMap<string, FileWork>): string {
  switch (row.kind) {
    case 'file':
      return spokenFile(row.file, row.count);
    case 'resolved':
      return `${revealCharacters(row.path)}, resolved. Enter makes it a conflict again.`;
    case 'conflict': {
      const work = files.get(row.path);
      const index = work?.kind === 'text' ? work.session.document.conflicts[row.number] : undefined;
      if (work?.kind !== 'text' || index === undefined) return `Conflict ${row.number + 1}`;
      return spokenConflict(
        work.session.document,
        index,
        row.path,
        { number: row.number + 1, total: work.view.states.length },
        work.view.states[row.number] ?? 'unresolved',
        { ours: work.file.oursLabel, theirs: work.file.theirsLabel },
      );
    }
  }
}

function Row({ row, files }: { readonly row: MergeRow; readonly files: ReadonlyMap<string, FileWork> }) {
  switch (row.kind) {
    case 'file': {
      const isDone = row.count?.unresolved === 0;
      return (
        <>
          <span className={styles.fileIcon} data-done={isDone || undefined}>
            <Icon name={isDone ? 'check' : icons[row.file.shape]} />
          </span>
          <PathText path={row.file.path} nameFirst className={styles.path} />
          <span className={styles.count}>{countWords(row.file, row.count)}</span>
        </>
      );
    }
    case 'resolved':
      return (
        <>
          <span className={styles.fileIcon} data-done>
            <Icon name="done" />
          </span>
          <PathText path={row.path} nameFirst className={styles.path} />
          <span className={styles.count}>resolved</span>
        </>
      );
    case 'conflict':
      return <ConflictRow path={row.path} number={row.number} work={files.get(row.path)} />;
  }
}

interface ConflictRowProps {
  readonly path: string;
  readonly number: number;
  readonly work: FileWork | undefined;
}

function ConflictRow({ path, number, work }: ConflictRowProps) {
  const index = work?.kind === 'text' ? work.session.document.conflicts[number] : undefined;
  if (work?.kind !== 'text' || index === undefined) return null;
  const { resource, place } = conflictTitle(work.session.document, index, path);
  const state = work.view.states[number] ?? 'unresolved';
  const whole = resource === null ? place : `${resource} · ${place}`;
  return (
    <>
      <span className={styles.sign} data-state={state} aria-hidden="true">
        {state === 'unresolved' ? '?' : '✓'}
      </span>
      <span className={styles.place} title={revealCharacters(whole)}>
        {resource !== null && (
          <span className={styles.resource}>{revealCharacters(resource.replace(/^\S+ /, ''))} </span>
        )}
        {revealCharacters(shortPlace(place))}
      </span>
    </>
  );
}
