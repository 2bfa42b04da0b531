import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingsSectionProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

export function SettingsSection({ title, note, children }: SettingsSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

interface SettingsRowProps {
  readonly name: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** One setting: what it is called, what it does, and where it is changed. */
export function SettingsRow({ name, note, children }: SettingsRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.rowWords}>
        <p>{name}</p>
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      {children}
    </div>
  );
}
