import { useProject } from '../../app/project-store';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Sentences } from '../../ui/sentences';
import { countWords } from '../../ui/size-words';
import { heal, showDialog, useBackups, type Backup } from './backups-store';
import styles from './backups.module.css';

const close = (): void => showDialog(null);

/** What the last verification found, all of it, and the way to repair it. */
export function CheckFindings({ backups }: { readonly backups: readonly Backup[] }) {
  const { projectId } = useProject();
  const { damage, findings, healing } = useBackups();
  const known = new Map(backups.map((backup) => [backup.backupId, backup]));
  const repair = async (): Promise<void> => {
    await heal(projectId);
    const { damage: left, findings: lost } = useBackups.getState();
    if (left.length + lost.length === 0) close();
  };
  return (
    <div className={styles.dialogBody}>
      <div
        className={classNames(styles.scroll, styles.sections)}
        role="region"
        aria-label="What was found"
        tabIndex={0}
      >
        <p>
          What is damaged is never used: a restore of it is refused. Repair looks for other copies (other packs, the
          second copy, the working tree, git), and puts damaged packs aside without deleting them.
        </p>
        <Sentences title="In the vault" sentences={findings} />
        {damage.map(({ backupId, paths }) => (
          <Sentences
            key={backupId}
            title={`${known.get(backupId)?.why ?? backupId}: ${countWords(paths.length, 'file')} cannot be restored`}
            sentences={paths}
          />
        ))}
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Close</Button>
        <Button variant="primary" icon="fix" pending={healing} onPress={() => void repair()}>
          Repair from other copies
        </Button>
      </div>
    </div>
  );
}
