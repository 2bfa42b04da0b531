import type { editor } from 'monaco-editor/editor';
import type { Pane } from '../model/alignment';

/**
 * Scrolls aligned editors together.
 *
 * The three panes in a row have one scroll position. The base, which may be less tall, keeps the same row in its
 * middle. While one editor's scroll is passed on, the answers of the others are not listened to.
 */
export class ScrollSync {
  readonly #editors = new Map<Pane, editor.ICodeEditor>();
  readonly #onScroll: () => void;
  #isPassingOn = false;

  constructor(onScroll: () => void) {
    this.#onScroll = onScroll;
  }

  add(editor: editor.ICodeEditor, pane: Pane): void {
    this.#editors.set(pane, editor);
    editor.onDidScrollChange((event) => {
      this.#onScroll();
      if (this.#isPassingOn || (!event.scrollTopChanged && !event.scrollLeftChanged)) return;
      this.alignTo(pane);
    });
  }

  remove(pane: Pane): void {
    this.#editors.delete(pane);
  }

  /** Puts all others where `pane` is. */
  alignTo(pane: Pane): void {
    const source = this.#editors.get(pane);
    if (source === undefined) return;
    this.#isPassingOn = true;
    try {
      const middle = source.getScrollTop() + heightOf(source) / 2;
      for (const [other, editor] of this.#editors) {
        if (other === pane) continue;
        const hasSameHeight = other !== 'base' && pane !== 'base';
        const scrollTop = hasSameHeight ? source.getScrollTop() : Math.max(0, middle - heightOf(editor) / 2);
        editor.setScrollPosition({ scrollTop, scrollLeft: source.getScrollLeft() }, 1);
      }
    } finally {
      this.#isPassingOn = false;
    }
  }
}

const heightOf = (editor: editor.ICodeEditor): number => editor.getLayoutInfo().height;
