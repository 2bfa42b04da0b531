import type { editor } from 'monaco-editor/editor';

/** What the person set; see `Settings` in the contract. */
export interface EditorTaste {
  readonly fontSizePx: number;
  readonly wordWrap: boolean;
}

export const defaultTaste: EditorTaste = { fontSizePx: 13, wordWrap: false };

const lineHeightRatio = 20 / 13;

/**
 * Options that every editor of ours has.
 *
 * Repository text is untrusted: control characters, bidirectional marks and look-alikes are drawn, links are not
 * clickable, and nothing of the text becomes HTML. No folding: hidden lines hide facts, and break alignment.
 */
export function editorOptions(taste: EditorTaste): editor.IEditorOptions & editor.IGlobalEditorOptions {
  return {
    fontFamily: 'var(--font-mono, ui-monospace, "DejaVu Sans Mono", Consolas, monospace)',
    fontSize: taste.fontSizePx,
    lineHeight: Math.round(taste.fontSizePx * lineHeightRatio),
    wordWrap: taste.wordWrap ? 'on' : 'off',
    minimap: { enabled: false },
    folding: false,
    links: false,
    scrollBeyondLastLine: false,
    smoothScrolling: false,
    cursorBlinking: 'solid',
    occurrencesHighlight: 'off',
    selectionHighlight: true,
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    renderControlCharacters: true,
    unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true, nonBasicASCII: false },
    unusualLineTerminators: 'off',
    // The usual `dimmed` is too faint to be read.
    renderFinalNewline: 'on',
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    padding: { top: 4, bottom: 4 },
    lineNumbersMinChars: 3,
    detectIndentation: false,
    tabSize: 2,
    insertSpaces: true,
    // Only what is known of the fabric is offered, not words that happen to stand in the text.
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: true },
    suggest: { showIcons: true, preview: false, showStatusBar: false },
    acceptSuggestionOnEnter: 'on',
    hover: { delay: 350 },
    scrollbar: { useShadows: false, verticalScrollbarSize: 12, horizontalScrollbarSize: 12 },
  };
}

/** What Monaco heeds only when an editor is made: that it follows the size of its place. */
export const creationOptions: editor.IEditorConstructionOptions & editor.IGlobalEditorOptions = {
  automaticLayout: true,
};

/** For panes that are only read: Tab passes through, so that nobody is caught in them. */
export const readOnlyOptions: editor.IEditorOptions = {
  readOnly: true,
  domReadOnly: true,
  tabFocusMode: true,
  readOnlyMessage: { value: 'This side is only for reading. Edit the result.' },
};
