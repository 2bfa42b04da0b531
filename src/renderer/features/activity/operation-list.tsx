import { useEffect } from 'react';
import pane from '../../app/panes/pane.module.css';
import { Badge, type BadgeTone } from '../../ui/badge';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords } from '../../ui/size-words';
import { selectOperation, showMoreOperations, useActivity, type Operation } from './activity-store';
import styles from './activity.module.css';

const keyOf = (operation: Operation): string => operation.operationId;

export const outcomeWords: Readonly<Record<Operation['outcome'], string>> = {
  done: 'Done',
  undone: 'Undone',
  failed: 'Failed, taken back',
  diverged: 'Changed by others since',
};

const outcomeTones: Readonly<Record<Exclude<Operation['outcome'], 'done'>, BadgeTone>> = {
  undone: 'neutral',
  failed: 'warn',
  diverged: 'warn',
};

const nameOf = (operation: Operation): string =>
  [
    operation.title,
    outcomeWords[operation.outcome],
    countWords(operation.pathCount, 'file'),
    fullTimeWords(operation.at),
  ].join(', ');

export function OperationList({ operations }: { readonly operations: readonly Operation[] }) {
  const selection = useActivity((state) => state.selection);
  const first = operations[0]?.operationId;
  useEffect(() => {
    if (selection.lead === null && first !== undefined) selectOperation(selectOnly(first));
  }, [selection.lead, first]);
  return (
    <ListView
      label="Operations"
      items={operations}
      keyOf={keyOf}
      nameOf={nameOf}
      selection={selection}
      onSelection={selectOperation}
      onNearEnd={() => showMoreOperations(operations.length)}
      autoFocus
      renderRow={(operation) => (
        <>
          <span className={styles.number}>{operation.sequence}</span>
          <span className={styles.title} data-outcome={operation.outcome}>
            {operation.title}
          </span>
          {operation.outcome !== 'done' && (
            <Badge tone={outcomeTones[operation.outcome]}>{outcomeWords[operation.outcome]}</Badge>
          )}
          <RelativeTime at={operation.at} className={pane.rowNote} />
        </>
      )}
    />
  );
}
