/**
 * Names on disk are bytes; our paths are strings. Bytes that are not UTF-8 travel as lone surrogates
 * U+DC80…U+DCFF, one per byte, so that every name has exactly one string and every such string its name.
 */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The path that a name's bytes mean. */
export function pathFromBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    // Not UTF-8: decoded piece by piece below.
    return decodeWithEscapes(bytes);
  }
}

/** The paths of a list that git ends with NUL each. */
export function splitNul(bytes: Uint8Array): string[] {
  const end = bytes.lastIndexOf(0);
  if (end < 0) return [];
  try {
    return decoder.decode(bytes.subarray(0, end)).split('\0');
  } catch {
    // A name that is not UTF-8: one after the other, for the others are as they look.
  }
  const paths: string[] = [];
  for (let at = 0; at <= end;) {
    const next = bytes.indexOf(0, at);
    paths.push(pathFromBytes(bytes.subarray(at, next)));
    at = next + 1;
  }
  return paths;
}

function decodeWithEscapes(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Length of the valid UTF-8 sequence that starts here; 0: none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    // The decoder is the judge of what is valid.
    return 0;
  }
}

const escape = /[\udc80-\udcff]/;
const loneEscape = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

/** The bytes of a path's name. */
export function pathToBytes(path: string): Buffer {
  if (!escape.test(path)) return Buffer.from(path, 'utf8');
  const pieces: Buffer[] = [];
  let from = 0;
  for (const found of path.matchAll(loneEscape)) {
    pieces.push(Buffer.from(path.slice(from, found.index), 'utf8'));
    pieces.push(Buffer.from([found[0].charCodeAt(0) - 0xdc00]));
    from = found.index + 1;
  }
  pieces.push(Buffer.from(path.slice(from), 'utf8'));
  return Buffer.concat(pieces);
}

/** What Node's disk calls take: the string itself where that says the same. */
export const toDisk = (path: string): string | Buffer => (escape.test(path) ? pathToBytes(path) : path);
