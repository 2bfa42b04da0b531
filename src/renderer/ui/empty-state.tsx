import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './face.module.css';

interface EmptyStateProps {
  readonly icon: IconName;
  /** One sentence that says what would be here. */
  readonly children: ReactNode;
  /** One button. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, children, action }: EmptyStateProps) {
  return (
    <div className={styles.face}>
      <span className={styles.sign}>
        <Icon name={icon} />
      </span>
      <p className={styles.sentence}>{children}</p>
      {action !== undefined && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
