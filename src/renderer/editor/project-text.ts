import type { editor } from 'monaco-editor/editor';

const paths = new WeakMap<editor.ITextModel, string>();

/**
 * Says that a model holds a file of the project as it is now (or as it is being edited), so that completion, hover and
 * references have a meaning in it. Texts of the past are never named.
 */
export function nameProjectText(model: editor.ITextModel, path: string): void {
  paths.set(model, path);
}

/** The project's path of a model; null for texts that are not the project's present. */
export const projectPathOf = (model: editor.ITextModel): string | null => paths.get(model) ?? null;
