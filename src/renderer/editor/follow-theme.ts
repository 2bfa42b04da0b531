import type { Monaco } from './monaco-api';
import { editorTokens, monacoTheme } from './monaco-theme';
import type { EditorToken, TokenColours } from './monaco-theme';

const themeName = 'selvedge';
const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** Resolves any CSS colour to `#rrggbb` by painting one pixel: the browser knows oklch() and light-dark(), we need not. */
function painter(): (colour: string) => string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (colour) => {
    if (context === null) return '#808080';
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${hex(red)}${hex(green)}${hex(blue)}`;
  };
}

function readTokens(probe: HTMLElement): TokenColours {
  const paint = painter();
  const read = (token: EditorToken): string => {
    probe.style.color = `var(--${token})`;
    return paint(getComputedStyle(probe).color);
  };
  return Object.fromEntries(editorTokens.map((token) => [token, read(token)])) as Record<EditorToken, string>;
}

function isDark(surface: string): boolean {
  const channel = (start: number): number => Number.parseInt(surface.slice(start, start + 2), 16);
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) < 128;
}

/**
 * Keeps Monaco's one global theme equal to the page's tokens.
 *
 * Listens to the system's scheme, to forced colours and to the attributes of the root element, by which the page
 * switches themes. Lives as long as the page.
 */
export function followTheme(monaco: Monaco): void {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const forced = matchMedia('(forced-colors: active)');
  const apply = (): void => {
    const colours = readTokens(probe);
    const mood = { dark: isDark(colours.surface), forcedColours: forced.matches };
    monaco.editor.defineTheme(themeName, monacoTheme(colours, mood));
    monaco.editor.setTheme(themeName);
  };
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  forced.addEventListener('change', apply);
  new MutationObserver(apply).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme'],
  });
}
