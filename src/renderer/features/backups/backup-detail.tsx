import { useState } from 'react';
import type { ProjectPath } from '../../../contract/basics';
import type { OutputOf } from '../../../contract/index';
import { CommandButton } from '../../app/command-button';
import { useCommands } from '../../app/commands';
import { DiffLayoutToggle } from '../../app/diff-layout-toggle';
import { Faces } from '../../app/faces';
import { restore } from '../../app/mutate';
import { goTo } from '../../app/navigation';
import pane from '../../app/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/query';
import { VersionsView } from '../../app/versions-view';
import { EmptyState } from '../../ui/empty-state';
import { emptySelection } from '../../ui/list-selection';
import { ListOverDetail } from '../../ui/list-over-detail';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords, sizeWords } from '../../ui/size-words';
import { compareQuery, filesQuery, useBackups, verify, type Backup } from './backups-store';
import styles from './backups.module.css';

type BackupFile = OutputOf<'vault.show'>['files'][number];

/** The chosen backup: why it was made, its files, and each against what is there now. */
export function BackupDetail({ backups }: { readonly backups: readonly Backup[] }) {
  const { projectId } = useProject();
  const lead = useBackups((state) => state.selection.lead);
  const backup = backups.find((one) => one.backupId === lead);
  const files = useQuery(filesQuery, backup === undefined ? null : { projectId, backupId: backup.backupId });
  if (backup === undefined) return <EmptyState icon="backup">Choose a backup to see what it keeps.</EmptyState>;
  return (
    <Faces
      loadable={files}
      loadingLabel="Loading the backup"
      tryAgain={() => void filesQuery.again()}
      ready={(value) => <Files key={value.backup.backupId} {...value} />}
    />
  );
}

const keyOf = (file: BackupFile): string => file.path;
const nameOf = (file: BackupFile): string => `${file.path}, ${fileWords(file)}`;

function fileWords(file: BackupFile): string {
  if (file.kind === 'absent') return 'did not exist';
  return file.kind === 'file' ? sizeWords(file.sizeBytes) : file.kind;
}

function Files({ backup, files }: OutputOf<'vault.show'>) {
  const [selection, setSelection] = useState(emptySelection);
  const chosen = files.find((file) => file.path === selection.lead) ?? files[0] ?? null;
  const shown = chosen === null ? selection : { ...selection, lead: chosen.path, keys: new Set([chosen.path]) };
  return (
    <div className={pane.pane}>
      <BackupHead backup={backup} files={files} chosen={chosen} />
      {chosen === null ? (
        <EmptyState icon="file">This backup keeps the state of git only, no files.</EmptyState>
      ) : (
        <ListOverDetail
          id="backup-files"
          count={files.length}
          handleLabel="Resize the list of files"
          list={
            <ListView
              label="Files of this backup"
              items={files}
              keyOf={keyOf}
              nameOf={nameOf}
              selection={shown}
              onSelection={setSelection}
              onAct={(file) => goTo('timeline', { path: file.path })}
              renderRow={(file) => (
                <>
                  <span className={pane.rowWords}>
                    <PathText path={file.path} nameFirst />
                  </span>
                  <span className={pane.rowNote}>{fileWords(file)}</span>
                </>
              )}
            />
          }
          detail={<AgainstNow backupId={backup.backupId} path={chosen.path} />}
        />
      )}
    </div>
  );
}

interface BackupHeadProps {
  readonly backup: Backup;
  readonly files: readonly BackupFile[];
  readonly chosen: BackupFile | null;
}

function BackupHead({ backup, files, chosen }: BackupHeadProps) {
  const { projectId } = useProject();
  const { backupId, why, at, sizeBytes, verifiedAt } = backup;
  const verifying = useBackups((state) => state.verifying);
  const restoreThese = (paths: readonly ProjectPath[]): Promise<unknown> =>
    restore(projectId, { kind: 'backup', backupId }, paths);
  const group = 'Backups';
  useCommands([
    {
      id: 'restore-file',
      changesRepository: true,
      title: 'Restore this file',
      group,
      keys: ['R'],
      when: () => chosen !== null,
      run: () => (chosen === null ? undefined : restoreThese([chosen.path])),
    },
    {
      id: 'restore-backup',
      changesRepository: true,
      title: 'Restore every file of this backup',
      group,
      keys: ['Shift+R'],
      when: () => files.length > 1,
      run: () => restoreThese(files.map((file) => file.path)),
    },
    {
      id: 'verify-backup',
      title: 'Verify this backup',
      group,
      keys: ['V'],
      when: () => verifying === null,
      run: () => verify(projectId, backupId),
    },
  ]);
  return (
    <header className={styles.head}>
      <h2 className={styles.headTitle}>{why}</h2>
      <div className={pane.facts}>
        <span>{fullTimeWords(at)}</span>
        <span>{countWords(files.length, 'file')}</span>
        <span>{sizeWords(sizeBytes)}</span>
        <span>{verifiedAt === null ? 'Not verified yet' : <>Verified {<RelativeTime at={verifiedAt} />}</>}</span>
      </div>
      <div className={styles.actions}>
        <CommandButton command="restore-file" words="Restore file" variant="primary" icon="restore" />
        {files.length > 1 && <CommandButton command="restore-backup" words={`Restore all ${files.length}`} />}
        <CommandButton command="verify-backup" words="Verify" icon="verified" pending={verifying === backupId} />
      </div>
    </header>
  );
}

function AgainstNow({ backupId, path }: { readonly backupId: string; readonly path: ProjectPath }) {
  const { projectId } = useProject();
  const versions = useQuery(compareQuery, {
    projectId,
    path,
    from: { kind: 'backup', backupId },
    to: { kind: 'now' },
  });
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <span className={pane.title}>
          <PathText path={path} />
        </span>
        <span className={pane.facts}>compared with now</span>
        <DiffLayoutToggle />
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
