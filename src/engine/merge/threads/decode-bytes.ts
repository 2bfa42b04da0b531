const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A file that is not there is empty; null: not UTF-8 text. */
export function decodeBytes(bytes: Uint8Array | null): string | null {
  if (bytes === null) return '';
  if (bytes.includes(0)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    // Not UTF-8: a matter for git's merge by lines.
    return null;
  }
}
