import { useCallback, useEffect, useState } from 'react';
import type { RecentProject } from '../../../contract/projects';
import { createAndOpenDemo } from '../../app/commands/app-commands';
import { useCommands } from '../../app/commands/commands';
import { CommandButton } from '../../app/commands/command-button';
import { Faces } from '../../app/panes/faces';
import { markInteractive } from '../../app/commands/interactive';
import { problemWords } from '../../app/problem-words';
import { openProject, useProjectStore } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { recentQuery } from '../../app/client/shared-queries';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { FailureView } from '../../ui/failure-view';
import { emptySelection, selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { ProgressLine } from '../../ui/progress-line';
import { forgetRecent, locateRecent } from './recent-actions';
import { RecentRow, recentInWords } from './recent-row';
import { useFolderDrop } from './use-folder-drop';
import styles from './welcome.module.css';

const keyOf = (recent: RecentProject): string => recent.path;

/** The first screen: what was open before, and the ways to open more. */
export function WelcomeScreen() {
  const recent = useQuery(recentQuery, {});
  const { opening, openProblem, startupAsked } = useProjectStore();
  const { over, dropProps } = useFolderDrop();
  const settled = recent.state === 'ready' || recent.state === 'failed';
  useEffect(() => {
    if (settled && startupAsked && opening === null) markInteractive();
  }, [settled, startupAsked, opening]);

  return (
    <div className={styles.screen} data-over={over || undefined} {...dropProps}>
      {opening !== null && <ProgressLine label={`Opening ${opening}`} />}
      <div className={styles.column}>
        <header className={styles.head}>
          <h1 className={styles.name}>Selvedge</h1>
          <p className={styles.line}>Resolve, restore and review the repository of your fabric. Nothing gets lost.</p>
        </header>
        {openProblem !== null && <FailureView {...problemWords(openProblem)} strip />}
        <div className={styles.ways}>
          <CommandButton command="open-folder" variant="primary" icon="folder-open" />
          <CommandButton command="create-demo" icon="sparkle" />
          <span className={styles.drop}>or drop a folder here</span>
        </div>
        <section className={styles.recent} aria-label="Recent repositories">
          <h2 className={styles.heading}>Recent</h2>
          <Faces
            loadable={recent}
            loadingLabel="Loading recent repositories"
            tryAgain={() => void recentQuery.again()}
            isEmpty={(list) => list.length === 0}
            empty={
              <EmptyState
                icon="folder"
                action={<Button onPress={() => void createAndOpenDemo()}>Open the demo</Button>}
              >
                Repositories that you open are listed here. The demo fabric is a good place to look around.
              </EmptyState>
            }
            ready={(list) => <RecentList list={list} opening={opening} />}
          />
        </section>
      </div>
    </div>
  );
}

function RecentList({ list, opening }: { readonly list: readonly RecentProject[]; readonly opening: string | null }) {
  const [selection, setSelection] = useState(() => (list[0] === undefined ? emptySelection : selectOnly(list[0].path)));
  const lead = list.find((recent) => recent.path === selection.lead) ?? null;
  const act = useCallback((recent: RecentProject) => {
    if (recent.state === 'missing') void locateRecent(recent);
    else void openProject(recent.path);
  }, []);
  useCommands([
    {
      id: 'locate-recent',
      title: 'Locate the missing repository…',
      group: 'Recent repositories',
      keys: ['L'],
      when: () => lead !== null && lead.state !== 'ready',
      run: () => (lead === null ? undefined : locateRecent(lead)),
    },
    {
      id: 'forget-recent',
      title: 'Remove from the list',
      group: 'Recent repositories',
      keys: ['Delete'],
      when: () => lead !== null,
      run: () => (lead === null ? undefined : forgetRecent(lead)),
    },
  ]);
  return (
    <>
      <div className={styles.list}>
        <ListView
          label="Recent repositories"
          items={list}
          keyOf={keyOf}
          nameOf={recentInWords}
          selection={selection}
          onSelection={setSelection}
          onAct={act}
          lines={2}
          autoFocus
          renderRow={(recent) => <RecentRow recent={recent} opening={opening === recent.path} onOpen={act} />}
        />
      </div>
      <div className={styles.below}>
        <Button disabled={lead === null || lead.state === 'missing'} onPress={() => lead !== null && act(lead)}>
          Open
        </Button>
        <CommandButton command="locate-recent" words="Locate…" variant="quiet" />
        <CommandButton command="forget-recent" words="Remove from list" variant="quiet" />
      </div>
    </>
  );
}
