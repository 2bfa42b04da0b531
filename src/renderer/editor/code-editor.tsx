import { Suspense, lazy } from 'react';
import styles from './editor.module.css';
import { tooLargeToShow } from './text-limits';

export interface CodeEditorProps {
  /** With `\n` line ends. A new value replaces the text, unless it is what `onChange` just said. */
  readonly text: string;
  /** Chooses the colouring; shown nowhere. */
  readonly path: string;
  /** What a screen reader calls it: "leaf-01.yaml at 1a2b3c4". */
  readonly label: string;
  /** Without it the text is only for reading. */
  readonly onChange?: (text: string) => void;
}

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
