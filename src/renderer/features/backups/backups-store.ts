import { create } from 'zustand';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client';
import { showProblem } from '../../app/mutate';
import { forgetWithProject } from '../../app/per-project';
import { createQuery } from '../../app/query';
import { refresh } from '../../app/refresh';
import { showToast } from '../../app/toasts';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import { countWords } from '../../ui/size-words';

export type Backup = OutputOf<'vault.list'>['backups'][number];

export const filesQuery = createQuery('vault.show', { topics: ['vault'], strict: true });
export const compareQuery = createQuery('history.compare', { topics: ['files', 'status'] });

interface BackupsState {
  readonly selection: ListSelection;
  /** What is being verified now: a backup's id, or all of them. */
  readonly verifying: string | 'all' | null;
}

const fresh: BackupsState = { selection: emptySelection, verifying: null };

export const useBackups = create<BackupsState>(() => fresh);

forgetWithProject(() => useBackups.setState(fresh));

export const selectBackup = (selection: ListSelection): void => useBackups.setState({ selection });

/** Reads the stored bytes again and compares their hashes. Null: every backup. */
export async function verify(projectId: string, backupId: string | null): Promise<void> {
  useBackups.setState({ verifying: backupId ?? 'all' });
  const reply = await callEngine('vault.verify', { projectId, backupId });
  useBackups.setState({ verifying: null });
  refresh(['vault']);
  if (reply.kind !== 'value') {
    showProblem(reply, () => void verify(projectId, backupId));
    return;
  }
  const { damaged, backups, blobs } = reply.value;
  if (damaged.length === 0) {
    const what = `${countWords(backups, 'backup')}, ${countWords(blobs, 'content')}`;
    showToast({ tone: 'done', title: 'Every stored byte is as it was written', detail: what });
    return;
  }
  const paths = damaged.flatMap((one) => one.paths);
  showToast({
    tone: 'problem',
    title: `${countWords(damaged.length, 'backup')} damaged`,
    detail: `These files cannot be restored from here: ${paths.slice(0, 5).join(', ')}. Other versions may be in the timeline.`,
  });
}
