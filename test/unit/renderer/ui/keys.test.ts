import { describe, expect, test } from 'vitest';
import { ariaKeys, keyCaps, matchesKeys, type KeyStroke } from '../../../../src/renderer/ui/keys';

const stroke = (key: string, more: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('matchesKeys', () => {
  const cases: readonly [string, KeyStroke, string, boolean, boolean][] = [
    ['a letter', stroke('s'), 'S', false, true],
    ['a letter with Caps Lock', stroke('S'), 'S', false, true],
    ['a letter with Shift is another key', stroke('S', { shiftKey: true }), 'S', false, false],
    ['Shift asked and held', stroke('R', { shiftKey: true }), 'Shift+R', false, true],
    ['Ctrl is Mod on Linux', stroke('k', { ctrlKey: true }), 'Mod+K', false, true],
    ['Ctrl is not Mod on a Mac', stroke('k', { ctrlKey: true }), 'Mod+K', true, false],
    ['⌘ is Mod on a Mac', stroke('k', { metaKey: true }), 'Mod+K', true, true],
    ['Windows key on Linux is nobody', stroke('k', { metaKey: true }), 'K', false, false],
    ['Ctrl held where none is asked', stroke('s', { ctrlKey: true }), 'S', false, false],
    ['a sign typed with Shift', stroke('?', { shiftKey: true }), '?', false, true],
    ['a digit on a French keyboard', stroke('&', { ctrlKey: true, code: 'Digit1' }), 'Mod+1', false, true],
    ['a named key', stroke('F8', { shiftKey: true }), 'Shift+F8', false, true],
    ['undo and redo differ', stroke('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false, false],
    ['the plus sign', stroke('+'), '+', false, true],
  ];
  test.each(cases)('%s', (_, typed, keys, mac, expected) => {
    expect(matchesKeys(typed, keys, mac)).toBe(expected);
  });
});

test('caps are drawn as the platform writes them', () => {
  expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyCaps('Mod+Enter', false)).toEqual(['Ctrl', '↵']);
});

test('what is spoken follows the specification', () => {
  expect(ariaKeys('Mod+K', true)).toBe('Meta+K');
  expect(ariaKeys('Mod+Shift+S', false)).toBe('Control+Shift+S');
});
