import type { editor, IRange } from 'monaco-editor/editor';
import { createModel } from '../../../editor/create-model';
import type { Monaco } from '../../../editor/monaco-api';
import type { LineEdit } from '../model/line-change';
import type { BufferChange, ResultBuffer } from '../model/result-buffer';

/** A line edit as characters: whole lines with the line end behind them, or before them at the end of the text. */
export function charactersOf(
  edit: LineEdit,
  text: { readonly lineCount: number; readonly lengthOf: (line: number) => number },
): { readonly range: IRange; readonly text: string } {
  const { start, end, lines } = edit;
  if (end < text.lineCount) {
    const range = { startLineNumber: start + 1, startColumn: 1, endLineNumber: end + 1, endColumn: 1 };
    return { range, text: lines.map((line) => `${line}\n`).join('') };
  }
  const endLineNumber = text.lineCount;
  const endColumn = text.lengthOf(text.lineCount) + 1;
  if (start === 0) {
    return { range: { startLineNumber: 1, startColumn: 1, endLineNumber, endColumn }, text: lines.join('\n') };
  }
  const startColumn = text.lengthOf(start) + 1;
  const range = { startLineNumber: start, startColumn, endLineNumber, endColumn };
  return { range, text: lines.map((line) => `\n${line}`).join('') };
}

/** The result as a Monaco model, with Monaco's undo stack. Needs no editor, so it serves the inline mode too. */
export class MonacoBuffer implements ResultBuffer {
  readonly model: editor.ITextModel;

  constructor(monaco: Monaco, text: string, path: string) {
    this.model = createModel(monaco, text, path);
  }

  lines(): readonly string[] {
    return this.model.getLinesContent();
  }

  version(): number {
    return this.model.getAlternativeVersionId();
  }

  replace(edits: readonly LineEdit[]): void {
    const { model } = this;
    const before = model.getVersionId();
    const text = {
      lineCount: model.getLineCount(),
      lengthOf: (line: number): number => model.getLineLength(line),
    };
    model.pushStackElement();
    model.pushEditOperations(
      [],
      edits.map((edit) => ({ ...charactersOf(edit, text), forceMoveMarkers: false })),
      () => null,
    );
    if (model.getVersionId() === before) this.#passThrough();
    model.pushStackElement();
  }

  undo(): void {
    void this.model.undo();
  }

  redo(): void {
    void this.model.redo();
  }

  onChange(listener: (change: BufferChange) => void): () => void {
    const watching = this.model.onDidChangeContent(({ changes }) =>
      listener({
        changes: changes.map(({ range, text }) => ({
          startLine: range.startLineNumber,
          startColumn: range.startColumn,
          endLine: range.endLineNumber,
          endColumn: range.endColumn,
          text,
        })),
      }),
    );
    return () => watching.dispose();
  }

  dispose(): void {
    this.model.dispose();
  }

  /** An empty edit makes neither a version nor an undo step; a character that comes and goes makes both. */
  #passThrough(): void {
    const start = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 };
    this.model.pushEditOperations([], [{ range: start, text: ' ' }], () => null);
    this.model.pushEditOperations([], [{ range: { ...start, endColumn: 2 }, text: '' }], () => null);
  }
}
