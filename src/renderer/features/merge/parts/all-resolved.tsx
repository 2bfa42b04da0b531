import type { MergeState } from '../../../../contract/merge';
import { CommandButton } from '../../../app/commands/command-button';
import { EmptyState } from '../../../ui/empty-state';

/** Nothing is left to ask. */
export function AllResolved({ state }: { readonly state: MergeState }) {
  const count = state.resolved.length;
  const words =
    count === 0 ? 'There are no conflicts.' : `${count === 1 ? 'The file is' : `All ${count} files are`} resolved.`;
  return (
    <EmptyState
      icon="done"
      action={<CommandButton command="merge.next-step" words={state.completeLabel} variant="primary" icon="merge" />}
    >
      {words} {state.sentence}
    </EmptyState>
  );
}
