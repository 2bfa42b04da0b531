/**
 * Key combinations as text: `Mod+K`, `Shift+F8`, `1`, `?`, `Mod+Shift+Z`.
 *
 * `Mod` is ⌘ on a Mac and Ctrl elsewhere. A letter or a named key needs its modifiers written; a sign
 * (`?`, `[`) is what the keyboard types, however it is typed.
 */
interface Combination {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

/** What a keyboard event has to offer for matching; DOM events fit. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

function parse(keys: string): Combination {
  const parts = keys === '+' ? ['+'] : keys.split(/\+(?=.)/);
  const key = parts.at(-1) ?? '';
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt'), key };
}

const isSign = (key: string): boolean => key.length === 1 && !/[a-z0-9 ]/i.test(key);

export function matchesKeys(stroke: KeyStroke, keys: string, mac: boolean): boolean {
  const wanted = parse(keys);
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  const otherMod = mac ? stroke.ctrlKey : stroke.metaKey;
  if (mod !== wanted.mod || otherMod) return false;
  if (isSign(wanted.key)) return stroke.key === wanted.key || (wanted.mod && codeOf(stroke.code) === wanted.key);
  if (stroke.shiftKey !== wanted.shift || stroke.altKey !== wanted.alt) return false;
  return stroke.key.toLowerCase() === wanted.key.toLowerCase() || codeOf(stroke.code) === wanted.key.toUpperCase();
}

/** The digit or sign of a physical key, for layouts where a modifier or Shift types something else. */
function codeOf(code: string): string | null {
  if (/^Digit\d$/.test(code)) return code.slice(5);
  if (code === 'Backslash') return '\\';
  return null;
}

const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const keyNames: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Backspace: '⌫',
  ' ': 'Space',
};

/** The caps to draw, one string a key: `['⌘', 'K']` on a Mac, `['Ctrl', 'K']` elsewhere. */
export function keyCaps(keys: string, mac: boolean): readonly string[] {
  const { mod, shift, alt, key } = parse(keys);
  const modifiers = [mod ? 'Mod' : null, alt ? 'Alt' : null, shift ? 'Shift' : null].filter((name) => name !== null);
  const drawn = modifiers.map((name) => (mac ? (macNames[name] ?? name) : name === 'Mod' ? 'Ctrl' : name));
  return [...drawn, keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}

/** One string for `aria-keyshortcuts`, as the specification wants it. */
export function ariaKeys(keys: string, mac: boolean): string {
  const { mod, shift, alt, key } = parse(keys);
  const modifiers = [mod ? (mac ? 'Meta' : 'Control') : null, alt ? 'Alt' : null, shift ? 'Shift' : null];
  return [...modifiers.filter((name) => name !== null), key === ' ' ? 'Space' : key].join('+');
}
