import { Icon, type IconName } from '../../ui/icon';
import { IconButton } from '../../ui/button';
import { ProgressLine } from '../../ui/progress-line';
import { RelativeTime } from '../../ui/relative-time';
import { countWords } from '../../ui/size-words';
import { StatusButton } from '../../ui/status-button';
import { cancelCall } from '../client/client';
import { latestOf } from '../client/loadable';
import { goTo } from '../navigation';
import { useProjectStore, useStatus, type RepositoryStatus } from '../project-store';
import { useProblemCounts } from '../problem-counts';
import { useQuery } from '../client/query';
import { useRunningWork, type RunningWork } from '../client/running-work';
import { useSettings } from '../settings-store';
import { backupsQuery, lockQuery } from '../client/shared-queries';
import styles from './status-bar.module.css';

export function StatusBar() {
  const projectId = useProjectStore((state) => state.project?.projectId ?? null);
  const status = latestOf(useStatus());
  const work = useRunningWork((state) => state.work);
  return (
    <footer className={styles.bar} aria-label="Status">
      {status !== null && <Watching status={status} />}
      {status !== null && status.upstream !== null && <AheadBehind upstream={status.upstream} />}
      {projectId !== null && <ProblemCount />}
      {projectId !== null && <LockHolder projectId={projectId} />}
      {projectId !== null && <LastBackup projectId={projectId} />}
      <span className={styles.gap} />
      {work.map((one) => (
        <Work key={one.callId} work={one} />
      ))}
    </footer>
  );
}

function Watching({ status }: { readonly status: RepositoryStatus }) {
  const pollSeconds = useSettings((settings) => settings.pollSeconds);
  const faces: Readonly<Record<RepositoryStatus['watching'], { icon: IconName; words: string }>> = {
    events: { icon: 'eye', words: 'Watching' },
    polling: { icon: 'refresh', words: `Checking every ${pollSeconds} s` },
    off: { icon: 'eye-off', words: 'Not watching' },
  };
  const { icon, words } = faces[status.watching];
  return (
    <StatusButton
      icon={icon}
      words={words}
      hint={status.watchingReason ?? 'Changes made elsewhere show up by themselves'}
      onPress={() => goTo('settings')}
    />
  );
}

function AheadBehind({ upstream }: { readonly upstream: NonNullable<RepositoryStatus['upstream']> }) {
  const { name, ahead, behind, gone } = upstream;
  if (gone) return <span className={styles.item}>{name} is gone</span>;
  const words = ahead === 0 && behind === 0 ? `even with ${name}` : `${ahead} ahead of, ${behind} behind ${name}`;
  return (
    <span className={styles.item} title={words}>
      <span className={styles.spoken}>{words}</span>
      <span aria-hidden="true" className={styles.arrows}>
        <Icon name="up" size={12} />
        {ahead}
        <Icon name="down" size={12} />
        {behind}
      </span>
      <span aria-hidden="true">{name}</span>
    </span>
  );
}

function ProblemCount() {
  const counts = useProblemCounts();
  if (counts === null) return null;
  const { error, warning } = counts;
  const words =
    error + warning === 0
      ? 'No errors or warnings'
      : `${countWords(error, 'error')}, ${countWords(warning, 'warning')}`;
  return (
    <StatusButton
      icon={error > 0 ? 'danger' : warning > 0 ? 'warn' : 'done'}
      words={words}
      hint="Open problems"
      onPress={() => goTo('problems')}
    />
  );
}

function LockHolder({ projectId }: { readonly projectId: string }) {
  const holder = latestOf(useQuery(lockQuery, { projectId }))?.holder ?? null;
  if (holder === null) return null;
  const doing = holder.doing === null ? '' : `: ${holder.doing}`;
  return (
    <span className={styles.item}>
      {holder.app} writes{doing}
    </span>
  );
}

function LastBackup({ projectId }: { readonly projectId: string }) {
  const backups = latestOf(useQuery(backupsQuery, { projectId }))?.backups ?? null;
  if (backups === null) return null;
  const newest = backups[0];
  return (
    <StatusButton
      icon="backup"
      words={newest === undefined ? 'No backups yet' : <>Backed up {<RelativeTime at={newest.at} />}</>}
      hint="Open backups"
      onPress={() => goTo('backups')}
    />
  );
}

function Work({ work }: { readonly work: RunningWork }) {
  const { callId, title, done, total, unit } = work;
  const count =
    total === null
      ? done.toLocaleString('en-US')
      : `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`;
  return (
    <span className={styles.work}>
      <span className={styles.item}>
        {title} · {count} {unit}
      </span>
      <span className={styles.track}>
        <ProgressLine label={title} done={done} total={total} />
      </span>
      <IconButton icon="close" size={12} label={`Cancel: ${title}`} onPress={() => cancelCall(callId)} />
    </span>
  );
}
