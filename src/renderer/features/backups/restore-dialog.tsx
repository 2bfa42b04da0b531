import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { Faces } from '../../app/panes/faces';
import { restore } from '../../app/client/mutate';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { PathText } from '../../ui/path-text';
import { isMac } from '../../ui/platform';
import { countWords } from '../../ui/size-words';
import { showDialog, type Backup, type BackupFile } from './backups-store';
import styles from './backups.module.css';

const previewQuery = createQuery('history.preview-restore', { topics: ['files', 'status'], strict: true });

type Effect = OutputOf<'history.preview-restore'>[number];

const words: Readonly<Record<Effect['effect'], { readonly word: string; readonly tone: BadgeTone }>> = {
  create: { word: 'comes back', tone: 'ok' },
  replace: { word: 'replaced', tone: 'accent' },
  delete: { word: 'deleted', tone: 'warn' },
  unchanged: { word: 'as it is', tone: 'neutral' },
};

const close = (): void => showDialog(null);

/** What a restore of several files would do to each, and the button that does it. */
export function RestorePreview({ backup, files }: { readonly backup: Backup; readonly files: readonly BackupFile[] }) {
  const { projectId } = useProject();
  const [working, setWorking] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The key works from the start. The dialog takes the focus itself when it opens, so this comes after.
    const timer = setTimeout(() => body.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const { backupId } = backup;
  const paths = files.filter(({ kind }) => kind !== 'directory').map(({ path }) => path);
  const source = { kind: 'backup' as const, backupId };
  const preview = useQuery(previewQuery, { projectId, source, paths });
  const changing =
    preview.state === 'ready' ? preview.value.filter(({ effect }) => effect !== 'unchanged').length : null;
  const apply = async (): Promise<void> => {
    if (working || changing === null || changing === 0) return;
    setWorking(true);
    const receipt = await restore(projectId, source, paths);
    setWorking(false);
    if (receipt !== null) close();
  };
  return (
    <div
      ref={body}
      tabIndex={-1}
      className={styles.dialogBody}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
        event.preventDefault();
        void apply();
      }}
    >
      <p className={styles.muted}>
        All of them change or none does. What they have now is backed up first, each is read back afterwards, and Undo
        takes it back.
      </p>
      <Faces
        loadable={preview}
        loadingLabel="Looking what would change"
        tryAgain={() => void previewQuery.again()}
        ready={(effects) => <Effects effects={effects} />}
      />
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Not now</Button>
        <Button
          variant="primary"
          icon="restore"
          keys="Mod+Enter"
          pending={working}
          disabled={changing === null || changing === 0}
          onPress={() => void apply()}
        >
          {`Restore ${countWords(changing ?? files.length, 'file')}`}
        </Button>
      </div>
    </div>
  );
}

const most = 500;

function Effects({ effects }: { readonly effects: readonly Effect[] }) {
  const changes = effects.filter(({ effect }) => effect !== 'unchanged');
  const same = effects.length - changes.length;
  if (changes.length === 0) return <p>Every file is already like this.</p>;
  return (
    <div className={styles.scroll} role="region" aria-label="What changes" tabIndex={0}>
      <ul>
        {changes.slice(0, most).map(({ path, effect }) => (
          <li key={path} className={styles.effect}>
            <PathText path={path} nameFirst />
            <Badge tone={words[effect].tone}>{words[effect].word}</Badge>
          </li>
        ))}
      </ul>
      {changes.length > most && <p className={styles.muted}>and {changes.length - most} more</p>}
      {same > 0 && <p className={styles.muted}>{countWords(same, 'file')} already like this.</p>}
    </div>
  );
}
