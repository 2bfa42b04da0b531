import { revealCharacters } from '../../../../core/text/reveal-characters';
import type { Pane } from '../model/alignment';
import styles from './panes.module.css';

interface PaneHeadProps {
  readonly pane: Pane;
  readonly role: string;
  /** What this side is, in the words of the merge: "main", "your commit 1a2b3c4". */
  readonly label: string;
}

export function PaneHead({ pane, role, label }: PaneHeadProps) {
  const shown = revealCharacters(label);
  return (
    <div className={styles.head} data-pane={pane}>
      <span className={styles.role}>{role}</span>
      <span className={styles.label} title={shown}>
        {shown}
      </span>
    </div>
  );
}
