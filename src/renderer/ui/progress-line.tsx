import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './progress-line.module.css';

interface ProgressLineProps {
  readonly label: string;
  readonly done?: number;
  /** Null or absent: not known. */
  readonly total?: number | null;
}

/** A thin line on top of what is being read again; the content below stays usable. */
export function ProgressLine({ label, done = 0, total = null }: ProgressLineProps) {
  return (
    <ProgressBar
      aria-label={label}
      className={styles.line ?? ''}
      {...(total === null ? { isIndeterminate: true } : { value: done, maxValue: total })}
    >
      {({ percentage }) => (
        <span
          className={total === null ? styles.unknown : styles.known}
          style={total === null ? undefined : { width: `${percentage ?? 0}%` }}
        />
      )}
    </ProgressBar>
  );
}
