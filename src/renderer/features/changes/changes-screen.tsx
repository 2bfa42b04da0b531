import { useEffect } from 'react';
import { Faces } from '../../app/faces';
import { markInteractive } from '../../app/interactive';
import { takeAim } from '../../app/navigation';
import { statusQuery, useStatus, type RepositoryStatus } from '../../app/project-store';
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
  const settled = status.state === 'ready' || status.state === 'failed';
  useEffect(() => {
    if (settled) markInteractive();
  }, [settled]);
  return (
    <div className={styles.screen}>
      <HiddenHeading>Changes</HiddenHeading>
      <Faces
        loadable={status}
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
    </>
  );
}
