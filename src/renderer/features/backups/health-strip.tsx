import { latestOf } from '../../app/loadable';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/query';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { countWords, sizeWords } from '../../ui/size-words';
import { heal, showDialog, useBackups, vaultStateQuery } from './backups-store';
import styles from './backups.module.css';

/** One line when the vault needs somebody: damage, a second copy that is behind, too much space. Else nothing. */
export function HealthStrip() {
  const { projectId } = useProject();
  const state = latestOf(useQuery(vaultStateQuery, { projectId }));
  const damage = useBackups((one) => one.damage);
  const healing = useBackups((one) => one.healing);
  if (state === null) return null;
  const missing = Math.max(damage.length, state.lastScrub?.healed?.affected.length ?? 0);
  if (missing > 0)
    return (
      <div className={styles.strip} role="status">
        <Icon name="warn" />
        <p>{countWords(missing, 'backup')} cannot restore everything: stored bytes were damaged or forgotten.</p>
        <Button icon="fix" pending={healing} onPress={() => void heal(projectId)}>
          Repair from other copies
        </Button>
      </div>
    );
  const behind = state.second?.problem ?? null;
  const problem =
    behind !== null
      ? `The second copy of the backups is behind. ${behind}`
      : state.sizeBytes > state.warnBytes
        ? `The backups take ${sizeWords(state.sizeBytes)}, more than the ${sizeWords(state.warnBytes)} of Settings. Nothing was deleted.`
        : null;
  if (problem === null) return null;
  return (
    <div className={styles.strip} role="status">
      <Icon name="warn" />
      <p>{problem}</p>
      <Button onPress={() => showDialog({ kind: 'retention' })}>Disk use and retention…</Button>
    </div>
  );
}
