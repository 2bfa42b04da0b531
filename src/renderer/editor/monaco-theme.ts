import type { editor } from 'monaco-editor/editor';

/** The design tokens that Monaco's colours are made from. Same names as in tokens.css, without the dashes. */
export const editorTokens = [
  'surface',
  'panel',
  'raised',
  'line',
  'line-strong',
  'text',
  'text-muted',
  'accent',
  'ours',
  'ours-tint',
  'theirs',
  'theirs-tint',
  'ok',
  'warn',
  'danger',
  'add-tint',
  'remove-tint',
] as const;
export type EditorToken = (typeof editorTokens)[number];

/** Token → `#rrggbb`. */
export type TokenColours = Readonly<Record<EditorToken, string>>;

/** `alpha` from 0 to 1 as two hex digits behind an opaque `#rrggbb`. */
export function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return colour + byte.toString(16).padStart(2, '0');
}

type Rule = editor.ITokenThemeRule;

function tokenRules(colours: TokenColours): Rule[] {
  const rule = (token: string, name: EditorToken, fontStyle = ''): Rule => ({
    token,
    foreground: colours[name].slice(1),
    fontStyle,
  });
  return [
    rule('', 'text'),
    rule('type', 'accent'), // YAML keys
    rule('tag', 'accent'),
    rule('key', 'accent'),
    rule('string', 'text'),
    rule('string.yaml', 'text'),
    rule('number', 'ok'),
    rule('number.date', 'ok'),
    rule('keyword', 'warn'),
    rule('comment', 'text-muted', 'italic'),
    rule('operators', 'text-muted'),
    rule('delimiter', 'text-muted'),
    rule('namespace', 'warn'), // anchors, aliases
    rule('meta.directive', 'warn'),
  ];
}

function surfaceColours(colours: TokenColours): editor.IColors {
  return {
    focusBorder: colours.accent,
    foreground: colours.text,
    'editor.background': colours.surface,
    'editor.foreground': colours.text,
    'editorLineNumber.foreground': colours['text-muted'],
    'editorLineNumber.activeForeground': colours.text,
    'editorCursor.foreground': colours.accent,
    'editor.selectionBackground': withAlpha(colours.accent, 0.3),
    'editor.inactiveSelectionBackground': withAlpha(colours.accent, 0.16),
    'editor.lineHighlightBackground': '#00000000',
    'editor.lineHighlightBorder': colours.line,
    'editor.wordHighlightBackground': withAlpha(colours.accent, 0.16),
    'editor.findMatchBackground': withAlpha(colours.warn, 0.45),
    'editor.findMatchHighlightBackground': withAlpha(colours.warn, 0.22),
    'editorIndentGuide.background1': colours.line,
    'editorIndentGuide.activeBackground1': colours['line-strong'],
    'editorBracketMatch.background': withAlpha(colours.accent, 0.16),
    'editorBracketMatch.border': colours.accent,
    'editorWhitespace.foreground': colours['line-strong'],
    'editorUnicodeHighlight.border': colours.warn,
    'editorUnicodeHighlight.background': withAlpha(colours.warn, 0.2),
    'editorOverviewRuler.border': colours.line,
    'editorGutter.background': colours.surface,
    'scrollbar.shadow': '#00000000',
    'scrollbarSlider.background': withAlpha(colours['line-strong'], 0.28),
    'scrollbarSlider.hoverBackground': withAlpha(colours['line-strong'], 0.6),
    'scrollbarSlider.activeBackground': withAlpha(colours['line-strong'], 0.8),
  };
}

function floatingColours(colours: TokenColours): editor.IColors {
  return {
    'editorWidget.background': colours.raised,
    'editorWidget.foreground': colours.text,
    'editorWidget.border': colours.line,
    'editorHoverWidget.background': colours.raised,
    'editorHoverWidget.border': colours.line,
    'editorSuggestWidget.background': colours.raised,
    'editorSuggestWidget.border': colours.line,
    'editorSuggestWidget.selectedBackground': withAlpha(colours.accent, 0.2),
    'input.background': colours.surface,
    'input.foreground': colours.text,
    'input.border': colours['line-strong'],
    'inputOption.activeBorder': colours.accent,
    'inputOption.activeBackground': withAlpha(colours.accent, 0.2),
    'menu.background': colours.raised,
    'menu.foreground': colours.text,
    'menu.selectionBackground': withAlpha(colours.accent, 0.2),
    'menu.selectionForeground': colours.text,
    'menu.border': colours.line,
    'list.hoverBackground': withAlpha(colours.accent, 0.1),
    'list.focusBackground': withAlpha(colours.accent, 0.2),
    'icon.foreground': colours['text-muted'],
  };
}

function diffColours(colours: TokenColours): editor.IColors {
  return {
    'diffEditor.insertedLineBackground': withAlpha(colours['add-tint'], 0.5),
    'diffEditor.removedLineBackground': withAlpha(colours['remove-tint'], 0.5),
    // Faint, so that every token keeps 4.5:1 on it; a line below says where the words are (editor.module.css).
    'diffEditor.insertedTextBackground': withAlpha(colours.ok, 0.1),
    'diffEditor.removedTextBackground': withAlpha(colours.danger, 0.1),
    'diffEditorGutter.insertedLineBackground': colours['add-tint'],
    'diffEditorGutter.removedLineBackground': colours['remove-tint'],
    'diffEditorOverview.insertedForeground': withAlpha(colours.ok, 0.7),
    'diffEditorOverview.removedForeground': withAlpha(colours.danger, 0.7),
    'diffEditor.border': colours.line,
    'diffEditor.diagonalFill': colours.line,
    'diffEditor.unchangedRegionBackground': colours.panel,
    'diffEditor.unchangedRegionForeground': colours['text-muted'],
    'diffEditor.unchangedCodeBackground': '#00000000',
  };
}

/** Marks beside the scroll bar of the merge panes; the ids are ours, not Monaco's. */
function mergeColours(colours: TokenColours): editor.IColors {
  return {
    'selvedge.unresolved': colours.danger,
    'selvedge.resolved': colours.ok,
    'selvedge.ours': colours.ours,
    'selvedge.theirs': colours.theirs,
    'selvedge.base': colours['line-strong'],
  };
}

export interface ThemeMood {
  readonly dark: boolean;
  /** The system asks for forced colours: Monaco's own high-contrast theme is better than ours. */
  readonly forcedColours: boolean;
}

/** Monaco's theme, generated from the design tokens and nothing else. */
export function monacoTheme(colours: TokenColours, mood: ThemeMood): editor.IStandaloneThemeData {
  if (mood.forcedColours) {
    return { base: mood.dark ? 'hc-black' : 'hc-light', inherit: true, rules: [], colors: mergeColours(colours) };
  }
  return {
    base: mood.dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: tokenRules(colours),
    colors: {
      ...surfaceColours(colours),
      ...floatingColours(colours),
      ...diffColours(colours),
      ...mergeColours(colours),
    },
  };
}
