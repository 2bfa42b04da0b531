import type { ProjectPath } from '../../../contract/basics';
import { Banner } from '../../app/shell/banner';
import { CommandButton } from '../../app/commands/command-button';
import { runCommand, useCommands } from '../../app/commands/commands';
import { restore } from '../../app/client/mutate';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords, sizeWords } from '../../ui/size-words';
import { exportBackup, pin } from './backup-actions';
import { heldWords, pinTitle, pinWords } from './held-words';
import { heal, showDialog, useBackups, verify, type Backup, type BackupFile } from './backups-store';
import styles from './backups.module.css';

interface BackupHeadProps {
  readonly backup: Backup;
  readonly files: readonly BackupFile[];
  /** What is chosen in the list of files; the first is the one that is compared. */
  readonly chosen: readonly BackupFile[];
}

const folderOf = (path: ProjectPath): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** Whether its bytes are still stored: what was forgotten or lost is not offered. */
const isStored = ({ gone }: BackupFile): boolean => gone === undefined;

/** What a backup is, and everything that can be done with it. */
export function BackupHead({ backup, files, chosen }: BackupHeadProps) {
  const { why, at, sizeBytes, verifiedAt, backupId } = backup;
  const [stored, wanted] = [files.filter(isStored).length, chosen.filter(isStored).length];
  const verifying = useBackups((state) => state.verifying);
  const damaged = useBackups((state) => state.damage).find((one) => one.backupId === backupId)?.paths ?? [];
  useBackupCommands({ backup, files, chosen });
  return (
    <header className={styles.head}>
      <h2 className={styles.headTitle}>{why}</h2>
      <div className={pane.facts}>
        <span>{fullTimeWords(at)}</span>
        <span>{countWords(files.length, 'file')}</span>
        <span>{sizeWords(sizeBytes)}</span>
        <span>{verifiedAt === null ? 'Not verified yet' : <>Verified {<RelativeTime at={verifiedAt} />}</>}</span>
        {heldWords(backup) !== null && <span>{heldWords(backup)}</span>}
      </div>
      {damaged.length > 0 && <DamageNote paths={damaged} />}
      <div className={styles.actions}>
        <CommandButton
          command="restore-file"
          words={wanted > 1 ? `Restore ${wanted} files…` : 'Restore file'}
          variant="primary"
          icon="restore"
        />
        {stored > 1 && (
          <CommandButton
            command="restore-backup"
            words={stored === files.length ? `Restore all ${stored}…` : `Restore the ${stored} that are stored…`}
          />
        )}
        <CommandButton command="verify-backup" words="Verify" icon="verified" pending={verifying === backupId} />
        <CommandButton command="pin-backup" words={pinWords(backup)} />
        <MoreMenu chosen={chosen} />
      </div>
    </header>
  );
}

function DamageNote({ paths }: { readonly paths: readonly string[] }) {
  const { projectId } = useProject();
  const healing = useBackups((state) => state.healing);
  return (
    <Banner
      icon="warn"
      tone="warn"
      action={
        <Button icon="fix" pending={healing} onPress={() => void heal(projectId)}>
          Repair
        </Button>
      }
    >
      {countWords(paths.length, 'file')} here cannot be restored: the stored bytes were damaged on the disk or forgotten
      on request ({paths.slice(0, 3).join(', ')}
      {paths.length > 3 ? ', …' : ''}). Repair looks for other copies; older versions may be in the timeline.
    </Banner>
  );
}

function MoreMenu({ chosen }: { readonly chosen: readonly BackupFile[] }) {
  const [first] = chosen;
  const folder = first === undefined ? '' : folderOf(first.path);
  const name = first === undefined ? '' : (first.path.split('/').at(-1) ?? first.path);
  return (
    <Menu
      label="More for this backup"
      placement="bottom end"
      groups={[
        {
          entries: [
            {
              id: 'folder',
              label: folder === '' ? 'Restore a folder…' : `Restore everything in ${folder}…`,
              keys: 'F',
              icon: 'folder',
              disabled: folder === '',
              run: () => void runCommand('restore-folder'),
            },
          ],
        },
        {
          entries: [
            {
              id: 'files',
              label: 'Export as files…',
              keys: 'E',
              icon: 'external',
              run: () => void runCommand('export-backup'),
            },
            {
              id: 'git',
              label: 'Export as a git repository…',
              icon: 'branch',
              run: () => void runCommand('export-backup-git'),
            },
          ],
        },
        {
          entries: [
            {
              id: 'forget',
              label: chosen.length > 1 ? `Forget ${chosen.length} files everywhere…` : `Forget ${name} everywhere…`,
              icon: 'trash',
              disabled: chosen.length === 0,
              run: () => void runCommand('forget-files'),
            },
          ],
        },
      ]}
    >
      <Button icon="open" label="More for this backup">
        More
      </Button>
    </Menu>
  );
}

function useBackupCommands({ backup, files, chosen }: BackupHeadProps): void {
  const { projectId } = useProject();
  const { backupId } = backup;
  const verifying = useBackups((state) => state.verifying);
  const group = 'Backups';
  const [first] = chosen;
  const folder = first === undefined ? '' : folderOf(first.path);
  const stored = files.filter(isStored);
  const wanted = chosen.filter(isStored);
  const below = stored.filter(({ path }) => folder !== '' && path.startsWith(`${folder}/`));
  const restoreThese = (wanted: readonly BackupFile[]): void => {
    const [only] = wanted;
    // One file is compared with now right below, so that is its preview.
    if (wanted.length === 1 && only !== undefined) void restore(projectId, { kind: 'backup', backupId }, [only.path]);
    else showDialog({ kind: 'restore', backup, files: wanted });
  };
  useCommands([
    {
      id: 'restore-file',
      changesRepository: true,
      title: wanted.length > 1 ? 'Restore the chosen files…' : 'Restore this file',
      group,
      keys: ['R'],
      when: () => wanted.length > 0,
      run: () => restoreThese(wanted),
    },
    {
      id: 'restore-folder',
      changesRepository: true,
      title: "Restore everything in this file's folder…",
      group,
      keys: ['F'],
      when: () => below.length > 0,
      run: () => restoreThese(below),
    },
    {
      id: 'restore-backup',
      changesRepository: true,
      title: 'Restore every file of this backup…',
      group,
      keys: ['Shift+R'],
      when: () => stored.length > 1,
      run: () => restoreThese(stored),
    },
    {
      id: 'verify-backup',
      title: 'Verify this backup',
      group,
      keys: ['V'],
      when: () => verifying === null,
      run: () => verify(projectId, backupId),
    },
    {
      id: 'pin-backup',
      title: pinTitle(backup),
      group,
      keys: ['P'],
      run: () => pin(projectId, backup),
    },
    {
      id: 'export-backup',
      title: 'Export this backup as files…',
      group,
      keys: ['E'],
      run: () => exportBackup(projectId, backup, 'folder'),
    },
    {
      id: 'export-backup-git',
      title: 'Export this backup as a git repository…',
      group,
      run: () => exportBackup(projectId, backup, 'git'),
    },
    {
      id: 'forget-files',
      title: 'Forget the chosen files everywhere…',
      group,
      when: () => chosen.length > 0,
      run: () => showDialog({ kind: 'forget', files: chosen }),
    },
  ]);
}
