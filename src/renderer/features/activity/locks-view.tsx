import { useEffect } from 'react';
import type { OutputOf } from '../../../contract/index';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { mutate } from '../../app/client/mutate';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './activity.module.css';

const locksQuery = createQuery('locks.list', { topics: ['operations', 'status'] });

type Locks = OutputOf<'locks.list'>;
type GitLock = Locks['git'][number];

/** Locks come and go without a word. */
const everyMs = 2_000;

/** Who holds what now, why, and since when. */
export function LocksView() {
  const { projectId } = useProject();
  const locks = useQuery(locksQuery, { projectId });
  useEffect(() => {
    const timer = setInterval(() => void locksQuery.again(), everyMs);
    return () => clearInterval(timer);
  }, []);
  useCommands([
    { id: 'look-at-locks', title: 'Look at the locks again', group: 'Activity', run: () => locksQuery.again() },
  ]);
  return (
    <div className={styles.detail}>
      <Faces
        loadable={locks}
        loadingLabel="Loading the locks"
        tryAgain={() => void locksQuery.again()}
        ready={(value) => <Both {...value} />}
      />
      <div className={styles.actions}>
        <CommandButton command="look-at-locks" words="Look again" icon="refresh" />
      </div>
    </div>
  );
}

function Both({ holder, git }: Locks) {
  return (
    <>
      <section aria-label="Selvedge">
        <h2 className={styles.heading}>Selvedge</h2>
        {holder === null ? (
          <p className={styles.line}>
            Nobody writes with Selvedge now. One at a time may, over all windows and terminals.
          </p>
        ) : (
          <p className={styles.line}>
            {holder.app}, process {holder.pid ?? 'unknown'}
            {holder.host === null ? '' : ` on ${holder.host}`}: {holder.doing ?? 'works'}
            {holder.sinceMs === null ? '' : `, for ${ageWords(Date.now() - holder.sinceMs)}`}
          </p>
        )}
      </section>
      <section aria-label="Git">
        <h2 className={styles.heading}>Git</h2>
        {git.length === 0 ? (
          <p className={styles.line}>No lock files. Git may work here.</p>
        ) : (
          <ul className={styles.locks}>
            {git.map((lock) => (
              <LockRow key={lock.path} lock={lock} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function LockRow({ lock }: { readonly lock: GitLock }) {
  const { projectId } = useProject();
  const { name, path, ageMs, pid, ownerAlive, keptBecause } = lock;
  const remove = async (): Promise<void> => {
    await mutate('locks.remove', { projectId, path });
    await locksQuery.again();
  };
  return (
    <li className={styles.lock}>
      <Icon name={ownerAlive === false ? 'warn' : 'note'} />
      <div className={styles.lockWords}>
        <p>
          <code>{name}</code>
          {ageMs === null ? '' : `, ${ageWords(ageMs)} old`}
          {pid === null ? '' : `, process ${pid}`}
        </p>
        <p className={styles.because}>
          {keptBecause ??
            'Nobody holds it any more: a git that was stopped left it. Putting it aside lets git work again; the lock and a copy of the index are kept.'}
        </p>
      </div>
      <Button disabled={keptBecause !== null} label={`Put aside ${name}`} onPress={() => void remove()}>
        Put aside
      </Button>
    </li>
  );
}

function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
