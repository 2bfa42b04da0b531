import { Suspense, lazy } from 'react';
import type { CodeEditorProps } from './code-editor-props';
import styles from './editor.module.css';
import { tooLargeToShow } from './text-limits';

const MonacoCode = lazy(() => import('./monaco-code'));

/** One text. Fills its parent, which must have a height. The editor is loaded when the first one is shown. */
export function CodeEditor(props: CodeEditorProps) {
  const tooLarge = tooLargeToShow([props.text]);
  if (tooLarge !== null) return <p className={styles.sentence}>{tooLarge}</p>;
  return (
    <Suspense fallback={<p className={styles.sentence}>Loading the editor…</p>}>
      <MonacoCode {...props} />
    </Suspense>
  );
}
