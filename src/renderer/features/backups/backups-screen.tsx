import { useEffect } from 'react';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { latestOf } from '../../app/client/loadable';
import { takeAim } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { backupsQuery } from '../../app/client/shared-queries';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { selectOnly } from '../../ui/list-selection';
import { countWords } from '../../ui/size-words';
import { SplitPanes } from '../../ui/split-panes';
import { BackupDetail } from './backup-detail';
import { BackupList } from './backup-list';
import { heal, selectBackup, showDialog, useBackups, verify, type Backup } from './backups-store';
import { CheckFindings } from './check-dialog';
import { ForgetQuestion } from './forget-dialog';
import { HealthStrip } from './health-strip';
import { RestorePreview } from './restore-dialog';
import { Retention } from './retention-dialog';

/** What is kept outside of git, and the way back to it. */
export function BackupsScreen() {
  const { projectId } = useProject();
  const list = useQuery(backupsQuery, { projectId });
  const verifying = useBackups((state) => state.verifying);
  useEffect(() => {
    const aimed = takeAim()?.id;
    if (aimed !== undefined) selectBackup(selectOnly(aimed));
    return () => showDialog(null);
  }, []);
  useVaultCommands(projectId, verifying !== null);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h1 className={pane.title}>Backups</h1>
        <CommandButton command="show-retention" words="Disk use and retention…" />
        <CommandButton command="verify-all" words="Verify all" icon="verified" pending={verifying === 'all'} />
        <CommandButton command="back-up-now" variant="primary" icon="backup" />
      </div>
      <HealthStrip unreadable={latestOf(list)?.unreadable ?? 0} />
      <Faces
        loadable={list}
        loadingLabel="Loading backups"
        tryAgain={() => void backupsQuery.again()}
        isEmpty={({ backups, unreadable }) => backups.length + unreadable === 0}
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
      <BackupsDialogs backups={latestOf(list)?.backups ?? []} />
    </div>
  );
}

function useVaultCommands(projectId: string, busy: boolean): void {
  const healing = useBackups((state) => state.healing);
  const group = 'Backups';
  useCommands([
    {
      id: 'verify-all',
      title: 'Verify every backup',
      group,
      keys: ['Shift+V'],
      when: () => !busy,
      run: () => verify(projectId, null),
    },
    {
      id: 'show-retention',
      title: 'Disk use and retention…',
      group,
      keys: ['D'],
      run: () => showDialog({ kind: 'retention' }),
    },
    {
      id: 'repair-backups',
      title: 'Repair damaged backups from other copies',
      group,
      when: () => !healing,
      run: () => heal(projectId),
    },
  ]);
}

const close = (): void => showDialog(null);

function BackupsDialogs({ backups }: { readonly backups: readonly Backup[] }) {
  const dialog = useBackups((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'retention':
      return (
        <Dialog title="Disk use and retention" open onClose={close} width="wide">
          <Retention backups={backups} />
        </Dialog>
      );
    case 'check':
      return (
        <Dialog title="What was found" open onClose={close} width="wide">
          <CheckFindings backups={backups} />
        </Dialog>
      );
    case 'restore':
      return (
        <Dialog title={`Restore ${countWords(dialog.files.length, 'file')}`} open onClose={close} width="wide">
          <RestorePreview backup={dialog.backup} files={dialog.files} />
        </Dialog>
      );
    case 'forget':
      return (
        <Dialog title="Forget everywhere?" open onClose={close} width="wide" role="alertdialog">
          <ForgetQuestion files={dialog.files} />
        </Dialog>
      );
  }
}
