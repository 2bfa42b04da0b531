import { useMemo, useState } from 'react';
import type { ProjectPath } from '../../../contract/basics';
import type { OutputOf } from '../../../contract/index';
import { DiffLayoutToggle } from '../../app/panes/diff-layout-toggle';
import { Faces } from '../../app/panes/faces';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { VersionsView } from '../../app/panes/versions-view';
import { EmptyState } from '../../ui/empty-state';
import { emptySelection, selectOnly, type ListSelection } from '../../ui/list-selection';
import { ListOverDetail } from '../../ui/list-over-detail';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { SearchField } from '../../ui/search-field';
import { fullTimeWords } from '../../ui/relative-time-words';
import { sizeWords } from '../../ui/size-words';
import { BackupHead } from './backup-head';
import { compareQuery, filesQuery, useBackups, type Backup, type BackupFile } from './backups-store';
import styles from './backups.module.css';

/** The chosen backup: why it was made, its files, and each against what is there now. */
export function BackupDetail({ backups }: { readonly backups: readonly Backup[] }) {
  const { projectId } = useProject();
  const lead = useBackups((state) => state.selection.lead);
  const backup = backups.find((one) => one.backupId === lead);
  const files = useQuery(filesQuery, backup === undefined ? null : { projectId, backupId: backup.backupId });
  if (backup === undefined) return <EmptyState icon="backup">Choose a backup to see what it keeps.</EmptyState>;
  return (
    <Faces
      loadable={files}
      loadingLabel="Loading the backup"
      tryAgain={() => void filesQuery.again()}
      ready={(value) => <Files key={value.backup.backupId} {...value} />}
    />
  );
}

const keyOf = (file: BackupFile): string => file.path;
const nameOf = (file: BackupFile): string => `${file.path}, ${fileWords(file)}`;

function fileWords(file: BackupFile): string {
  if (file.gone !== undefined)
    return file.gone.forgottenAt === null
      ? 'stored bytes are lost'
      : `forgotten ${fullTimeWords(file.gone.forgottenAt)}`;
  if (file.kind === 'absent') return 'did not exist';
  return file.kind === 'file' ? sizeWords(file.sizeBytes) : file.kind;
}

/** From so many files on there is a box to filter them. */
const manyFiles = 8;

function Files({ backup, files }: OutputOf<'vault.show'>) {
  const [selection, setSelection] = useState(emptySelection);
  const [filter, setFilter] = useState('');
  const listed = useMemo(() => filtered(files, filter), [files, filter]);
  const shown = shownSelection(selection, listed);
  const chosen = listed.filter((file) => shown.keys.has(file.path));
  const compared = listed.find((file) => file.path === shown.lead) ?? null;
  return (
    <div className={pane.pane}>
      <BackupHead backup={backup} files={files} chosen={chosen} />
      {files.length >= manyFiles && (
        <div className={styles.filter}>
          <SearchField
            label="Filter files"
            value={filter}
            onChange={setFilter}
            placeholder={`Filter ${files.length.toLocaleString('en-US')} files`}
          />
        </div>
      )}
      {files.length === 0 && (
        <EmptyState icon="file">This backup has no files: nothing was changed or untracked then.</EmptyState>
      )}
      {files.length > 0 && listed.length === 0 && (
        <EmptyState icon="search">No file of this backup has “{filter}” in its path.</EmptyState>
      )}
      {compared !== null && (
        <ListOverDetail
          id="backup-files"
          count={listed.length}
          handleLabel="Resize the list of files"
          list={
            <ListView
              label="Files of this backup"
              items={listed}
              keyOf={keyOf}
              nameOf={nameOf}
              selection={shown}
              onSelection={setSelection}
              multiple
              onAct={(file) => goTo('timeline', { path: file.path })}
              renderRow={(file) => <FileRow file={file} />}
            />
          }
          detail={<AgainstNow backupId={backup.backupId} path={compared.path} />}
        />
      )}
    </div>
  );
}

function filtered(files: readonly BackupFile[], filter: string): readonly BackupFile[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? files
    : files.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)));
}

/** Something is always chosen: the first, until the person says. */
function shownSelection(selection: ListSelection, files: readonly BackupFile[]): ListSelection {
  const [first] = files;
  const stays = files.some((file) => file.path === selection.lead);
  if (first === undefined || (stays && selection.keys.size > 0)) return selection;
  return selectOnly(first.path);
}

function FileRow({ file }: { readonly file: BackupFile }) {
  return (
    <>
      <span className={pane.rowWords}>
        <PathText path={file.path} nameFirst />
      </span>
      <span className={pane.rowNote}>{fileWords(file)}</span>
    </>
  );
}

function AgainstNow({ backupId, path }: { readonly backupId: string; readonly path: ProjectPath }) {
  const { projectId } = useProject();
  const versions = useQuery(compareQuery, {
    projectId,
    path,
    from: { kind: 'backup', backupId },
    to: { kind: 'now' },
  });
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <span className={pane.title}>
          <PathText path={path} />
        </span>
        <span className={pane.facts}>compared with now</span>
        <DiffLayoutToggle />
      </div>
      <Faces
        loadable={versions}
        isWanted={(value) => value.path === path}
        loadingLabel="Loading the comparison"
        tryAgain={() => void compareQuery.again()}
        ready={(value) => <VersionsView versions={value} />}
      />
    </div>
  );
}
