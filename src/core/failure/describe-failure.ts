import type { Failure } from '../../contract/failure';
import { revealCharacters } from '../text/reveal-characters';
import { gitDescribers } from './describe-git';
import { placeDescribers } from './describe-place';
import type { Describers, FailureDescription } from './failure-description';
import { lookAgain, openAnother, tryAgain } from './failure-description';
import { quoted } from './wording';

const describers: Describers<Failure['code']> = {
  ...placeDescribers,
  ...gitDescribers,
  'backup-failed': ({ reason }) => ({
    title: 'No backup could be made',
    sentence: `Selvedge changes nothing without a backup, and this one failed: ${reason}. Nothing was changed.`,
    actions: [tryAgain, { label: 'Open backups', command: 'open-backups' }],
  }),
  'backup-missing': ({ id }) => ({
    title: 'The backup is not there',
    sentence: /^b-[0-9a-z]+-[0-9a-f]+$/.test(id)
      ? `Backup ${quoted(id)} is not in the vault; it may have been removed by the retention rules.`
      : `There is no backup or checkpoint ${quoted(id)}, or what was asked for is not in it.`,
    actions: [{ label: 'Open backups', command: 'open-backups' }],
  }),
  'backup-damaged': ({ id }) => ({
    title: 'The backup is damaged',
    sentence: `The bytes of backup ${quoted(id)} are not those that were stored, so they are not used. Another version may be in the timeline.`,
    actions: [
      { label: 'Open the timeline', command: 'open-timeline' },
      { label: 'Open backups', command: 'open-backups' },
    ],
  }),
  'content-gone': ({ path, hash, forgottenAt }) => ({
    title: forgottenAt === null ? 'What this file held is lost' : 'What this file held was forgotten',
    sentence:
      forgottenAt === null
        ? `The stored bytes of ${quoted(path)} (${hash.slice(0, 12)}) are missing or damaged in the vault, so they are not used. “selvedge backup verify --heal” (Repair, in Backups) looks for other copies. Nothing was changed.`
        : `The stored version of ${quoted(path)} (${hash.slice(0, 12)}) was forgotten on ${forgottenAt.slice(0, 10)} at ${forgottenAt.slice(11, 16)} UTC, so it cannot be put back. Nothing was changed.`,
    actions: [
      { label: 'Open the timeline', command: 'open-timeline' },
      { label: 'Open backups', command: 'open-backups' },
    ],
  }),
  'not-undoable': ({ operationId, reason }) => ({
    title: /^There is nothing to (undo|redo)/.exec(reason)?.[0] ?? 'This cannot be undone',
    // Without an operation there is no backup from before it.
    sentence:
      operationId === ''
        ? sentenceOf(reason)
        : `${sentenceOf(reason)} A backup from before it, where one is left, can still be restored.`,
    actions: [{ label: 'Open backups', command: 'open-backups' }],
  }),
  'operation-missing': ({ operationId }) => ({
    title: operationId === '' ? 'There is nothing to undo' : 'The operation is not there',
    sentence:
      operationId === ''
        ? 'No operation of Selvedge in this repository can be undone.'
        : `Operation ${quoted(operationId)} is not in the log of this repository.`,
    actions: [{ label: 'Open the timeline', command: 'open-timeline' }],
  }),
  'rolled-back': ({ reason }) => ({
    title: 'It did not work, and was taken back',
    sentence: `${sentenceOf(reason)} Everything is as it was before.`,
    actions: [tryAgain],
  }),
  'rollback-refused': ({ reason }) => ({
    title: 'Going back to this checkpoint is not possible',
    sentence: `${sentenceOf(reason)} Nothing was changed. Its files can still be restored from the backups.`,
    actions: [{ label: 'Open backups', command: 'open-backups' }],
  }),
  'prune-refused': ({ reason }) => ({
    title: 'No backup was let go',
    sentence: `${sentenceOf(reason)} Nothing was removed.`,
    actions: [{ label: 'Open backups', command: 'open-backups' }],
  }),
  'export-failed': ({ path, reason }) => ({
    title: 'The export could not be written',
    sentence: `Writing to ${quoted(path)} did not work: ${sentenceOf(reason)} Nothing was left there. Choose another folder.`,
    actions: [tryAgain],
  }),
  'nothing-kept': ({ what }) => ({
    title: 'Nothing is kept of this',
    sentence: `No backup, operation or draft of this repository has ${quoted(what)}, so there is nothing to forget.`,
    actions: [{ label: 'Open backups', command: 'open-backups' }],
  }),
  'project-not-open': () => ({
    title: 'This repository is not open',
    sentence: 'It was closed in the meantime. Open it again to go on.',
    actions: [openAnother],
  }),
  'bad-input': ({ where, problem }) => ({
    title: 'This input cannot be used',
    sentence: `${quoted(where)}: ${problem}.`,
    actions: [],
  }),
  cancelled: () => ({
    title: 'Cancelled',
    sentence: 'You stopped this before it was done.',
    actions: [lookAgain, tryAgain],
  }),
};

/**
 * Turns each failure into a title, one or two sentences (what happened, why, what to do) and up to two remedies.
 *
 * Names from the repository are quoted with their invisible characters shown, so the texts are safe for a
 * terminal and cannot be spoofed by a file name.
 */
export function describeFailure<F extends Failure>(failure: F): FailureDescription {
  // The table has a describer for exactly this code; TypeScript cannot follow the correlation.
  const describe = describers[failure.code] as (failure: F) => FailureDescription;
  const { title, sentence, actions } = describe(failure);
  return { title: revealCharacters(title), sentence: revealCharacters(sentence), actions };
}

function sentenceOf(reason: string): string {
  const text = reason.trim();
  if (text === '') return 'The reason is not known.';
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
