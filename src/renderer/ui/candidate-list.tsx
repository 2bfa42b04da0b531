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
  const rowPx = useRowHeight() * 2 - 8;
  const first = candidates[0]?.value;
  const [selection, setSelection] = useState<ListSelection>(first === undefined ? emptySelection : selectOnly(first));
  return (
    <div className={styles.candidates}>
      {candidates.length > 0 && (
        <div className={styles.list} style={{ height: Math.min(mostRows, candidates.length) * rowPx }}>
          <ListView
            label={label}
            items={candidates}
            keyOf={(candidate) => candidate.value}
            nameOf={(candidate) => `${candidate.value}, ${candidate.reason}`}
            selection={selection}
            onSelection={setSelection}
            lines={2}
            autoFocus
            onAct={(candidate) => onChoose(candidate.value)}
            renderRow={(candidate) => (
              <span className={styles.lines}>
                <code className={styles.value}>{candidate.value}</code>
                <span className={styles.reason} title={candidate.reason}>
                  {candidate.reason}
                </span>
              </span>
            )}
          />
        </div>
      )}
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}
