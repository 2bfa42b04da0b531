import type { ReactNode } from 'react';
import { Icon } from './icon';
import styles from './group-head.module.css';

interface GroupHeadProps {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly title: ReactNode;
  readonly count: number;
  /** Before the title: a sign of what is in the group. */
  readonly sign?: ReactNode;
}

/** What stands in the row that opens and closes a group of a list. */
export function GroupHead({ open, onToggle, title, count, sign }: GroupHeadProps) {
  return (
    <>
      <span className={styles.twist} onPointerDown={onToggle}>
        <Icon name={open ? 'open' : 'closed'} size={12} />
      </span>
      {sign}
      <span className={styles.title}>{title}</span>
      <span className={styles.count}>{count.toLocaleString('en-US')}</span>
    </>
  );
}
