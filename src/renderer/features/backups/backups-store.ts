import { create } from 'zustand';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { showProblem } from '../../app/client/mutate';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import { countWords } from '../../ui/size-words';
import { findingsOf, repairedWords } from './check-words';

export type Backup = OutputOf<'vault.list'>['backups'][number];
export type BackupFile = OutputOf<'vault.show'>['files'][number];
export type Damage = OutputOf<'vault.verify'>['damaged'];
/** What verifying, or repairing, found besides damaged files; in words. */
export type Findings = readonly string[];

export const filesQuery = createQuery('vault.show', { topics: ['vault'], strict: true });
export const compareQuery = createQuery('history.compare', { topics: ['files', 'status'] });
export const vaultStateQuery = createQuery('vault.state', { topics: ['vault', 'settings'] });

/** What floats above the screen. */
export type BackupsDialog =
  | { readonly kind: 'retention' }
  | { readonly kind: 'check' }
  | { readonly kind: 'restore'; readonly backup: Backup; readonly files: readonly BackupFile[] }
  | { readonly kind: 'forget'; readonly files: readonly BackupFile[] };

interface BackupsState {
  readonly selection: ListSelection;
  /** What is being verified now: a backup's id, or all of them. */
  readonly verifying: string | 'all' | null;
  readonly healing: boolean;
  /** What the last verification found; by backup. */
  readonly damage: Damage;
  /** What it found besides: packs, backups that cannot be read, operations. */
  readonly findings: Findings;
  readonly dialog: BackupsDialog | null;
}

const fresh: BackupsState = {
  selection: emptySelection,
  verifying: null,
  healing: false,
  damage: [],
  findings: [],
  dialog: null,
};

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
  const { damaged, backups, blobs } = reply.value;
  const findings = findingsOf(reply.value, backupId);
  const before = useBackups.getState();
  const others = backupId === null ? [] : before.damage.filter((one) => one.backupId !== backupId);
  const kept = backupId === null ? [] : before.findings.filter((one) => !findings.includes(one));
  useBackups.setState({ damage: [...others, ...damaged], findings: [...kept, ...findings] });
  if (damaged.length + findings.length === 0) {
    const what = `${countWords(backups, 'backup')}, ${countWords(blobs, 'content')}`;
    showToast({ tone: 'done', title: 'Every stored byte is as it was written', detail: what });
    return;
  }
  showDialog({ kind: 'check' });
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
  useBackups.setState({ damage: affected, findings: lost.map((one) => `Lost: ${one}`) });
  if (damaged === 0) {
    showToast({ tone: 'done', title: 'Nothing is damaged' });
    return;
  }
  const aside =
    quarantined.length === 0 ? '' : ` ${countWords(quarantined.length, 'damaged pack')} put aside, not deleted.`;
  const isWhole = affected.length + lost.length === 0;
  showToast({
    tone: isWhole ? 'done' : 'problem',
    title: isWhole ? 'Everything was repaired' : 'Not everything could be repaired',
    detail: `${repairedWords(healed)}${aside}`,
    actions: isWhole ? [] : [{ label: 'What is missing…', run: () => showDialog({ kind: 'check' }) }],
  });
}
