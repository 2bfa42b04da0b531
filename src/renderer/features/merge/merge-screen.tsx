import { useEffect } from 'react';
import type { MergeState } from '../../../contract/merge';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { markInteractive } from '../../app/commands/interactive';
import { latestOf } from '../../app/client/loadable';
import { takeAim, useNavigation } from '../../app/navigation';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { useSettings } from '../../app/settings-store';
import { EmptyState } from '../../ui/empty-state';
import { SplitPanes } from '../../ui/split-panes';
import { chooseLayout } from './model/choose-layout';
import type { MergeLayout } from './model/choose-layout';
import { AllResolved } from './parts/all-resolved';
import { FileDesk } from './parts/file-desk';
import { rehearseCommand, useMergeCommands } from './parts/merge-commands';
import { MergeDialogs } from './parts/merge-dialogs';
import { MergeList } from './parts/merge-list';
import { MergeTopBar } from './parts/merge-top-bar';
import { RehearseDialog } from './parts/rehearse-dialog';
import { StartMerge } from './parts/start-merge';
import styles from './parts/merge-screen.module.css';
import type { FileWork } from './session/file-work';
import { actOn, goToConflict } from './session/merge-actions';
import { nextStep } from './session/merge-steps';
import { mergeQuery, useMerge } from './session/merge-store';
import { openAll, reconcile, saveAllDrafts } from './session/open-file';

/** Everything that git could not merge by itself, and the way to a commit. */
export function MergeScreen() {
  const { projectId } = useProject();
  const answer = useQuery(mergeQuery, { projectId });
  const state = latestOf(answer);
  useEffect(() => {
    if (state === null) return;
    reconcile(state);
    void openAll(state);
    markInteractive();
  }, [state]);
  const aimed = useNavigation(({ aim }) => aim?.path);
  useEffect(() => {
    // What was aimed at may be newer than what was read.
    if (aimed === undefined || state?.conflicts.some(({ path }) => path === aimed) !== true) return;
    takeAim();
    void goToConflict(aimed);
  }, [state, aimed]);
  useEffect(() => {
    document.addEventListener('visibilitychange', saveAllDrafts);
    window.addEventListener('pagehide', saveAllDrafts);
    return () => {
      saveAllDrafts();
      document.removeEventListener('visibilitychange', saveAllDrafts);
      window.removeEventListener('pagehide', saveAllDrafts);
    };
  }, []);
  return (
    <div className={styles.screen}>
      <Faces
        loadable={answer}
        loadingLabel="Reading the merge"
        tryAgain={() => void mergeQuery.again()}
        isEmpty={({ progress, conflicts }) => progress === 'none' && conflicts.length === 0}
        empty={
          <EmptyState icon="merge" action={<NoMerge projectId={projectId} />}>
            No merge is under way. When git stops at a conflict, here or in a terminal, it is answered here.
          </EmptyState>
        }
        ready={(value) => <Desk state={value} />}
      />
    </div>
  );
}

function NoMerge({ projectId }: { readonly projectId: string }) {
  useCommands([rehearseCommand]);
  return (
    <>
      <StartMerge projectId={projectId} />
      <CommandButton command="merge.rehearse" words="Rehearse…" />
      <RehearseDialog />
    </>
  );
}

/** A choice by hand counts for all files; without one each file gets what suits it. */
function useLayout(work: FileWork | undefined): MergeLayout {
  const chosen = useMerge((merge) => merge.layout);
  const setting = useSettings((settings) => settings.mergeLayout);
  if (chosen !== null) return chosen;
  return work?.kind === 'text' ? chooseLayout(work.view.document, setting) : 'inline';
}

function Desk({ state }: { readonly state: MergeState }) {
  const path = useMerge((merge) => merge.path);
  const files = useMerge((merge) => merge.files);
  const work = path === null ? undefined : files.get(path);
  const layout = useLayout(work);
  const next = nextStep(state, path, files);
  useMergeCommands({ state, work: work?.kind === 'text' ? work : null, layout, next });
  return (
    <>
      <MergeTopBar state={state} next={next} />
      <SplitPanes
        id="merge"
        firstPercent={24}
        handleLabel="Resize the list of conflicts"
        first={<MergeList state={state} onEdit={() => actOn('edit', layout)} />}
        second={
          path === null ? (
            <AllResolved state={state} />
          ) : (
            <FileDesk path={path} work={work} layout={layout} state={state} />
          )
        }
      />
      <MergeDialogs state={state} />
    </>
  );
}
