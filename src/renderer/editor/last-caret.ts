import type { editor, IDisposable } from 'monaco-editor/editor';
import type { KnownText, TextPlace } from './knowledge';
import { projectPathOf } from './project-text';
import { placeOf } from './text-range';

let last: editor.ICodeEditor | null = null;

/** Remembers in which text of the project a person was last; commands about "here" mean that place. */
export function followCaret(code: editor.ICodeEditor): IDisposable[] {
  if (code.hasTextFocus()) last = code;
  return [
    code.onDidFocusEditorText(() => (last = code)),
    code.onDidDispose(() => {
      if (last === code) last = null;
    }),
  ];
}

/** The place of the caret in a text of the project; null when there is none. */
export function lastCaret(): { readonly text: KnownText; readonly at: TextPlace } | null {
  const model = last?.getModel() ?? null;
  const position = last?.getPosition() ?? null;
  const path = model === null ? null : projectPathOf(model);
  if (model === null || position === null || path === null) return null;
  return { text: { path, text: model.getValue() }, at: placeOf(position) };
}
