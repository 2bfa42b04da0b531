import { keyCaps } from './keys';
import { isMac } from './platform';
import styles from './kbd.module.css';

/** Draws a key combination. Decoration: what it belongs to carries `aria-keyshortcuts`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keyCaps(keys, isMac).map((cap) => (
        <kbd key={cap} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
