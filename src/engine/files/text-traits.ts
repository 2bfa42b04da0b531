import { diffArrays } from 'diff';
import type { TextTraits } from '../../contract/basics';

/** A file's text as people edit it (only `\n`), and what is needed to write it back alike. */
export interface DecodedText {
  readonly text: string;
  readonly traits: TextTraits;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null: the bytes are no text (they contain NUL, or half a UTF-16 unit). */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const decoded = decodeBytes(bytes);
  if (decoded === null) return null;
  const crlf = count(decoded.text, '\r\n');
  const lf = count(decoded.text, '\n') - crlf;
  const text = crlf === 0 ? decoded.text : decoded.text.replaceAll('\r\n', '\n');
  const eol = crlf === 0 ? (lf === 0 ? 'none' : 'lf') : lf === 0 ? 'crlf' : 'mixed';
  return { text, traits: { encoding: decoded.encoding, eol, finalNewline: text.endsWith('\n') } };
}

function decodeBytes(bytes: Uint8Array): { text: string; encoding: TextTraits['encoding'] } | null {
  const [first, second, third] = bytes;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (first === 0xff && second === 0xfe) return utf16(buffer.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return utf16(swapPairs(buffer.subarray(2)), 'utf-16be');
  if (buffer.includes(0)) return null;
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    const text = strictUtf8.decode(marked ? bytes.subarray(3) : bytes);
    return { text, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  } catch {
    // Not UTF-8: every byte becomes the character of the same number, which can be written back exactly.
    return { text: buffer.toString('latin1'), encoding: 'latin-1-lossy' };
  }
}

function utf16(pairs: Buffer, encoding: 'utf-16le' | 'utf-16be'): { text: string; encoding: typeof encoding } | null {
  if (pairs.length % 2 !== 0) return null;
  return { text: pairs.toString('utf16le'), encoding };
}

const swapPairs = (bytes: Buffer): Buffer => (bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes);

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

/**
 * The bytes of an edited text in a file's own manner.
 *
 * With `mixed` line ends, lines that are still those of `original` keep theirs; new lines take the end of the
 * line above. Null: a character does not exist in the file's encoding (only with `latin-1-lossy`).
 */
export function encodeText(text: string, traits: TextTraits, original?: Uint8Array): Buffer | null {
  const ended = traits.eol === 'mixed' ? mixedEnds(text, original) : traits.eol === 'crlf' ? allCrlf(text) : text;
  switch (traits.encoding) {
    case 'utf-8':
      return Buffer.from(ended, 'utf8');
    case 'utf-8-bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(ended, 'utf8')]);
    case 'utf-16le':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(ended, 'utf16le')]);
    case 'utf-16be':
      return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(ended, 'utf16le').swap16()]);
    case 'latin-1-lossy':
      return /[^\u0000-\u00ff]/.test(ended) ? null : Buffer.from(ended, 'latin1');
  }
}

const allCrlf = (text: string): string => text.replaceAll('\n', '\r\n');

function mixedEnds(text: string, original: Uint8Array | undefined): string {
  const before = original === undefined ? null : decodeBytes(original);
  if (before === null) return text;
  const oldLines = before.text.split('\n');
  const oldEnds = oldLines.map((line) => (line.endsWith('\r') ? '\r\n' : '\n'));
  const plain = oldLines.map((line) => line.replace(/\r$/, ''));
  const lines = text.split('\n');
  const ends: string[] = [];
  let oldAt = 0;
  for (const part of diffArrays(plain, lines)) {
    if (part.removed) oldAt += part.count;
    else if (part.added) ends.push(...Array.from({ length: part.count }, () => ends.at(-1) ?? oldEnds[0] ?? '\n'));
    else for (let step = 0; step < part.count; step += 1) ends.push(oldEnds[oldAt++] ?? '\n');
  }
  return lines.map((line, at) => (at === lines.length - 1 ? line : line + (ends[at] ?? '\n'))).join('');
}
