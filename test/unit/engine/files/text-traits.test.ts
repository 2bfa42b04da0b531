import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../../../src/engine/files/text-traits';

const piece = fc.constantFrom('a', 'ü', '€', '😀', '\n', '\r\n', '\r', ' ', 'key: 1');
const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));

describe('a text read and written back', () => {
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'] as const)('%s: has the same bytes', (encoding) => {
    fc.assert(
      fc.property(text, (whole) => {
        const traits = { encoding, eol: 'lf', finalNewline: false } as const;
        // With `lf` nothing is translated: these are the bytes of the file.
        const bytes = encodeText(whole, traits) ?? Buffer.alloc(0);
        const decoded = decodeText(bytes);
        if (decoded === null) throw new Error('not taken for text');
        expect(encodeText(decoded.text, decoded.traits, bytes)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('has the same bytes when they are not UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, maxLength: 60 }), (raw) => {
        const bytes = Buffer.from(raw.filter((byte) => byte !== 0));
        const decoded = decodeText(bytes);
        if (decoded === null) return;
        expect(encodeText(decoded.text, decoded.traits, bytes)).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the ends of lines that were not edited in a file of mixed ends', () => {
    const bytes = Buffer.from('a\r\nb\nc\r\nd\n');
    const decoded = decodeText(bytes);
    expect(decoded?.traits.eol).toBe('mixed');
    const edited = encodeText('a\nb\nnew\nc\nd\n', decoded!.traits, bytes);
    expect(edited?.toString()).toBe('a\r\nb\nnew\nc\r\nd\n');
  });

  it('takes what has a NUL byte for no text, and refuses characters that Latin-1 lacks', () => {
    expect(decodeText(Buffer.from('a\0b'))).toBeNull();
    const traits = { encoding: 'latin-1-lossy', eol: 'lf', finalNewline: true } as const;
    expect(encodeText('€\n', traits)).toBeNull();
  });
});
