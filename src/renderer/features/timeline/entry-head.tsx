import type { ProjectPath } from '../../../contract/basics';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { latestOf } from '../../app/client/loadable';
import { restore } from '../../app/client/mutate';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import type { OutputOf } from '../../../contract/index';
import { Badge } from '../../ui/badge';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords } from '../../ui/size-words';
import type { Entry } from './timeline-rows';
import { previewQuery } from './timeline-store';
import styles from './timeline.module.css';

interface EntryHeadProps {
  readonly entry: Entry;
  readonly paths: readonly string[];
  /** The file that is looked at. */
  readonly chosen: string | null;
}

/** What the entry was, in words, and the ways back to it. */
export function EntryHead({ entry, paths, chosen }: EntryHeadProps) {
  const effect = useEffectOfRestoring(entry, chosen);
  const operationId = operationOf(entry);
  useEntryCommands(entry, paths, chosen, effect);
  return (
    <header className={styles.head}>
      <h2 className={styles.headTitle}>{entry.title}</h2>
      <div className={pane.facts}>
        <span>{fullTimeWords(entry.at)}</span>
        {entry.kind === 'commit' && (
          <>
            <span>
              {entry.author.name} &lt;{entry.author.email}&gt;
            </span>
            <code>{entry.commit.slice(0, 10)}</code>
            {entry.madeBy !== undefined && <span>made in Selvedge</span>}
            {entry.refs.map((name) => (
              <Badge key={name} tone="accent">
                {name}
              </Badge>
            ))}
          </>
        )}
        {entry.kind === 'backup' && entry.why !== entry.title && <span>{entry.why}</span>}
        {entry.kind === 'operation' && <span>{entry.operation}</span>}
        <span>{countWords(entry.pathCount, 'file')}</span>
      </div>
      {entry.kind === 'commit' && entry.meaning !== undefined && <p className={styles.meaning}>{entry.meaning}</p>}
      {entry.kind === 'commit' && entry.body.trim() !== '' && <p className={styles.body}>{entry.body.trim()}</p>}
      <div className={styles.actions}>
        <CommandButton command="restore-version" words="Restore this version" variant="primary" icon="restore" />
        {paths.length > 1 && <CommandButton command="restore-all" words={`Restore all ${paths.length}`} />}
        {entry.kind === 'backup' && <CommandButton command="show-in-backups" variant="quiet" icon="backup" />}
        {operationId !== null && <CommandButton command="show-in-activity" variant="quiet" icon="activity" />}
        {effect !== null && <span className={styles.effect}>{effectWords[effect]}</span>}
      </div>
    </header>
  );
}

function useEntryCommands(entry: Entry, paths: readonly string[], chosen: string | null, effect: Effect | null): void {
  const { projectId } = useProject();
  const operationId = operationOf(entry);
  const restoreThese = (wanted: readonly string[]): Promise<unknown> =>
    restore(projectId, entry.source, wanted as ProjectPath[]);
  useCommands([
    {
      id: 'restore-version',
      changesRepository: true,
      title: 'Restore this version of the file',
      group: 'Timeline',
      keys: ['R'],
      when: () => chosen !== null && effect !== 'unchanged',
      run: () => (chosen === null ? undefined : restoreThese([chosen])),
    },
    {
      id: 'restore-all',
      changesRepository: true,
      title: 'Restore all files of this entry',
      group: 'Timeline',
      keys: ['Shift+R'],
      when: () => paths.length > 1,
      run: () => restoreThese(paths),
    },
    {
      id: 'show-in-backups',
      title: 'Show in Backups',
      group: 'Timeline',
      when: () => entry.kind === 'backup',
      run: () => goTo('backups', entry.kind === 'backup' ? { id: entry.backupId } : null),
    },
    {
      id: 'show-in-activity',
      title: 'Show in Activity',
      group: 'Timeline',
      when: () => operationId !== null,
      run: () => goTo('activity', operationId === null ? null : { id: operationId }),
    },
  ]);
}

/** The operation by which the entry can be undone; null: it was not made here. */
function operationOf(entry: Entry): string | null {
  if (entry.kind === 'operation') return entry.operationId;
  return entry.kind === 'commit' ? (entry.madeBy?.operationId ?? null) : null;
}

type Effect = OutputOf<'history.preview-restore'>[number]['effect'];

const effectWords: Readonly<Record<Effect, string>> = {
  unchanged: 'The file is like this now.',
  create: 'Restoring brings the file back.',
  replace: 'Restoring replaces the file; what is there now is backed up.',
  delete: 'Restoring removes the file; what is there now is backed up.',
};

/** What restoring the file would do, before it is done. Null while that is not known. */
function useEffectOfRestoring(entry: Entry, path: string | null): Effect | null {
  const { projectId } = useProject();
  const preview = latestOf(
    useQuery(previewQuery, path === null ? null : { projectId, source: entry.source, paths: [path as ProjectPath] }),
  );
  return preview?.find((one) => one.path === path)?.effect ?? null;
}
