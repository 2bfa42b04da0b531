import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './badge.module.css';

export type BadgeTone = 'neutral' | 'attention' | 'ok' | 'warn' | 'accent';

/** A count or one word. The tone only repeats what the words say. */
export function Badge({ children, tone = 'neutral' }: { readonly children: ReactNode; readonly tone?: BadgeTone }) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}
