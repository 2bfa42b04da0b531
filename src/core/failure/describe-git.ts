import type { Describers } from './failure-description';
import { lookAgain, tryAgain } from './failure-description';
import { changedByOthers, holderInWords, listed, quoted, spanned } from './wording';

const openMerge = { label: 'Open the merge', command: 'open-merge' } as const;
const openChanges = { label: 'Open changes', command: 'open-changes' } as const;

/** Git's own refusals, and others who work in the same folder at the same time. */
export const gitDescribers: Describers<
  | 'file-changed-since'
  | 'index-locked'
  | 'locked-by-other'
  | 'state-changed-since'
  | 'identity-missing'
  | 'nothing-to-commit'
  | 'conflicts-remain'
  | 'markers-remain'
  | 'merge-unproven'
  | 'no-merge-in-progress'
  | 'merge-in-progress'
  | 'would-overwrite'
  | 'unknown-revision'
  | 'git-failed'
  | 'timed-out'
  | 'worker-stopped'
> = {
  'file-changed-since': ({ path, paths }) => ({
    title: 'Something changed in the meantime',
    sentence: changedByOthers(paths.length === 0 ? [path] : paths),
    actions: [lookAgain],
  }),
  'index-locked': ({ path, ageMs, ownerAlive, keptBecause }) => ({
    title: keptBecause === undefined ? 'Another git command holds the repository' : 'The lock stays where it is',
    sentence:
      keptBecause === undefined
        ? lockSentence(path, ageMs, ownerAlive)
        : `${quoted(path)}: ${keptBecause.replace(/[.]$/, '')}.`,
    actions: [tryAgain],
  }),
  'locked-by-other': ({ holder }) => ({
    title: 'The repository is busy',
    sentence: `${holderInWords(holder)} is changing this repository. Nothing was changed here; try again when it has finished.`,
    actions: [tryAgain],
  }),
  'state-changed-since': ({ what }) => ({
    title: 'The repository moved on',
    sentence: `${quoted(what)} is no longer what it was when you chose this. Nothing was changed. Look at what is there now, then decide again.`,
    actions: [lookAgain],
  }),
  'identity-missing': () => ({
    title: 'Git does not know who you are',
    sentence:
      'A commit needs an author. Run “git config --global user.name” with your name and “git config --global user.email” with your address.',
    actions: [tryAgain, { label: 'Open settings', command: 'open-settings' }],
  }),
  'nothing-to-commit': () => ({
    title: 'There is nothing to commit',
    sentence: 'No change is staged. Stage the files that belong into the commit first.',
    actions: [openChanges],
  }),
  'conflicts-remain': ({ paths }) => ({
    title: 'Conflicts are left',
    sentence: `Not resolved yet: ${listed(paths)}.`,
    actions: [openMerge],
  }),
  'markers-remain': ({ path, line }) => ({
    title: 'Conflict markers are left',
    sentence: `${quoted(path)} still has a conflict marker in line ${line}. Resolve it, or say that the marker belongs there.`,
    actions: [openMerge],
  }),
  'merge-unproven': ({ problems, more }) => ({
    title: 'The merge is not right yet',
    sentence: `${problems
      .slice(0, 3)
      .map(({ path, line, sentence }) => `${quoted(path)}${line === null ? '' : `, line ${line}`}: ${sentence}`)
      .join(
        ' ',
      )}${problems.length + more > 3 ? ` And ${problems.length + more - 3} more.` : ''} Nothing was committed.`,
    actions: [openMerge],
  }),
  'no-merge-in-progress': () => ({
    title: 'No merge is in progress',
    sentence:
      'Git is not in the middle of a merge, a rebase or the like; it may have been finished or aborted elsewhere.',
    actions: [lookAgain],
  }),
  'merge-in-progress': ({ kind }) => ({
    title: `A ${kind} is in progress`,
    sentence: `Git is in the middle of a ${kind}. Complete or abort it first.`,
    actions: [openMerge, { label: `Abort the ${kind}`, command: 'abort-merge' }],
  }),
  'would-overwrite': ({ paths }) => ({
    title: 'This would overwrite your changes',
    sentence: `${listed(paths)} ${paths.length === 1 ? 'has' : 'have'} changes that are not committed. Commit or discard them first; nothing was changed.`,
    actions: [openChanges],
  }),
  'unknown-revision': ({ revision }) => ({
    title: 'This version is not known',
    sentence: `${quoted(revision)} is not a commit, branch or tag of this repository. It may have been deleted, or not been fetched.`,
    actions: [lookAgain],
  }),
  'git-failed': ({ command, exitCode, summary }) => ({
    title: 'Git reported an error',
    sentence: `${quoted(`git ${command}`)} ${exitCode === null ? 'did not finish' : `ended with code ${exitCode}`}${summary === '' ? '.' : `: ${quoted(summary)}.`}`,
    actions: [tryAgain],
  }),
  'timed-out': ({ what, afterMs }) => ({
    title: 'This took too long',
    sentence: `${quoted(what)} was stopped after ${spanned(afterMs)}. The disk or the network may be slow.`,
    actions: [tryAgain],
  }),
  'worker-stopped': ({ what, why, afterMs }) => ({
    title: stoppedTitles[why],
    sentence: `${quoted(what)} ${stoppedReasons[why](spanned(afterMs))}`,
    actions: [tryAgain],
  }),
};

const stoppedTitles = {
  memory: 'This needed too much memory',
  silent: 'This came to no end',
  ended: 'This stopped before it was done',
} as const;

const stoppedReasons = {
  memory: () => 'needed more than 3 GB of memory and was stopped. Look for very large YAML files, and take them out.',
  silent: (span: string) =>
    `gave no sign of life for ${span} and was stopped. A file that is very hard to read, or an extension of yours that never ends, may be the cause.`,
  ended: () => 'ended by itself. An extension of yours may have ended it.',
} as const;

function lockSentence(path: string, ageMs: number | null, ownerAlive: boolean | null): string {
  const since = ageMs === null ? '' : `, ${spanned(ageMs)} old`;
  if (ownerAlive === true) return `A git command is at work (${quoted(path)}${since}). Wait until it has finished.`;
  if (ownerAlive === false)
    return `A git command left its lock behind (${quoted(path)}${since}) and is no longer running. If you are sure that no git is at work in this folder, delete that file.`;
  return `The lock ${quoted(path)}${since} is in place. If no git command is at work in this folder, it was left behind by one that died, and may be deleted.`;
}
