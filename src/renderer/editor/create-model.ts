import type { editor } from 'monaco-editor/editor';
import { languageOf } from './language-of';
import type { Monaco } from './monaco-api';

/**
 * A model whose line ends are always `\n`.
 *
 * Monaco knows one line end per model and normalises mixed ones, so the truth about a file's bytes stays with the
 * engine (`TextTraits`); here texts carry `\n` alone. The caller disposes the model: models outlive editors.
 */
export function createModel(monaco: Monaco, text: string, path: string): editor.ITextModel {
  const model = monaco.editor.createModel(text, languageOf(path));
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  return model;
}
