import { callEngine } from '../client/client';
import { showProblem } from '../client/mutate';
import { refresh } from '../client/refresh';
import { showToast } from '../shell/toasts';

const again = (): void => refresh(['vault', 'history', 'operations']);

/** Takes a checkpoint off the list. Its backup stays for a while, and as long as it does, Undo brings it back. */
export async function deleteCheckpoint(projectId: string, { backupId }: { readonly backupId: string }): Promise<void> {
  const reply = await callEngine('checkpoints.delete', { projectId, backupId });
  again();
  if (reply.kind !== 'value') return showProblem(reply);
  const { name } = reply.value;
  showToast({
    tone: 'done',
    title: `Checkpoint “${name}” deleted`,
    detail: 'Its backup stays in Backups until the retention rules let it go; until then, pinning it brings this back.',
    actions: [{ label: 'Undo', run: () => void bringBack(projectId, backupId, name) }],
  });
}

async function bringBack(projectId: string, backupId: string, name: string): Promise<void> {
  const reply = await callEngine('vault.pin', { projectId, backupId, pinned: true });
  again();
  if (reply.kind !== 'value') return showProblem(reply);
  showToast({ tone: 'done', title: `The checkpoint “${name}” is back` });
}
