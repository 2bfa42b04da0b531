import { useEffect, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import styles from './editor.module.css';
import { monaco } from './set-up-monaco';

const toggle = 'editor.action.toggleTabFocusMode';

function movesFocus(editor: editor.ICodeEditor): boolean {
  return editor.getOption(monaco.editor.EditorOption.tabFocusMode);
}

/** Says what Tab does in an editable text and switches it: without this, keyboard users are caught in the editor. */
export function TabFocusNote({ editor }: { readonly editor: editor.ICodeEditor }) {
  const [moves, setMoves] = useState(() => movesFocus(editor));
  useEffect(() => {
    setMoves(movesFocus(editor));
    const watching = editor.onDidChangeConfiguration(() => setMoves(movesFocus(editor)));
    return () => watching.dispose();
  }, [editor]);
  return (
    <button
      type="button"
      className={styles.button}
      aria-pressed={moves}
      onClick={() => editor.trigger('keyboard', toggle, null)}
    >
      Tab {moves ? 'moves the focus' : 'indents'} <kbd>Ctrl+M</kbd>
    </button>
  );
}
