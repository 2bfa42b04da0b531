import { callEngine } from '../../app/client/client';
import { deleteCheckpoint } from '../../app/panes/delete-checkpoint';
import { showProblem } from '../../app/client/mutate';
import { everyProjectTopic, refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';
import { countWords, sizeWords } from '../../ui/size-words';
import type { Backup, BackupFile } from './backups-store';

/** Pins or unpins a backup; for a checkpoint that is bringing it back, and deleting it. */
export async function pin(projectId: string, backup: Backup): Promise<void> {
  if (backup.checkpoint?.deleted === false) return deleteCheckpoint(projectId, backup);
  const { backupId, pinned } = backup;
  const reply = await callEngine('vault.pin', { projectId, backupId, pinned: !pinned });
  refresh(['vault', 'history']);
  if (reply.kind !== 'value') showProblem(reply);
  else if (pinned) showToast({ tone: 'done', title: 'Not pinned any more: the retention rules count for it' });
  else if (backup.checkpoint?.deleted === true)
    showToast({ tone: 'done', title: `The checkpoint “${backup.checkpoint.name}” is back` });
  else showToast({ tone: 'done', title: 'Pinned: retention never lets it go' });
}

/** Asks where, and writes a new folder there. */
export async function exportBackup(projectId: string, backup: Backup, as: 'folder' | 'git'): Promise<void> {
  const chosen = await callEngine('projects.choose-folder', { title: 'Where should the backup be written?' });
  if (chosen.kind !== 'value') return showProblem(chosen);
  if (chosen.value.path === null) return;
  const name = `selvedge-${backup.at.slice(0, 16).replaceAll(':', '-')}-${backup.backupId.slice(-6)}${as === 'git' ? '.git' : ''}`;
  const reply = await callEngine('vault.export', {
    projectId,
    backupId: backup.backupId,
    folder: `${chosen.value.path}/${name}`,
    as,
  });
  if (reply.kind !== 'value') return showProblem(reply);
  const { folder } = reply.value;
  showToast({
    tone: 'done',
    title: 'Exported',
    detail: folder,
    actions: [{ label: 'Show folder', run: () => void callEngine('app.reveal', { path: folder }) }],
  });
}

/** Answers whether it was done. */
export async function prune(projectId: string): Promise<boolean> {
  const reply = await callEngine('vault.prune', { projectId, dryRun: false });
  refresh(['vault', 'history']);
  if (reply.kind !== 'value') {
    showProblem(reply);
    return false;
  }
  const { marked, removed, freedBytes, waits } = reply.value;
  showToast({
    tone: 'done',
    title: `${countWords(marked.length, 'backup')} let go, ${removed.length.toLocaleString('en-US')} removed`,
    detail: [
      removed.length > 0 ? `${sizeWords(freedBytes)} freed.` : '',
      marked.length > 0 ? 'What is let go is removed by a run that is at least a day later.' : '',
      waits ?? '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  });
  return true;
}

/** Erases every kept version of these paths. Answers what should have been erased and was not; null: it failed. */
export async function forget(projectId: string, files: readonly BackupFile[]): Promise<readonly string[] | null> {
  const paths = files.map(({ path }) => path);
  const reply = await callEngine('vault.forget', { projectId, paths, hashes: [], dryRun: false });
  refresh(everyProjectTopic);
  if (reply.kind !== 'value') {
    showProblem(reply);
    return null;
  }
  const { contents, drafts, decisions, freedBytes, notErased } = reply.value;
  if (notErased.length > 0) return notErased;
  const what = `${countWords(contents, 'content')}, ${countWords(drafts, 'draft')} and ${countWords(decisions, 'decision')} of merges, ${sizeWords(freedBytes)}`;
  showToast({ tone: 'done', title: 'Forgotten', detail: `${what}. Git’s history is as it was.` });
  return [];
}
