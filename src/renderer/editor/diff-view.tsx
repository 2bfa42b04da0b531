import { Suspense, lazy } from 'react';
import type { DiffViewProps } from './diff-view-props';
import styles from './editor.module.css';
import { tooLargeToShow } from './text-limits';

const MonacoDiff = lazy(() => import('./monaco-diff'));

/**
 * Two texts and what differs between them, down to the word. White space counts: in YAML it is meaning.
 *
 * Fills its parent, which must have a height. The editor is loaded when the first diff is shown.
 */
export function DiffView(props: DiffViewProps) {
  const tooLarge = tooLargeToShow([props.before, props.after]);
  if (tooLarge !== null) return <p className={styles.sentence}>{tooLarge}</p>;
  return (
    <Suspense fallback={<p className={styles.sentence}>Loading the editor…</p>}>
      <MonacoDiff {...props} />
    </Suspense>
  );
}
