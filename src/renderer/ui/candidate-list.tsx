import { useState } from 'react';
import { emptySelection, selectOnly, type ListSelection } from './list-selection';
import { ListView } from './list-view';
import { useRowHeight } from './use-visible-rows';
import styles from './candidate-list.module.css';

export interface Candidate {
  readonly value: string;
  /** Why it is offered. */
  readonly reason: string;
}

interface CandidateListProps {
  readonly label: string;
  readonly candidates: readonly Candidate[];
  /** Why there is none, or why there are no more. */
  readonly note: string | null;
  readonly onChoose: (value: string) => void;
}

const mostRows = 8;

/** Values to choose from, the best first. Enter or a double click takes the one that the keys are on. */
export function CandidateList({ label, candidates, note, onChoose }: CandidateListProps) {
  // The same reason for each is said once.
  const [{ value: first, reason } = { value: undefined, reason: '' }] = candidates;
  const isShared = candidates.length > 1 && candidates.every((candidate) => candidate.reason === reason);
  const lines = isShared ? 1 : 2;
  const rowPx = useRowHeight() * lines - (lines - 1) * 8;
  const [selection, setSelection] = useState<ListSelection>(first === undefined ? emptySelection : selectOnly(first));
  return (
    <div className={styles.candidates}>
      {isShared && <p className={styles.note}>First the {reason}; then those that follow.</p>}
      {candidates.length > 0 && (
        <div className={styles.list} style={{ height: Math.min(mostRows, candidates.length) * rowPx }}>
          <ListView
            label={label}
            items={candidates}
            keyOf={(candidate) => candidate.value}
            nameOf={({ value, reason: own }) => (isShared && value !== first ? value : `${value}, ${own}`)}
            selection={selection}
            onSelection={setSelection}
            lines={lines}
            autoFocus
            onAct={(candidate) => onChoose(candidate.value)}
            renderRow={(candidate) => (
              <span className={styles.lines}>
                <code className={styles.value}>{candidate.value}</code>
                {!isShared && (
                  <span className={styles.reason} title={candidate.reason}>
                    {candidate.reason}
                  </span>
                )}
              </span>
            )}
          />
        </div>
      )}
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}
