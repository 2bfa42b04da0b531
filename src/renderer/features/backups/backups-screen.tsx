import { useEffect } from 'react';
import { CommandButton } from '../../app/command-button';
import { useCommands } from '../../app/commands';
import { Faces } from '../../app/faces';
import { takeAim } from '../../app/navigation';
import pane from '../../app/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/query';
import { backupsQuery } from '../../app/shared-queries';
import { EmptyState } from '../../ui/empty-state';
import { selectOnly } from '../../ui/list-selection';
import { SplitPanes } from '../../ui/split-panes';
import { BackupDetail } from './backup-detail';
import { BackupList } from './backup-list';
import { selectBackup, useBackups, verify } from './backups-store';

/** What is kept outside of git, and the way back to it. */
export function BackupsScreen() {
  const { projectId } = useProject();
  const list = useQuery(backupsQuery, { projectId });
  const verifying = useBackups((state) => state.verifying);
  useEffect(() => {
    const aimed = takeAim()?.id;
    if (aimed !== undefined) selectBackup(selectOnly(aimed));
  }, []);
  useCommands([
    {
      id: 'verify-all',
      title: 'Verify every backup',
      group: 'Backups',
      when: () => verifying === null,
      run: () => verify(projectId, null),
    },
  ]);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h1 className={pane.title}>Backups</h1>
        <CommandButton command="verify-all" words="Verify all" icon="verified" pending={verifying === 'all'} />
        <CommandButton command="back-up-now" variant="primary" icon="backup" />
      </div>
      <Faces
        loadable={list}
        loadingLabel="Loading backups"
        tryAgain={() => void backupsQuery.again()}
        isEmpty={({ backups }) => backups.length === 0}
        empty={
          <EmptyState icon="backup" action={<CommandButton command="back-up-now" variant="primary" />}>
            Selvedge makes a backup before everything that changes your files. There was nothing to keep yet.
          </EmptyState>
        }
        ready={(value) => (
          <SplitPanes
            id="backups"
            firstPercent={42}
            handleLabel="Resize the list of backups"
            first={<BackupList {...value} />}
            second={<BackupDetail backups={value.backups} />}
          />
        )}
      />
    </div>
  );
}
