import type { MergeState } from '../../contract/merge';
import type { Step } from '../git/read-progress';
import type { OpenMerge } from './open-merge';
import type { Sides } from './describe-sides';

/** Title, sentence and button for what git is in the middle of. */
export function wordMerge(
  open: Pick<OpenMerge, 'kind' | 'progress'>,
  sides: Sides,
  step: Step | null,
  conflictsLeft: number,
): Pick<MergeState, 'title' | 'sentence' | 'completeLabel'> {
  const left = leftWords(conflictsLeft);
  const { ours, theirs, carried } = sides;
  const subject = carried === null ? '' : ` “${carried.subject}”`;
  const nth = step === null ? '' : `, ${step.current} of ${step.total}`;
  switch (open.kind) {
    case 'none':
      return { title: 'No merge in progress', sentence: '', completeLabel: 'Complete' };
    case 'merge':
      return {
        title: `${ours.label} ← ${theirs.label}`,
        sentence: `Merging ${theirs.label} into ${ours.label}. ${left}`,
        completeLabel: open.progress.kind === 'none' ? 'Commit the squashed merge' : 'Commit the merge',
      };
    case 'rebase': {
      const branch = open.progress.kind === 'rebase' ? (open.progress.branch ?? 'your commits') : 'your commits';
      return {
        title: `${branch} onto ${ours.label}${nth}`,
        sentence: `Replaying${carried === null ? ` ${branch}` : ` your commit${subject}`} onto ${ours.label}. ${left}`,
        completeLabel: 'Continue the rebase',
      };
    }
    case 'cherry-pick':
      return {
        title: `${ours.label} ← ${theirs.label}${nth}`,
        sentence: `Picking ${theirs.label}${subject} onto ${ours.label}. ${left}`,
        completeLabel: step === null ? 'Commit the cherry-pick' : 'Continue the cherry-pick',
      };
    case 'revert':
      return {
        title: `${ours.label}: revert ${sides.base.label}${nth}`,
        sentence: `Reverting ${sides.base.label}${subject} on ${ours.label}. ${left}`,
        completeLabel: step === null ? 'Commit the revert' : 'Continue the revert',
      };
    case 'stash-pop':
      return {
        title: `${ours.label} ← ${theirs.label}`,
        sentence: `Putting ${theirs.label} onto ${ours.label}. ${left} Nothing is committed by this${theirs.commit === null ? '' : `, and ${theirs.label} is kept until you drop it`}.`,
        completeLabel: 'Nothing to commit',
      };
    case 'am':
      return {
        title: `Patches onto ${ours.label}${nth}`,
        sentence: `Applying a patch to ${ours.label}. ${left}`,
        completeLabel: 'Continue with the next patch',
      };
    case 'bisect':
      return {
        title: 'Bisecting',
        sentence:
          'Git is searching for the commit that brought a fault. Finish it in a terminal with “git bisect reset”.',
        completeLabel: 'Complete',
      };
  }
}

function leftWords(conflictsLeft: number): string {
  if (conflictsLeft === 0) return 'Every conflict is resolved.';
  return conflictsLeft === 1 ? 'One conflict is left.' : `${conflictsLeft} conflicts are left.`;
}
