import { create } from 'zustand';
import { defaultTaste } from './editor-options';
import type { EditorTaste } from './editor-options';

/** Font size and wrapping of every editor. The app writes it from the person's settings; editors follow at once. */
export const useEditorTaste = create<EditorTaste>(() => defaultTaste);

export function setEditorTaste(taste: EditorTaste): void {
  useEditorTaste.setState(taste);
}
