import { useMemo } from 'react';
import { CommandButton, CommandIconButton } from '../../app/commands/command-button';
import { DiffLayoutToggle } from '../../app/panes/diff-layout-toggle';
import { Faces } from '../../app/panes/faces';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject, type RepositoryStatus } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { VersionsView } from '../../app/panes/versions-view';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PathText } from '../../ui/path-text';
import { countWords } from '../../ui/size-words';
import { changeOf, changeRows, changeWords, conflictWords, type FileRow } from './change-rows';
import { compareQuery, useChanges } from './changes-store';

/** What the chosen change is, and what can be done with it. */
export function ChangeDetail({ status }: { readonly status: RepositoryStatus }) {
  const selection = useChanges((state) => state.selection);
  const rows = useMemo(() => changeRows(status.entries, '', new Set()), [status.entries]);
  const row = rows.find((one): one is FileRow => one.kind === 'file' && one.key === selection.lead);
  if (selection.keys.size > 1) return <SeveralChosen count={selection.keys.size} />;
  if (row === undefined) return <EmptyState icon="changes">Choose a file to see what changed in it.</EmptyState>;
  if (row.entry.conflict !== null) return <Conflict row={row} />;
  return <OneChange row={row} />;
}

function OneChange({ row }: { readonly row: FileRow }) {
  const { projectId } = useProject();
  const { path, from } = row.entry;
  const area = row.group === 'staged' ? 'staged' : 'unstaged';
  const versions = useQuery(compareQuery, { projectId, path, from: area === 'staged' ? from : null, area });
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h2 className={pane.title}>
          <PathText path={path} />
        </h2>
        <span className={pane.facts}>
          {changeWords[changeOf(row)]}
          {from !== null && (
            <>
              {' from '}
              <PathText path={from} />
            </>
          )}
        </span>
        <DiffLayoutToggle />
        <CommandIconButton command="history-of-file" icon="history" />
        {area === 'staged' ? (
          <CommandButton command="unstage" />
        ) : (
          <>
            <CommandButton command="discard" words="Discard" showKeys={false} />
            <CommandButton command="stage" />
          </>
        )}
      </div>
      <Faces
        loadable={versions}
        isWanted={(value) => value.path === path}
        loadingLabel="Loading the comparison"
        tryAgain={() => void compareQuery.again()}
        ready={(value) => <VersionsView versions={value} />}
      />
    </div>
  );
}

function Conflict({ row }: { readonly row: FileRow }) {
  const { path, conflict } = row.entry;
  return (
    <EmptyState
      icon="merge"
      action={
        <Button variant="primary" onPress={() => goTo('merge', { path })}>
          Resolve in Merge
        </Button>
      }
    >
      <PathText path={path} /> is a conflict: {conflict === null ? '' : conflictWords[conflict]}. Git waits for an
      answer.
    </EmptyState>
  );
}

function SeveralChosen({ count }: { readonly count: number }) {
  return (
    <EmptyState
      icon="changes"
      action={
        <>
          <CommandButton command="stage" />
          <CommandButton command="unstage" />
          <CommandButton command="discard" words="Discard" />
        </>
      }
    >
      {countWords(count, 'row')} chosen. What you discard is backed up first and can be undone.
    </EmptyState>
  );
}
