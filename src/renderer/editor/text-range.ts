import type { IRange } from 'monaco-editor/editor';
import type { TextPlace, TextStretch } from './knowledge';

/** Monaco counts from 1, everything else of ours from 0. */
export const placeOf = ({ lineNumber, column }: { lineNumber: number; column: number }): TextPlace => ({
  line: lineNumber - 1,
  column: column - 1,
});

export const rangeOf = (stretch: TextStretch): IRange => ({
  startLineNumber: stretch.line + 1,
  startColumn: stretch.column + 1,
  endLineNumber: stretch.endLine + 1,
  endColumn: stretch.endColumn + 1,
});
