import { keyCaps } from './keys';
import { isMac } from './platform';
import styles from './kbd.module.css';

interface KbdProps {
  readonly keys: string;
  /** True where nothing else says the keys; elsewhere the button carries `aria-keyshortcuts`. */
  readonly spoken?: boolean;
}

/** Draws a key combination. */
export function Kbd({ keys, spoken = false }: KbdProps) {
  return (
    <span className={styles.keys} aria-hidden={!spoken}>
      {keyCaps(keys, isMac).map((cap) => (
        <kbd key={cap} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
