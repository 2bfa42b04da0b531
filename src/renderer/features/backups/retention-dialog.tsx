import { useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { Faces } from '../../app/panes/faces';
import { goTo } from '../../app/navigation';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { RelativeTime } from '../../ui/relative-time';
import { countWords, sizeWords } from '../../ui/size-words';
import { prune } from './backup-actions';
import { showDialog, vaultStateQuery, type Backup } from './backups-store';
import styles from './backups.module.css';
import { SizePlot } from './size-plot';

const dryRunQuery = createQuery('vault.prune', { topics: ['vault'] });

type VaultState = OutputOf<'vault.state'>;
type Pruning = OutputOf<'vault.prune'>;

const close = (): void => showDialog(null);

/** What the vault takes, how long backups stay, and what the rules would let go now. */
export function Retention({ backups }: { readonly backups: readonly Backup[] }) {
  const { projectId } = useProject();
  const state = useQuery(vaultStateQuery, { projectId });
  const dryRun = useQuery(dryRunQuery, { projectId, dryRun: true });
  const [working, setWorking] = useState(false);
  const going = dryRun.state === 'ready' ? goingWords(dryRun.value) : null;
  const apply = async (): Promise<void> => {
    setWorking(true);
    const done = await prune(projectId);
    setWorking(false);
    if (done) close();
  };
  return (
    <div className={styles.dialogBody}>
      <div className={styles.scroll} role="region" aria-label="Disk use and retention" tabIndex={0}>
        <Faces
          loadable={state}
          loadingLabel="Loading disk use"
          tryAgain={() => void vaultStateQuery.again()}
          ready={(value) => <DiskUse state={value} />}
        />
        <h3 className={styles.heading}>If the rules were applied now</h3>
        <Faces
          loadable={dryRun}
          loadingLabel="Asking the rules"
          tryAgain={() => void dryRunQuery.again()}
          ready={(value) => <DryRun {...value} backups={backups} />}
        />
      </div>
      <div className={styles.dialogButtons}>
        <Button
          variant="quiet"
          icon="settings"
          onPress={() => {
            close();
            goTo('settings');
          }}
        >
          Settings
        </Button>
        <Button onPress={close}>Close</Button>
        <Button variant="primary" pending={working} disabled={going === null} onPress={() => void apply()}>
          {going === null ? 'Nothing to let go' : `Let ${going} go`}
        </Button>
      </div>
    </div>
  );
}

/** Null: nothing goes. */
function goingWords({ marked, removed, ending = [], commits }: Pruning): string | null {
  const backups = marked.length + removed.length;
  const operations = commits.filter(({ keep }) => !keep).length;
  if (backups > 0) return countWords(backups, 'backup');
  if (ending.length > 0) return `undo of ${countWords(ending.length, 'operation')}`;
  return operations > 0 ? `commits of ${countWords(operations, 'operation')}` : null;
}

function DiskUse({ state }: { readonly state: VaultState }) {
  const { sizeBytes, warnBytes, backups, days, rules, undo, lastPrune, lastScrub, second, scheduleMinutes } = state;
  return (
    <>
      <SizePlot days={days} now={new Date()} />
      <Facts>
        <Fact name="On disk">
          {sizeWords(sizeBytes)} for {countWords(backups, 'backup')}; warns above {sizeWords(warnBytes)}
          {sizeBytes > warnBytes && <strong>, which is exceeded. Nothing is deleted because of it.</strong>}
        </Fact>
        <Fact name="Kept">
          Everything for {rules.keepAllHours} hours, then the newest of {rules.hourly} hours, {rules.daily} days,{' '}
          {rules.weekly} weeks and {rules.monthly} months. Nothing goes before {rules.minimumDays} days; the last
          version of a deleted file stays {rules.deletedDays} days; checkpoints and pinned ones stay until you say
          otherwise.
        </Fact>
        {undo !== undefined && (
          <Fact name="Undo">
            {undo.days === null
              ? 'Operations can be undone for ever.'
              : `Operations can be undone for ${undo.days} days, the last ${countWords(undo.operations, 'operation')} of each working tree longer.`}{' '}
            What that needs stays.
          </Fact>
        )}
        <Fact name="On schedule">{scheduleWords(scheduleMinutes)}</Fact>
        <Fact name="Rules applied">
          {lastPrune === null ? (
            'Not yet; once a day while a repository is open.'
          ) : (
            <>
              <RelativeTime at={lastPrune.at} />: {countWords(lastPrune.marked, 'backup')} let go,{' '}
              {lastPrune.removed.toLocaleString('en-US')} removed.
            </>
          )}
        </Fact>
        <Fact name="Read again">
          {lastScrub === null ? (
            'Not yet; a seventh of the packs once a day.'
          ) : (
            <>
              Part {lastScrub.part} of 7 <RelativeTime at={lastScrub.at} />:{' '}
              {lastScrub.healed === null
                ? `${countWords(lastScrub.packs, 'pack')}, every byte as it was written.`
                : `${countWords(lastScrub.healed.damaged, 'content')} damaged; ${countWords(lastScrub.healed.affected.length, 'backup')} still miss something.`}
            </>
          )}
        </Fact>
        <Fact name="Second copy">
          {second === null ? 'None; Settings can name a folder on another disk.' : (second.problem ?? second.location)}
        </Fact>
        <Fact name="Not covered">
          {state.notCovered.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </Fact>
      </Facts>
    </>
  );
}

function scheduleWords(minutes: number): string {
  if (minutes === 0) return 'Off.';
  if (minutes === 60) return 'Every hour, if something changed.';
  const every = minutes % 60 === 0 ? countWords(minutes / 60, 'hour') : countWords(minutes, 'minute');
  return `Every ${every}, if something changed.`;
}

interface DryRunProps extends Pick<Pruning, 'decisions' | 'removed' | 'ending' | 'commits' | 'waits'> {
  readonly backups: readonly Backup[];
}

function DryRun({ decisions, removed, ending = [], commits, waits, backups }: DryRunProps) {
  const known = new Map(backups.map((backup) => [backup.backupId, backup]));
  const gone = new Set(removed);
  const going = decisions.filter(({ keep }) => !keep);
  return (
    <ul className={styles.decisions}>
      {waits !== null && <li>{waits}</li>}
      {decisions.length === 0 && <li>There is no backup yet.</li>}
      {going.map(({ backupId, because }) => (
        <li key={backupId}>
          <strong>{gone.has(backupId) ? 'Removed' : 'Let go'}</strong> {known.get(backupId)?.why ?? backupId}: {because}
        </li>
      ))}
      {ending.map(({ operationId, because }) => (
        <li key={operationId}>
          <strong>Undo ends</strong> {because}
        </li>
      ))}
      {countReasons(decisions).map(([because, count]) => (
        <li key={because}>
          {countWords(count, 'backup')} {count === 1 ? 'stays' : 'stay'}: {because}
        </li>
      ))}
      <ForUndo
        words={(count) => `${countWords(count, 'backup')} ${count === 1 ? 'stays' : 'stay'}`}
        items={decisions}
      />
      {commits.map(
        ({ operationId, title, keep, because }) =>
          !keep && (
            <li key={operationId}>
              <strong>Let go</strong> what git holds for undoing {title}: {because}
            </li>
          ),
      )}
      {countReasons(commits).map(([because, count]) => (
        <li key={because}>
          What git holds for {countWords(count, 'operation')} stays: {because}
        </li>
      ))}
      <ForUndo words={(count) => `What git holds for ${countWords(count, 'operation')} stays`} items={commits} />
    </ul>
  );
}

type Item = Pick<Pruning['decisions'][number], 'keep' | 'because' | 'forUndo'>;

/** Why things stay, and how many for each reason; without those that undo needs. */
function countReasons(items: readonly Item[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { keep, because, forUndo } of items)
    if (keep && forUndo !== true) counts.set(because, (counts.get(because) ?? 0) + 1);
  return [...counts];
}

/** Each has a reason of its own, and there may be hundreds. */
function ForUndo({ words, items }: { readonly words: (count: number) => string; readonly items: readonly Item[] }) {
  const held = items.filter(({ keep, forUndo }) => keep && forUndo === true);
  if (held.length === 0) return null;
  return (
    <li>
      <details>
        <summary>{words(held.length)} for undo</summary>
        <ul>
          {held.map(({ because }, at) => (
            <li key={at}>{because}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}
