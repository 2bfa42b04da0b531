import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revealCharacters } from '../../../../src/core/text/reveal-characters';

test.each([
  ['plain', 'managed/vpcs/web.yaml', 'managed/vpcs/web.yaml'],
  ['letters of the world stay', 'größe/日本/🦔', 'größe/日本/🦔'],
  ['newline and tab', 'a\nb\tc\r', 'a\\nb\\tc\\r'],
  ['terminal escape', '\x1b[31mred', '\\x1b[31mred'],
  ['right-to-left override', 'exe\u202elmay', 'exe\\u{202e}lmay'],
  ['zero width space', 'a\u200bb', 'a\\u{200b}b'],
  ['isolates', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['C1 controls', '\u009b1m', '\\x9b1m'],
  ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
  ['tags', 'a\u{e0041}', 'a\\u{e0041}'],
])('%s', (_name, text, expected) => {
  expect(revealCharacters(text)).toBe(expected);
});

test('the answer is one line of printable characters, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = revealCharacters(text);
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(revealCharacters(shown)).toBe(shown);
    }),
  );
});
