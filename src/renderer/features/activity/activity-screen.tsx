import { useEffect } from 'react';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { takeAim } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { EmptyState } from '../../ui/empty-state';
import { selectOnly } from '../../ui/list-selection';
import { SplitPanes } from '../../ui/split-panes';
import { ToggleGroup } from '../../ui/toggle-group';
import { operationsQuery, selectOperation, showView, useActivity, type ActivityView } from './activity-store';
import { AuditView } from './audit-view';
import { CheckpointsView } from './checkpoints-view';
import { LocksView } from './locks-view';
import { LogDamage } from './log-damage';
import { OperationDetail } from './operation-detail';
import { OperationList } from './operation-list';

const views: readonly { readonly value: ActivityView; readonly label: string; readonly keys: string }[] = [
  { value: 'operations', label: 'Operations', keys: 'O' },
  { value: 'checkpoints', label: 'Checkpoints', keys: 'K' },
  { value: 'audit', label: 'Audit trail', keys: 'A' },
  { value: 'locks', label: 'Locks', keys: 'L' },
];

/** Everything that Selvedge changed, and the way back. */
export function ActivityScreen() {
  const view = useActivity((state) => state.view);
  useEffect(() => {
    const aimed = takeAim()?.id;
    if (aimed === undefined) return;
    showView('operations');
    selectOperation(selectOnly(aimed));
  }, []);
  useCommands(
    views.map(({ value, label, keys }) => ({
      id: `activity-${value}`,
      title: `Show ${label.toLowerCase()}`,
      group: 'Activity',
      keys: [keys],
      when: () => view !== value,
      run: () => showView(value),
    })),
  );
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h1 className={pane.title}>Activity</h1>
        <ToggleGroup label="What is shown" value={view} onChange={showView} options={views} />
        <CommandButton command="undo-operation" words="Undo last" icon="undo" />
        <CommandButton command="redo-operation" icon="redo" />
      </div>
      <Shown view={view} />
    </div>
  );
}

function Shown({ view }: { readonly view: ActivityView }) {
  switch (view) {
    case 'operations':
      return <OperationsView />;
    case 'checkpoints':
      return <CheckpointsView />;
    case 'audit':
      return <AuditView />;
    case 'locks':
      return <LocksView />;
  }
}

function OperationsView() {
  const { projectId } = useProject();
  const limit = useActivity((state) => state.limit);
  const log = useQuery(operationsQuery, { projectId, limit });
  return (
    <Faces
      loadable={log}
      loadingLabel="Loading the operations log"
      tryAgain={() => void operationsQuery.again()}
      isEmpty={({ operations, damage = [] }) => operations.length + damage.length === 0}
      empty={
        <EmptyState icon="activity" action={<CommandButton command="open-changes" words="See the changes" />}>
          What Selvedge changes in this repository is written down here, and can be undone from here.
        </EmptyState>
      }
      ready={({ operations, damage = [] }) => (
        <>
          <LogDamage damage={damage} />
          {operations.length === 0 ? (
            <EmptyState icon="activity">None of the operations can be read.</EmptyState>
          ) : (
            <SplitPanes
              id="activity"
              firstPercent={52}
              handleLabel="Resize the list of operations"
              first={<OperationList operations={operations} />}
              second={<OperationDetail operations={operations} />}
            />
          )}
        </>
      )}
    />
  );
}
