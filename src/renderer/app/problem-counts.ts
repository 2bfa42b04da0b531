import type { OutputOf } from '../../contract/index';
import { latestOf } from './client/loadable';
import { useProjectStore, useStatus } from './project-store';
import { createQuery, useQuery } from './client/query';

const countsQuery = createQuery('problems.list', { topics: ['fabric'] });

/** How many problems the open repository has; null while nobody knows, or where nothing is open. */
export function useProblemCounts(): OutputOf<'problems.list'>['counts'] | null {
  const projectId = useProjectStore((state) => state.project?.projectId ?? null);
  // Reading every document can wait until the first screen has what it needs.
  const isOpen = latestOf(useStatus()) !== null;
  const answer = useQuery(countsQuery, projectId === null || !isOpen ? null : { projectId, limit: 0 });
  return projectId === null ? null : (latestOf(answer)?.counts ?? null);
}
