import { useEffect, useState } from 'react';
import styles from './face.module.css';

/** True once `active` has lasted for `ms`: what is quick shows nothing in between. */
export function useLasting(active: boolean, ms = 150): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setLasting(true), ms);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [active, ms]);
  return active && lasting;
}

const widths = ['62%', '48%', '71%', '39%', '56%', '66%', '44%', '58%'];

/** Grey bars in place of rows, only after 150 ms. */
export function Skeleton({ label, rows = 8 }: { readonly label: string; readonly rows?: number }) {
  const visible = useLasting(true);
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {visible &&
        Array.from({ length: rows }, (_, at) => (
          <span key={at} className={styles.bar} style={{ width: widths[at % widths.length] }} />
        ))}
    </div>
  );
}
