import { create } from 'zustand';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import type { Grouping } from './model/problem-rows';
import type { Comparison } from './model/comparisons';

export const problemsQuery = createQuery('problems.list', { topics: ['fabric'] });
export const rulesQuery = createQuery('problems.rules', { topics: ['fabric'] });
export const overviewQuery = createQuery('fabric.overview', { topics: ['fabric'] });
export const againstQuery = createQuery('problems.against', { topics: ['fabric'], strict: true });
export const duplicatesQuery = createQuery('fabric.duplicates', { topics: ['fabric'] });
export const fileQuery = createQuery('changes.read-file', { topics: ['files', 'status'], strict: true });
export const branchesQuery = createQuery('changes.branches', { topics: ['branches'] });

/** What the screen is about: what stands now, what a change brings, copies, what nobody can say from files. */
export type Page = 'now' | 'against' | 'duplicates' | 'rules';

interface ProblemsState {
  readonly page: Page;
  readonly filter: string;
  readonly grouping: Grouping;
  readonly closed: ReadonlySet<string>;
  readonly selection: ListSelection;
  readonly comparison: Comparison;
  readonly group: ListSelection;
  /** Among the copies of a resource. */
  readonly copy: ListSelection;
}

const fresh: ProblemsState = {
  page: 'now',
  filter: '',
  grouping: 'severity',
  closed: new Set<string>(),
  selection: emptySelection,
  comparison: { kind: 'uncommitted' },
  group: emptySelection,
  copy: emptySelection,
};

/** How the screen was left; it is found like that again. */
export const useProblems = create<ProblemsState>(() => fresh);

forgetWithProject(() => useProblems.setState(fresh));

export const setPage = (page: Page): void => useProblems.setState({ page });
export const setFilter = (filter: string): void => useProblems.setState({ filter });
export const setGrouping = (grouping: Grouping): void => useProblems.setState({ grouping });
export const setSelection = (selection: ListSelection): void => useProblems.setState({ selection });
export const setComparison = (comparison: Comparison): void => useProblems.setState({ comparison });
export const setGroup = (group: ListSelection): void => useProblems.setState({ group, copy: emptySelection });
export const setCopy = (copy: ListSelection): void => useProblems.setState({ copy });

export function toggleGroup(key: string): void {
  useProblems.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    return { closed: next };
  });
}
