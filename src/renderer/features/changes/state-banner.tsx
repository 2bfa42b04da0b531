import { Banner } from '../../app/shell/banner';
import { CommandButton } from '../../app/commands/command-button';
import { useProjectStore, type RepositoryStatus } from '../../app/project-store';
import { countWords } from '../../ui/size-words';

type Progress = Exclude<RepositoryStatus['progress'], 'none'>;

const inTheMiddleOf: Readonly<Record<Progress, string>> = {
  merge: 'a merge',
  rebase: 'a rebase',
  'cherry-pick': 'a cherry-pick',
  revert: 'a revert',
  'stash-pop': 'applying a stash',
  am: 'applying patches',
  bisect: 'a bisect',
};

/** What is unusual about the repository now, in a sentence, with the way out. Nothing when nothing is. */
export function StateBanner({ status }: { readonly status: RepositoryStatus }) {
  const gone = useProjectStore((state) => state.gone);
  const conflicts = status.entries.filter((entry) => entry.conflict !== null).length;
  if (gone) {
    return (
      <Banner icon="danger" tone="danger" action={<CommandButton command="open-folder" showKeys={false} />}>
        The folder of this repository is not there any more. What you see is how it was last; backups are kept
        elsewhere.
      </Banner>
    );
  }
  if (status.progress !== 'none') {
    const left = conflicts === 0 ? 'every conflict has an answer' : `${countWords(conflicts, 'conflict')} left`;
    return (
      <Banner
        icon="merge"
        tone={conflicts === 0 ? 'plain' : 'danger'}
        action={<CommandButton command="open-merge" words="Open Merge" variant="primary" showKeys={false} />}
      >
        Git is in the middle of {inTheMiddleOf[status.progress]}: {left}.
      </Banner>
    );
  }
  if (status.head.kind === 'detached') {
    return (
      <Banner icon="warn" tone="warn">
        No branch is checked out (detached HEAD at {status.head.commit.slice(0, 8)}). Commits made here belong to no
        branch until you make one.
      </Banner>
    );
  }
  if (status.head.kind === 'unborn') {
    return (
      <Banner icon="note" tone="plain">
        Branch {status.head.name} has no commits yet. The first commit starts its history.
      </Banner>
    );
  }
  return null;
}
