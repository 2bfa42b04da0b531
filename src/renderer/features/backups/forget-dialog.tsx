import { useState } from 'react';
import { Faces } from '../../app/panes/faces';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { PathText } from '../../ui/path-text';
import { Sentences } from '../../ui/sentences';
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
  const [notErased, setNotErased] = useState<readonly string[] | null>(null);
  const paths = files.map(({ path }) => path);
  const asked = useQuery(askQuery, { projectId, paths, hashes: [], dryRun: true });
  const apply = async (): Promise<void> => {
    setWorking(true);
    const left = await forget(projectId, files);
    setWorking(false);
    if (left?.length === 0) close();
    else if (left !== null) setNotErased(left);
  };
  if (notErased !== null) return <NotErased sentences={notErased} />;
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
        ready={({ contents, backups, drafts, decisions, remains, notErased: unsure }) => (
          <>
            <p>
              Every kept version is overwritten and removed: {countWords(contents, 'content')} of{' '}
              {countWords(backups, 'backup')}
              {drafts + decisions > 0 && (
                <>
                  , and {countWords(drafts, 'draft')} and {countWords(decisions, 'decision')} of merges
                </>
              )}
              . These backups and operations say so from then on. <strong>This cannot be undone.</strong>
            </p>
            <div
              className={classNames(styles.scroll, styles.sections)}
              role="region"
              aria-label="What stays"
              tabIndex={0}
            >
              <Sentences title="Should be erased, and cannot be" sentences={unsure} />
              <Sentences title="Not erased" sentences={remains} />
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

/** Afterwards: what is still there although it should not be. */
function NotErased({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <div className={styles.dialogBody}>
      <p>
        The rest was erased. <strong>This may still hold it:</strong>
      </p>
      <div className={styles.scroll} role="region" aria-label="What may still hold it" tabIndex={0}>
        <Sentences title="Not erased, although it should be" sentences={sentences} />
      </div>
      <div className={styles.dialogButtons}>
        <Button autoFocus onPress={close}>
          Close
        </Button>
      </div>
    </div>
  );
}
