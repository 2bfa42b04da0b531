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
export type BackupFile = OutputOf<'vault.show'>['files'][number];
export type Damage = OutputOf<'vault.verify'>['damaged'];

export const filesQuery = createQuery('vault.show', { topics: ['vault'], strict: true });
export const compareQuery = createQuery('history.compare', { topics: ['files', 'status'] });
export const vaultStateQuery = createQuery('vault.state', { topics: ['vault', 'settings'] });

/** What floats above the screen. */
export type BackupsDialog =
  | { readonly kind: 'retention' }
  | { readonly kind: 'restore'; readonly backup: Backup; readonly files: readonly BackupFile[] }
  | { readonly kind: 'forget'; readonly files: readonly BackupFile[] };

interface BackupsState {
  readonly selection: ListSelection;
  /** What is being verified now: a backup's id, or all of them. */
  readonly verifying: string | 'all' | null;
  readonly healing: boolean;
  /** What the last verification found; by backup. */
  readonly damage: Damage;
  readonly dialog: BackupsDialog | null;
}

const fresh: BackupsState = { selection: emptySelection, verifying: null, healing: false, damage: [], dialog: null };

export const useBackups = create<BackupsState>(() => fresh);

forgetWithProject(() => useBackups.setState(fresh));

export const selectBackup = (selection: ListSelection): void => useBackups.setState({ selection });
export const showDialog = (dialog: BackupsDialog | null): void => useBackups.setState({ dialog });

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
  const { damaged, backups, blobs, packs, unreadable, operations } = reply.value;
  const rest = packs.length + unreadable + operations.length;
  const others = backupId === null ? [] : useBackups.getState().damage.filter((one) => one.backupId !== backupId);
  useBackups.setState({ damage: [...others, ...damaged] });
  if (damaged.length + rest === 0) {
    const what = `${countWords(backups, 'backup')}, ${countWords(blobs, 'content')}`;
    showToast({ tone: 'done', title: 'Every stored byte is as it was written', detail: what });
    return;
  }
  const paths = damaged.flatMap((one) => one.paths);
  showToast({
    tone: 'problem',
    title: `${countWords(damaged.length + unreadable, 'backup')}, ${countWords(packs.length, 'pack')} damaged`,
    detail: `${paths.length === 0 ? '' : `These files cannot be restored from here: ${paths.slice(0, 5).join(', ')}. `}Repair looks for other copies.`,
    actions: [{ label: 'Repair', run: () => void heal(projectId) }],
  });
}

/** Repairs from every copy that can be found: other packs, the second vault, the working tree, git. */
export async function heal(projectId: string): Promise<void> {
  useBackups.setState({ healing: true });
  const reply = await callEngine('vault.heal', { projectId });
  useBackups.setState({ healing: false });
  refresh(['vault']);
  if (reply.kind !== 'value') {
    showProblem(reply, () => void heal(projectId));
    return;
  }
  const { damaged, healed, affected, quarantined, lost } = reply.value;
  useBackups.setState({ damage: affected });
  if (damaged === 0) {
    showToast({ tone: 'done', title: 'Nothing is damaged' });
    return;
  }
  const found = healed.map(({ where, contents }) => `${countWords(contents, 'content')} from ${where}`);
  const aside =
    quarantined.length === 0 ? '' : ` ${countWords(quarantined.length, 'damaged pack')} put aside, not deleted.`;
  showToast({
    tone: affected.length + lost.length === 0 ? 'done' : 'problem',
    title:
      affected.length + lost.length === 0
        ? 'Everything was repaired'
        : `${countWords(affected.length, 'backup')} still damaged`,
    detail:
      `${found.length === 0 ? 'No other copy was found.' : `Repaired: ${found.join(', ')}.`}${aside} ${lost.join(' ')}`.trim(),
  });
}
