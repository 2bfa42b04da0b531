import { create } from 'zustand';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import { keepMessage } from './kept-message';
import type { GroupId } from './change-rows';

export const compareQuery = createQuery('changes.compare', { topics: ['status', 'files'] });
export const identityQuery = createQuery('changes.identity', { topics: ['status'] });

interface ChangesState {
  readonly filter: string;
  readonly closed: ReadonlySet<GroupId>;
  readonly selection: ListSelection;
  /** The commit message that is being written; null before the kept one was read. */
  readonly message: string | null;
}

const fresh: ChangesState = { filter: '', closed: new Set<GroupId>(), selection: emptySelection, message: null };

/** How the screen was left; it is found like that again. */
export const useChanges = create<ChangesState>(() => fresh);

forgetWithProject(() => useChanges.setState(fresh));

export const setFilter = (filter: string): void => useChanges.setState({ filter });
export function setMessage(root: string, message: string): void {
  useChanges.setState({ message });
  keepMessage(root, message);
}
export const setSelection = (selection: ListSelection): void => useChanges.setState({ selection });

export function toggleGroup(group: GroupId): void {
  useChanges.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(group)) next.add(group);
    return { closed: next };
  });
}
