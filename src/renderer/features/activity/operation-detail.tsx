import type { ReactNode } from 'react';
import { CommandButton } from '../../app/command-button';
import { useCommands } from '../../app/commands';
import { goTo } from '../../app/navigation';
import pane from '../../app/pane.module.css';
import { useProject } from '../../app/project-store';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PathText } from '../../ui/path-text';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords } from '../../ui/size-words';
import { undoBackTo, undoneBy, undoOne, useActivity, type Operation } from './activity-store';
import { outcomeWords } from './operation-list';
import styles from './activity.module.css';

/** The chosen operation: what, when, who, what came of it, and how to take it back. */
export function OperationDetail({ operations }: { readonly operations: readonly Operation[] }) {
  const lead = useActivity((state) => state.selection.lead);
  const operation = operations.find((one) => one.operationId === lead);
  if (operation === undefined) return <EmptyState icon="activity">Choose an operation to see what it did.</EmptyState>;
  const { title, at, actor, kind, outcome, notUndoableBecause, headBefore, headAfter } = operation;
  const reversed = operations.find((one) => one.operationId === operation.reverses);
  return (
    <div className={styles.detail}>
      <h2 className={styles.headTitle}>{title}</h2>
      <UndoButtons operation={operation} operations={operations} />
      {notUndoableBecause !== null && <p className={styles.because}>It cannot be undone: {notUndoableBecause}</p>}
      <dl className={styles.facts}>
        <Fact name="Outcome">{outcomeWords[outcome]}</Fact>
        <Fact name="When">{fullTimeWords(at)}</Fact>
        <Fact name="By">{actor}</Fact>
        <Fact name="Kind">{kind}</Fact>
        {reversed !== undefined && <Fact name="Takes back">{reversed.title}</Fact>}
        {headBefore !== headAfter && (
          <Fact name="Commit">
            <code>{shortId(headBefore)}</code> → <code>{shortId(headAfter)}</code>
          </Fact>
        )}
      </dl>
      <Paths operation={operation} />
    </div>
  );
}

const shortId = (commit: string | null): string => commit?.slice(0, 10) ?? 'none';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface UndoButtonsProps {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
}

function UndoButtons({ operation, operations }: UndoButtonsProps) {
  const { projectId } = useProject();
  const undoing = useActivity((state) => state.undoing);
  const { operationId, undoable, backupId } = operation;
  const newer = undoneBy(operations, operation).length;
  useCommands([
    {
      id: 'undo-this',
      changesRepository: true,
      title: 'Undo this operation',
      group: 'Activity',
      keys: ['U'],
      when: () => undoable && !undoing,
      run: () => undoOne(projectId, operationId),
    },
    {
      id: 'undo-back-to',
      changesRepository: true,
      title: 'Go back to before this operation',
      group: 'Activity',
      keys: ['Shift+U'],
      when: () => newer > 0 && !undoing,
      run: () => undoBackTo(projectId, operations, operation),
    },
  ]);
  return (
    <div className={styles.actions}>
      <CommandButton command="undo-this" words="Undo this" variant="primary" icon="undo" pending={undoing} />
      <CommandButton
        command="undo-back-to"
        words={newer > 1 ? `Go back to before this (${newer})` : 'Go back to before this'}
      />
      {backupId !== null && (
        <Button variant="quiet" icon="backup" onPress={() => goTo('backups', { id: backupId })}>
          Show its backup
        </Button>
      )}
    </div>
  );
}

function Paths({ operation }: { readonly operation: Operation }) {
  const { paths, pathCount } = operation;
  if (pathCount === 0) return null;
  return (
    <section aria-label="Files" className={styles.paths}>
      <h3 className={styles.heading}>{countWords(pathCount, 'file')}</h3>
      <ul>
        {paths.map((path) => (
          <li key={path} className={styles.path}>
            <PathText path={path} />
            <Button
              variant="quiet"
              label={`History of ${path}`}
              onPress={() => goTo('timeline', { path })}
              className={styles.history}
            >
              History
            </Button>
          </li>
        ))}
      </ul>
      {pathCount > paths.length && <p className={pane.facts}>and {pathCount - paths.length} more</p>}
    </section>
  );
}
