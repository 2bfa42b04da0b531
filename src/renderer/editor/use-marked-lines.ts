import { useEffect } from 'react';
import type { editor } from 'monaco-editor/editor';
import styles from './editor.module.css';

/** A bar beside some lines: of all that the file holds, these are what was chosen. */
export function useMarkedLines(
  code: editor.IStandaloneCodeEditor | null,
  marked: { readonly from: number; readonly to: number } | null,
): void {
  const from = marked?.from ?? null;
  const to = marked?.to ?? null;
  useEffect(() => {
    if (code === null || from === null || to === null) return undefined;
    const range = { startLineNumber: from + 1, startColumn: 1, endLineNumber: to + 1, endColumn: 1 };
    const marks = code.createDecorationsCollection([
      { range, options: { isWholeLine: true, linesDecorationsClassName: styles.marked ?? '' } },
    ]);
    return () => marks.clear();
  }, [code, from, to]);
}
