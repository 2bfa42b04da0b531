import type { OutputOf } from '../../../contract/index';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { latestOf } from '../../app/client/loadable';
import { goTo } from '../../app/navigation';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { fullTimeWords } from '../../ui/relative-time-words';
import {
  revertOne,
  shownQuery,
  undoBackTo,
  undoneBy,
  undoOne,
  undoPreviewQuery,
  useActivity,
  type Operation,
} from './activity-store';
import styles from './activity.module.css';
import { OperationFiles } from './operation-files';
import { outcomeWords } from './operation-list';

/** The chosen operation: what, when, who, what came of it, and how to take it back. */
export function OperationDetail({ operations }: { readonly operations: readonly Operation[] }) {
  const { projectId } = useProject();
  const lead = useActivity((state) => state.selection.lead);
  const operation = operations.find((one) => one.operationId === lead);
  const operationId = operation?.operationId ?? null;
  const shown = latestOf(useQuery(shownQuery, operationId === null ? null : { projectId, operationId }));
  if (operation === undefined) return <EmptyState icon="activity">Choose an operation to see what it did.</EmptyState>;
  const { title, at, actor, kind, outcome, notUndoableBecause, headBefore, headAfter } = operation;
  const reversed = operations.find((one) => one.operationId === operation.reverses);
  return (
    <div className={styles.detail}>
      <h2 className={styles.headTitle}>{title}</h2>
      <UndoButtons operation={operation} operations={operations} />
      {notUndoableBecause !== null && <p className={styles.because}>It cannot be undone: {notUndoableBecause}</p>}
      <Facts>
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
        {shown !== null && shown.operation.operationId === operationId && <GitFacts shown={shown} />}
      </Facts>
      <OperationFiles operation={operation} shown={shown} />
    </div>
  );
}

const shortId = (commit: string | null): string => commit?.slice(0, 10) ?? 'none';

function GitFacts({ shown }: { readonly shown: OutputOf<'operations.show'> }) {
  return (
    <>
      {shown.refs.map(({ name, before, after }) => (
        <Fact key={name} name={name.replace(/^refs\/(heads|tags|remotes)\//, '')}>
          <code>{shortId(before)}</code> → <code>{shortId(after)}</code>
        </Fact>
      ))}
      {shown.stagedChanged && <Fact name="Staged">changed, and goes back with an undo</Fact>}
    </>
  );
}

interface UndoButtonsProps {
  readonly operation: Operation;
  readonly operations: readonly Operation[];
}

/** Stages, commits and merges are git's; only changes of files can be taken out from under later ones. */
const canRevert = ({ outcome, kind, pathCount }: Operation): boolean =>
  outcome === 'done' && pathCount > 0 && kind !== 'undo' && kind !== 'redo';

function UndoButtons({ operation, operations }: UndoButtonsProps) {
  const { projectId } = useProject();
  const undoing = useActivity((state) => state.undoing);
  const { operationId, undoable, backupId } = operation;
  const newer = undoneBy(operations, operation).length;
  const preview = latestOf(useQuery(undoPreviewQuery, undoable ? { projectId, operationId } : null));
  const byCommit = undoable && preview?.operationId === operationId && preview.how === 'revert-commit';
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
      id: 'revert-this',
      changesRepository: true,
      title: 'Revert what this operation did to files, and keep what came later',
      group: 'Activity',
      keys: ['R'],
      when: () => canRevert(operation) && !undoing,
      run: () => revertOne(projectId, operationId),
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
    <>
      <div className={styles.actions}>
        <CommandButton
          command="undo-this"
          words={byCommit ? 'Undo by a new commit' : 'Undo this'}
          variant="primary"
          icon="undo"
          pending={undoing}
        />
        <CommandButton
          command="undo-back-to"
          words={newer > 1 ? `Go back to before this (${newer})` : 'Go back to before this'}
        />
        <CommandButton command="revert-this" words="Revert, keep later" />
        {backupId !== null && (
          <Button variant="quiet" icon="backup" onPress={() => goTo('backups', { id: backupId })}>
            Show its backup
          </Button>
        )}
      </div>
      {byCommit && (
        <p className={styles.warning} role="note">
          <Icon name="warn" /> {preview.sentence}
        </p>
      )}
    </>
  );
}
