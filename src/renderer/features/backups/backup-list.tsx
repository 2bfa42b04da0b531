import { useEffect } from 'react';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import pane from '../../app/panes/pane.module.css';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords, sizeWords } from '../../ui/size-words';
import { heldBadge } from './held-words';
import { selectBackup, useBackups, type Backup } from './backups-store';
import styles from './backups.module.css';

const keyOf = (backup: Backup): string => backup.backupId;

const nameOf = (backup: Backup): string =>
  [
    backup.why,
    countWords(backup.fileCount, 'file'),
    sizeWords(backup.sizeBytes),
    fullTimeWords(backup.at),
    ...(heldBadge(backup) === null ? [] : [heldBadge(backup)]),
    backup.verifiedAt === null ? 'not verified yet' : 'verified',
  ].join(', ');

/** Newest first; below, where they lie and what they take. */
export function BackupList({ backups, sizeBytes, location }: OutputOf<'vault.list'>) {
  const selection = useBackups((state) => state.selection);
  const first = backups[0]?.backupId;
  useEffect(() => {
    if (selection.lead === null && first !== undefined) selectBackup(selectOnly(first));
  }, [selection.lead, first]);
  return (
    <div className={pane.pane}>
      <ListView
        label="Backups"
        items={backups}
        keyOf={keyOf}
        nameOf={nameOf}
        selection={selection}
        onSelection={selectBackup}
        lines={2}
        autoFocus
        renderRow={(backup) => <BackupRow backup={backup} />}
      />
      <footer className={pane.footer}>
        <span>
          {countWords(backups.length, 'backup')}, {sizeWords(sizeBytes)} on disk
        </span>
        <PathText path={location} className={styles.location} />
        <Button variant="quiet" icon="external" onPress={() => void callEngine('app.reveal', { path: location })}>
          Show folder
        </Button>
      </footer>
    </div>
  );
}

function BackupRow({ backup }: { readonly backup: Backup }) {
  const { backupId, why, at, fileCount, sizeBytes, verifiedAt, paths } = backup;
  const held = heldBadge(backup);
  const damaged = useBackups((state) => state.damage).some((one) => one.backupId === backupId);
  const [only] = paths;
  return (
    <>
      <span className={styles.glyph} aria-hidden="true">
        ◆
      </span>
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.why}>{why}</span>
          {damaged && <Badge tone="warn">damaged</Badge>}
          {held !== null && <Badge>{held}</Badge>}
          <RelativeTime at={at} className={pane.rowNote} />
        </span>
        <span className={styles.second}>
          {fileCount === 1 && only !== undefined ? <PathText path={only} /> : countWords(fileCount, 'file')}
          <span className={styles.size}>{sizeWords(sizeBytes)}</span>
          <span className={styles.verified} data-verified={verifiedAt !== null || undefined}>
            {verifiedAt === null ? (
              'not verified'
            ) : (
              <>
                <Icon name="check" size={12} /> verified
              </>
            )}
          </span>
        </span>
      </span>
    </>
  );
}
