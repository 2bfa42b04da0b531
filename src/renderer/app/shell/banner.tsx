import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon';
import styles from './banner.module.css';

interface BannerProps {
  readonly icon: IconName;
  readonly tone: 'plain' | 'warn' | 'danger';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One sentence across the top of something, with the way out beside it. */
export function Banner({ icon, tone, action, children }: BannerProps) {
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <span className={styles.sign}>
        <Icon name={icon} />
      </span>
      <p className={styles.words}>{children}</p>
      {action}
    </div>
  );
}
