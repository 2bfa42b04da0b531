import styles from './hidden.module.css';

/** What is only spoken. Two regions, for the life of the window. */
export function LiveRegions({ polite, assertive }: { readonly polite: string; readonly assertive: string }) {
  return (
    <>
      <div className={styles.hidden} role="status" aria-live="polite">
        {polite}
      </div>
      <div className={styles.hidden} role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
