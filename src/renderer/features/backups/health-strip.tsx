import { Banner } from '../../app/shell/banner';
import { latestOf } from '../../app/client/loadable';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { countWords, sizeWords } from '../../ui/size-words';
import { heal, showDialog, useBackups, vaultStateQuery } from './backups-store';

interface HealthProps {
  /** Backups that cannot be read, and so are not in the list. */
  readonly unreadable: number;
}

/** One line when the vault needs somebody: damage, a second copy that is behind, too much space. Else nothing. */
export function HealthStrip({ unreadable }: HealthProps) {
  const { projectId } = useProject();
  const state = latestOf(useQuery(vaultStateQuery, { projectId }));
  const { damage, findings, healing } = useBackups();
  if (state === null) return null;
  const scrubbed = state.lastScrub?.healed ?? null;
  const missing = Math.max(damage.length, scrubbed?.affected.length ?? 0);
  const sentences = [
    ...(unreadable === 0
      ? []
      : [`${countWords(unreadable, 'backup')} cannot be read, and so ${unreadable === 1 ? 'is' : 'are'} not listed.`]),
    ...(missing === 0
      ? []
      : [`${countWords(missing, 'backup')} cannot restore everything: stored bytes were damaged or forgotten.`]),
    ...(findings.length === 0 ? [] : [`The last check found ${countWords(findings.length, 'other problem')}.`]),
  ];
  if (sentences.length > 0) {
    const repair = (
      <>
        {damage.length + findings.length > 0 && (
          <Button onPress={() => showDialog({ kind: 'check' })}>What was found…</Button>
        )}
        <Button icon="fix" pending={healing} onPress={() => void heal(projectId)}>
          Repair from other copies
        </Button>
      </>
    );
    return (
      <Banner icon="warn" tone="warn" action={repair}>
        {sentences.join(' ')}
      </Banner>
    );
  }
  const behind = state.second?.problem ?? null;
  const problem =
    behind !== null
      ? `The second copy of the backups is behind. ${behind}`
      : state.sizeBytes > state.warnBytes
        ? `The backups take ${sizeWords(state.sizeBytes)}, more than the ${sizeWords(state.warnBytes)} of Settings. Nothing was deleted.`
        : null;
  if (problem === null) return null;
  const open = <Button onPress={() => showDialog({ kind: 'retention' })}>Disk use and retention…</Button>;
  return (
    <Banner icon="warn" tone="warn" action={open}>
      {problem}
    </Banner>
  );
}
