import { useMemo, useState } from 'react';
import type { ConflictShape, MergeState } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { CommandButton } from '../../../app/commands/command-button';
import { Icon } from '../../../ui/icon';
import type { IconName } from '../../../ui/icon';
import { ListView } from '../../../ui/list-view';
import { selectOnly } from '../../../ui/list-selection';
import { PathText } from '../../../ui/path-text';
import { conflictTitle, shortPlace, spokenConflict } from '../model/conflict-words';
import { conflictKey, countWords, fileKey, leftWords, mergeRows, spokenFile } from '../model/merge-rows';
import type { FileCount, MergeRow } from '../model/merge-rows';
import { conflictAt } from '../model/structure';
import { isSettledByStructure } from '../session/file-work';
import type { FileWork } from '../session/file-work';
import { goToConflict } from '../session/merge-actions';
import { reopenFile } from '../session/merge-steps';
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
  const { document, states, unresolved } = work.view;
  const resources = document.conflicts.map((index) => conflictAt(document, index)?.resource ?? null);
  return {
    total: states.length,
    unresolved,
    ...(resources.every((resource) => resource !== null)
      ? { of: resources.map((resource, number) => ({ resource, isOpen: states[number] === 'unresolved' })) }
      : {}),
    isSettled: isSettledByStructure(work),
  };
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
  const grouping = useMerge((merge) => merge.grouping);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useMemo(
    () =>
      mergeRows(
        state.conflicts,
        state.resolved,
        (one) => countOf(files.get(one)),
        (key, one) => toggled.get(key) ?? one === path,
        grouping,
      ),
    [state, files, path, toggled, grouping],
  );
  const [resolvedKey, setResolvedKey] = useState<string | null>(null);
  const current = currentKey(rows, path, active.get(path ?? '') ?? 0);
  const selected = resolvedKey !== null && rows.some((row) => row.key === resolvedKey) ? resolvedKey : current;

  const choose = (key: string | null): void => {
    const row = rows.find((one) => one.key === key);
    if (row === undefined || row.key === selected) return;
    setResolvedKey(row.kind === 'resolved' ? row.key : null);
    if (row.kind === 'file') void goToConflict(row.file.path, undefined, 'quiet');
    if (row.kind === 'resource') void goToConflict(row.path, firstOf(row.resource, files.get(row.path)), 'quiet');
    if (row.kind === 'conflict') void goToConflict(row.path, row.number, 'quiet');
  };
  const toggle = (row: MergeRow): void => {
    if (row.kind === 'file' || row.kind === 'resource')
      setToggled(new Map(toggled).set(row.key, row.isExpanded !== true));
  };
  return (
    <div className={styles.frame} data-pane-stop>
      <SettledOffer />
      <CleanButWrong />
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
          expanded: (row) => (row.kind === 'file' || row.kind === 'resource' ? row.isExpanded : null),
          toggle,
        }}
      />
    </div>
  );
}

/** Files that ask nothing once they are read as YAML: offered together, with their proof on each file's own page. */
function SettledOffer() {
  const count = useMerge((merge) => [...merge.files.values()].filter(isSettledByStructure).length);
  if (count === 0) return null;
  return (
    <div className={styles.offer}>
      <p>{count === 1 ? 'One file is' : `${count} files are`} resolved by structure, with proof.</p>
      <CommandButton command="merge.apply-settled" words={count === 1 ? 'Write it' : 'Write them'} />
    </div>
  );
}

/** What git merged without a question and wrongly. The commit is refused until it is put right, or a reason is given. */
function CleanButWrong() {
  const files = useMerge((merge) => merge.review?.files ?? noFiles);
  if (files.length === 0) return null;
  const count = files.length === 1 ? 'one file' : `${files.length} files`;
  return (
    <details className={styles.queue} open>
      <summary>Git merged {count} without a question, but…</summary>
      <ul>
        {files.map(({ path, concerns }) => (
          <li key={path}>
            <PathText path={path} nameFirst />
            {concerns.map(({ sentence, resource }, at) => (
              <p key={at}>{revealCharacters(resource === null ? sentence : `${resource}: ${sentence}`)}</p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

const noFiles: NonNullable<ReturnType<typeof useMerge.getState>['review']>['files'] = [];

const noSelection = { keys: new Set<string>(), lead: null, anchor: null };

function currentKey(rows: readonly MergeRow[], path: string | null, number: number): string | null {
  if (path === null) return null;
  const conflict = conflictKey(path, number);
  if (rows.some((row) => row.key === conflict)) return conflict;
  return rows.find((row) => row.kind === 'resource' && row.path === path)?.key ?? fileKey(path);
}

function firstOf(resource: string, work: FileWork | undefined): number {
  const of = countOf(work)?.of ?? [];
  const open = of.findIndex((one) => one.resource === resource && one.isOpen);
  return open >= 0
    ? open
    : Math.max(
        0,
        of.findIndex((one) => one.resource === resource),
      );
}

function spokenRow(row: MergeRow, files: ReadonlyMap<string, FileWork>): string {
  switch (row.kind) {
    case 'file':
      return spokenFile(row.file, row.count);
    case 'resource':
      return `${revealCharacters(row.resource)}, ${revealCharacters(row.path)}, ${leftWords(row.count)}.`;
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
    case 'resource': {
      const isDone = row.count.unresolved === 0;
      return (
        <>
          <span className={styles.fileIcon} data-done={isDone || undefined}>
            <Icon name={isDone ? 'check' : 'resources'} />
          </span>
          <span className={styles.owner} title={revealCharacters(`${row.resource}, in ${row.path}`)}>
            {revealCharacters(row.resource)}
          </span>
          <span className={styles.count}>{leftWords(row.count)}</span>
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
  const isUnderResource = useMerge((merge) => merge.grouping === 'resource');
  const index = work?.kind === 'text' ? work.session.document.conflicts[number] : undefined;
  if (work?.kind !== 'text' || index === undefined) return null;
  const { document } = work.view;
  const { resource, place } = conflictTitle(document, index, path);
  const state = work.view.states[number] ?? 'unresolved';
  const whole = resource === null ? place : `${resource} · ${place}`;
  return (
    <>
      <span className={styles.sign} data-state={state} aria-hidden="true">
        {state === 'unresolved' ? '?' : '✓'}
      </span>
      <span className={styles.place} title={revealCharacters(whole)}>
        {resource !== null && !(isUnderResource && document.structure !== null) && (
          <span className={styles.resource}>{revealCharacters(resource.replace(/^\S+ /, ''))} </span>
        )}
        {revealCharacters(shortPlace(place))}
      </span>
    </>
  );
}
