import { useState } from 'react';
import { latestOf } from '../../../app/client/loadable';
import { mutate } from '../../../app/client/mutate';
import { useProjectStore } from '../../../app/project-store';
import { createQuery, useQuery } from '../../../app/client/query';
import { Button } from '../../../ui/button';
import { Menu } from '../../../ui/menu';

export const branchesQuery = createQuery('changes.branches', { topics: ['branches'] });

/** Merges another branch into the one that is checked out. What conflicts is answered on this screen. */
export function StartMerge({ projectId }: { readonly projectId: string }) {
  const branches = latestOf(useQuery(branchesQuery, { projectId })) ?? [];
  const [isWorking, setWorking] = useState(false);
  const gone = useProjectStore((state) => state.gone);
  const others = branches.filter((branch) => !branch.current);
  const start = async (revision: string): Promise<void> => {
    setWorking(true);
    await mutate('merge.start', { projectId, revision });
    setWorking(false);
  };
  const entries = (remote: boolean) =>
    others
      .filter((branch) => branch.remote === remote)
      .map(({ name, subject }) => ({ id: name, label: name, note: subject, run: () => void start(name) }));
  return (
    <Menu
      label="Merge a branch"
      groups={[
        { heading: 'Branches', entries: entries(false) },
        { heading: 'Remote branches', entries: entries(true) },
      ]}
    >
      <Button variant="primary" icon="merge" pending={isWorking} disabled={gone || others.length === 0}>
        Merge a branch…
      </Button>
    </Menu>
  );
}
