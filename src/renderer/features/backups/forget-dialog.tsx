import { useState } from 'react';
import { Faces } from '../../app/faces';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/query';
import { Button } from '../../ui/button';
import { PathText } from '../../ui/path-text';
import { countWords } from '../../ui/size-words';
import { forget } from './backup-actions';
import { showDialog, type BackupFile } from './backups-store';
import styles from './backups.module.css';

const askQuery = createQuery('vault.forget', { topics: ['vault'], strict: true });

const close = (): void => showDialog(null);

/** What would be erased and what cannot be; the one thing here that no Undo takes back. */
export function ForgetQuestion({ files }: { readonly files: readonly BackupFile[] }) {
  const { projectId } = useProject();
  const [working, setWorking] = useState(false);
  const paths = files.map(({ path }) => path);
  const asked = useQuery(askQuery, { projectId, paths, hashes: [], dryRun: true });
  const apply = async (): Promise<void> => {
    setWorking(true);
    const done = await forget(projectId, files);
    setWorking(false);
    if (done) close();
  };
  return (
    <div className={styles.dialogBody}>
      <ul>
        {paths.slice(0, 5).map((path) => (
          <li key={path}>
            <PathText path={path} />
          </li>
        ))}
        {paths.length > 5 && <li className={styles.muted}>and {paths.length - 5} more</li>}
      </ul>
      <Faces
        loadable={asked}
        loadingLabel="Looking what would be erased"
        tryAgain={() => void askQuery.again()}
        ready={({ contents, backups, drafts, remains }) => (
          <>
            <p>
              Every kept version is overwritten and removed: {countWords(contents, 'content')} of{' '}
              {countWords(backups, 'backup')}
              {drafts > 0 && <>, and {countWords(drafts, 'draft')} of merges</>}. These backups and operations say so
              from then on. <strong>This cannot be undone.</strong>
            </p>
            <div>
              <p className={styles.muted}>Not erased:</p>
              <ul className={styles.remains}>
                {remains.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          </>
        )}
      />
      <div className={styles.dialogButtons}>
        <Button autoFocus onPress={close}>
          Keep them
        </Button>
        <Button
          variant="danger"
          icon="trash"
          pending={working}
          disabled={asked.state !== 'ready'}
          onPress={() => void apply()}
        >
          Forget everywhere
        </Button>
      </div>
    </div>
  );
}
