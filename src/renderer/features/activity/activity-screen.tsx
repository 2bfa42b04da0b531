import { useEffect } from 'react';
import { CommandButton } from '../../app/command-button';
import { Faces } from '../../app/faces';
import { takeAim } from '../../app/navigation';
import pane from '../../app/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/query';
import { EmptyState } from '../../ui/empty-state';
import { selectOnly } from '../../ui/list-selection';
import { SplitPanes } from '../../ui/split-panes';
import { operationsQuery, selectOperation, useActivity } from './activity-store';
import { OperationDetail } from './operation-detail';
import { OperationList } from './operation-list';

/** Everything that Selvedge changed, and the way back. */
export function ActivityScreen() {
  const { projectId } = useProject();
  const limit = useActivity((state) => state.limit);
  const log = useQuery(operationsQuery, { projectId, limit });
  useEffect(() => {
    const aimed = takeAim()?.id;
    if (aimed !== undefined) selectOperation(selectOnly(aimed));
  }, []);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h1 className={pane.title}>Activity</h1>
        <CommandButton command="undo-operation" words="Undo last" icon="undo" />
        <CommandButton command="redo-operation" icon="redo" />
      </div>
      <Faces
        loadable={log}
        loadingLabel="Loading the operations log"
        tryAgain={() => void operationsQuery.again()}
        isEmpty={({ operations }) => operations.length === 0}
        empty={
          <EmptyState icon="activity" action={<CommandButton command="open-changes" words="See the changes" />}>
            What Selvedge changes in this repository is written down here, and can be undone from here.
          </EmptyState>
        }
        ready={({ operations }) => (
          <SplitPanes
            id="activity"
            firstPercent={52}
            handleLabel="Resize the list of operations"
            first={<OperationList operations={operations} />}
            second={<OperationDetail operations={operations} />}
          />
        )}
      />
    </div>
  );
}
