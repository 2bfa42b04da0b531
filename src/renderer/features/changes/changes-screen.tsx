import { useEffect } from 'react';
import { CommandButton } from '../../app/commands/command-button';
import { Faces } from '../../app/panes/faces';
import { markInteractive } from '../../app/commands/interactive';
import { latestOf } from '../../app/client/loadable';
import { takeAim } from '../../app/navigation';
import { statusQuery, useProjectStore, useStatus, type RepositoryStatus } from '../../app/project-store';
import { EmptyState } from '../../ui/empty-state';
import { HiddenHeading } from '../../ui/hidden-heading';
import { selectOnly } from '../../ui/list-selection';
import { SplitPanes } from '../../ui/split-panes';
import { ChangeDetail } from './change-detail';
import { ChangeList } from './change-list';
import { setFilter, setSelection } from './changes-store';
import { CommitBox } from './commit-box';
import { StateBanner } from './state-banner';
import styles from './changes.module.css';

/** What differs from the last commit, and the way to the next one. */
export function ChangesScreen() {
  const status = useStatus();
  const gone = useProjectStore((state) => state.gone);
  const latest = latestOf(status);
  // That the folder is gone is what the banner says; the failure to read it would say the same once more.
  const shown: typeof status = gone && latest !== null ? { state: 'ready', value: latest } : status;
  const settled = status.state === 'ready' || status.state === 'failed';
  useEffect(() => {
    if (settled) markInteractive();
  }, [settled]);
  return (
    <div className={styles.screen}>
      <HiddenHeading>Changes</HiddenHeading>
      <Faces
        loadable={shown}
        loadingLabel="Loading changes"
        tryAgain={() => void statusQuery.again()}
        ready={(value) => <Ready status={value} />}
      />
    </div>
  );
}

function Ready({ status }: { readonly status: RepositoryStatus }) {
  useEffect(() => {
    const aimed = takeAim()?.path;
    const entry = status.entries.find(({ path }) => path === aimed);
    if (entry === undefined) return;
    setFilter('');
    const group = entry.unstaged === 'untracked' ? 'untracked' : entry.unstaged === 'unchanged' ? 'staged' : 'unstaged';
    setSelection(selectOnly(`${group}:${entry.path}`));
  }, [status]);
  return (
    <>
      <StateBanner status={status} />
      {status.entries.length === 0 ? <Clean status={status} /> : <Changed status={status} />}
    </>
  );
}

function Clean({ status }: { readonly status: RepositoryStatus }) {
  return (
    <EmptyState icon="done" action={<CommandButton command="open-timeline" words="Walk the timeline" />}>
      {status.head.kind === 'unborn'
        ? 'There are no files yet. What you add to the folder shows up here.'
        : 'Nothing has changed since the last commit.'}
    </EmptyState>
  );
}

function Changed({ status }: { readonly status: RepositoryStatus }) {
  return (
    <SplitPanes
      id="changes"
      firstPercent={38}
      handleLabel="Resize the list of changes"
      first={
        <div className={styles.pane}>
          <ChangeList status={status} />
          <CommitBox status={status} />
        </div>
      }
      second={<ChangeDetail status={status} />}
    />
  );
}
