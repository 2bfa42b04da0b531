import { describe, expect, test } from 'vitest';
import { editorTokens, monacoTheme, withAlpha } from '../../../../src/renderer/editor/monaco-theme';
import type { TokenColours } from '../../../../src/renderer/editor/monaco-theme';

/** A different colour for each token, so that a colour tells where it came from. */
const colours = Object.fromEntries(
  editorTokens.map((token, number) => [token, `#${(number + 1).toString(16).padStart(2, '0').repeat(3)}`]),
) as TokenColours;

describe('the theme of the editor', () => {
  const theme = monacoTheme(colours, { dark: true, forcedColours: false });

  test('is made of the design tokens and nothing else', () => {
    const known = new Set(Object.values(colours));
    for (const [name, colour] of Object.entries(theme.colors)) {
      expect(colour === '#00000000' || known.has(colour.slice(0, 7)), name).toBe(true);
    }
    for (const { foreground } of theme.rules) expect(known.has(`#${foreground}`)).toBe(true);
  });

  test('has only colours that Monaco reads', () => {
    for (const colour of Object.values(theme.colors)) expect(colour).toMatch(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
  });

  test('leaves forced colours to the system', () => {
    expect(monacoTheme(colours, { dark: false, forcedColours: true }).base).toBe('hc-light');
    expect(monacoTheme(colours, { dark: true, forcedColours: true }).base).toBe('hc-black');
  });

  test.each([
    [0, '00'],
    [0.5, '80'],
    [1, 'ff'],
    [7, 'ff'],
  ])('alpha %d', (alpha, byte) => {
    expect(withAlpha('#123456', alpha)).toBe(`#123456${byte}`);
  });
});
