import type { editor } from 'monaco-editor/editor';
import type { CodeHandle } from './code-editor-props';
import { valueAt } from './value-at';
import { monaco } from './set-up-monaco';

export function codeHandle(code: editor.IStandaloneCodeEditor): CodeHandle {
  return {
    goTo: ({ line, column }) => {
      const position = { lineNumber: line + 1, column: column + 1 };
      code.setPosition(position);
      code.revealPositionInCenterIfOutsideViewport(position, monaco.editor.ScrollType.Immediate);
      code.focus();
    },
    caret: () => {
      const position = code.getPosition();
      return { line: (position?.lineNumber ?? 1) - 1, column: (position?.column ?? 1) - 1 };
    },
    lineAtCaret: () => {
      const position = code.getPosition();
      return position === null ? '' : (code.getModel()?.getLineContent(position.lineNumber) ?? '');
    },
    writeValue: (text) => {
      const model = code.getModel();
      const position = code.getPosition();
      if (model === null || position === null) return;
      const { lineNumber } = position;
      const { start, end, before } = valueAt(model.getLineContent(lineNumber), position.column - 1);
      const range = {
        startLineNumber: lineNumber,
        startColumn: start + 1,
        endLineNumber: lineNumber,
        endColumn: end + 1,
      };
      code.pushUndoStop();
      code.executeEdits('selvedge', [{ range, text: before + text, forceMoveMarkers: true }]);
      code.pushUndoStop();
      code.focus();
    },
    focus: () => code.focus(),
  };
}
