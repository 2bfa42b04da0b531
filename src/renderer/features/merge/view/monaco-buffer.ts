import type { editor, IDisposable, IRange } from 'monaco-editor/editor';
import { createModel } from '../../../editor/create-model';
import type { Monaco } from '../../../editor/monaco-api';
import type { CharacterChange, LineEdit } from '../model/line-change';
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
  readonly #listeners = new Set<(change: BufferChange) => void>();
  readonly #watching: IDisposable;
  #told = 0;

  constructor(monaco: Monaco, text: string, path: string) {
    this.model = createModel(monaco, text, path);
    this.#watching = this.model.onDidChangeContent(({ changes }) =>
      this.#tell(
        changes.map(({ range, text: inserted }) => ({
          startLine: range.startLineNumber,
          startColumn: range.startColumn,
          endLine: range.endLineNumber,
          endColumn: range.endColumn,
          text: inserted,
        })),
      ),
    );
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
    this.#step(() => void this.model.undo());
  }

  redo(): void {
    this.#step(() => void this.model.redo());
  }

  onChange(listener: (change: BufferChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#watching.dispose();
    this.#listeners.clear();
    this.model.dispose();
  }

  #tell(changes: readonly CharacterChange[]): void {
    this.#told += 1;
    for (const listener of this.#listeners) listener({ changes });
  }

  /** Monaco says nothing when an undone step left no letter behind; the version number still went back. */
  #step(act: () => void): void {
    const before = { version: this.version(), told: this.#told };
    act();
    if (this.version() !== before.version && this.#told === before.told) this.#tell([]);
  }

  /**
   * An empty edit makes neither a version nor an undo step. A first line that is replaced by itself makes both; where
   * there is not one letter, a letter that comes and goes does.
   */
  #passThrough(): void {
    const { model } = this;
    const isOneLine = model.getLineCount() === 1;
    const text = model.getLineContent(1) + (isOneLine ? '' : '\n');
    const range = {
      startLineNumber: 1,
      startColumn: 1,
      endLineNumber: isOneLine ? 1 : 2,
      endColumn: isOneLine ? model.getLineMaxColumn(1) : 1,
    };
    const edit = (at: IRange, by: string): void => {
      model.pushEditOperations([], [{ range: at, text: by }], () => null);
    };
    if (text === '') {
      edit(range, ' ');
      edit({ ...range, endColumn: 2 }, '');
    } else {
      edit(range, text);
    }
  }
}
