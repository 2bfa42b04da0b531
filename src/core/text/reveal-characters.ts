/**
 * Makes invisible and direction-changing characters of a name visible, so that a file name, branch or author
 * cannot pretend to be another, move the cursor of a terminal, or break a line of output.
 *
 * Tab, newline and the other controls become `\t`, `\n`, `\x1b`; bidi marks and overrides, zero-width
 * characters, line separators and unpaired surrogates become `\u{202e}`. Everything else stays.
 */
export function revealCharacters(text: string): string {
  return text.replace(UNSAFE, reveal);
}

const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function reveal(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const point = character.codePointAt(0) ?? 0;
  return point <= 0xff ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`;
}
