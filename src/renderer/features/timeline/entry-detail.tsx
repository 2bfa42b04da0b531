import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { Faces } from '../../app/panes/faces';
import { latestOf } from '../../app/client/loadable';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { emptySelection } from '../../ui/list-selection';
import { ListOverDetail } from '../../ui/list-over-detail';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { EntryComparison } from './entry-comparison';
import { EntryHead } from './entry-head';
import { timelineRows, type Entry } from './timeline-rows';
import { pathsQuery, toggleFold, useTimeline } from './timeline-store';
import styles from './timeline.module.css';

interface EntryDetailProps {
  readonly page: OutputOf<'history.timeline'>;
  /** The history of one file is shown. */
  readonly path: string | null;
  readonly onPath: (path: string) => void;
}

/** The chosen moment: what it was, which paths it touched, and what differs from now. */
export function EntryDetail({ page, path, onPath }: EntryDetailProps) {
  const { selection, opened } = useTimeline();
  const row = useMemo(
    () => timelineRows(page.entries, opened).find((one) => one.key === selection.lead),
    [page.entries, opened, selection.lead],
  );
  if (row === undefined) return <EmptyState icon="history">Choose an entry to see what it changed.</EmptyState>;
  if (row.kind === 'fold') {
    return (
      <EmptyState
        icon="history"
        action={
          <Button onPress={() => void toggleFold(row.fold)} keys={row.open ? 'ArrowLeft' : 'ArrowRight'}>
            {row.open ? 'Fold them again' : 'Show them'}
          </Button>
        }
      >
        {row.fold.title}: nothing in them changes what the fabric does.
      </EmptyState>
    );
  }
  if (path !== null) return <OneFile entry={row.entry} path={path} />;
  return <AllFiles key={row.key} entry={row.entry} onPath={onPath} />;
}

function OneFile({ entry, path }: { readonly entry: Entry; readonly path: string }) {
  return (
    <div className={pane.pane}>
      <EntryHead entry={entry} paths={[path]} chosen={path} />
      <EntryComparison entry={entry} path={path} />
    </div>
  );
}

type ChangedPath = OutputOf<'history.paths'>[number];

const keyOf = (one: ChangedPath): string => one.path;
const nameOf = (one: ChangedPath): string => `${one.path}, ${one.change}`;

function AllFiles({ entry, onPath }: { readonly entry: Entry; readonly onPath: (path: string) => void }) {
  const { projectId } = useProject();
  const paths = useQuery(pathsQuery, { projectId, source: entry.source });
  const [selection, setSelection] = useState(emptySelection);
  const list = latestOf(paths) ?? [];
  const chosen = list.find((one) => one.path === selection.lead) ?? list[0] ?? null;
  const shown = chosen === null ? selection : { ...selection, lead: chosen.path, keys: new Set([chosen.path]) };
  return (
    <div className={pane.pane}>
      <EntryHead entry={entry} paths={list.map(keyOf)} chosen={chosen?.path ?? null} />
      <Faces
        loadable={paths}
        loadingLabel="Loading the changed files"
        tryAgain={() => void pathsQuery.again()}
        isEmpty={(known) => known.length === 0}
        empty={<EmptyState icon="file">No file changed here.</EmptyState>}
        ready={(known) => (
          <ListOverDetail
            id="timeline-entry"
            count={known.length}
            handleLabel="Resize the list of files"
            list={
              <ListView
                label="Files of this entry"
                items={known}
                keyOf={keyOf}
                nameOf={nameOf}
                selection={shown}
                onSelection={setSelection}
                onAct={(one) => onPath(one.path)}
                renderRow={(one) => <FileRow file={one} />}
              />
            }
            detail={chosen !== null && <EntryComparison entry={entry} path={chosen.path} />}
          />
        )}
      />
    </div>
  );
}

function FileRow({ file }: { readonly file: ChangedPath }) {
  return (
    <>
      <span className={styles.change}>{file.change}</span>
      <PathText path={file.path} nameFirst />
    </>
  );
}
