const start = '# selvedge: YAML is merged by what it says (selvedge git-config uninstall takes these lines away)';
const end = '# selvedge: end';
const rules = ['*.yaml merge=selvedge', '*.yml merge=selvedge'];

/** What goes into a file of attributes, with the lines that say whose it is. */
const attributeLines: readonly string[] = [start, ...rules, end];

/**
 * The text of an attributes file with our lines in it: first, so that every line that somebody else wrote in it wins.
 * Everything else stays as it is, line ends included. Idempotent.
 */
export function withAttributes(text: string): string {
  const [mark, rest] = splitMark(withoutAttributes(text));
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  return mark + attributeLines.map((line) => line + lineEnd).join('') + rest;
}

/** The text without our lines. A block whose end somebody removed reaches as far as its lines are ours. */
export function withoutAttributes(text: string): string {
  const [mark, own] = splitMark(text);
  const lines = own.split(/(?<=\n)/);
  const kept: string[] = [];
  let inside = false;
  for (const line of lines) {
    const bare = line.trimEnd();
    if (bare.startsWith('# selvedge: YAML')) inside = true;
    else if (inside && bare === end) inside = false;
    else if (!(inside && rules.includes(bare))) {
      inside = false;
      kept.push(line);
    }
  }
  return mark + kept.join('');
}

/** Git passes over a byte order mark at the start alone. */
function splitMark(text: string): readonly [mark: string, rest: string] {
  const length = text.startsWith('\uFEFF') ? 1 : 0;
  return [text.slice(0, length), text.slice(length)];
}

/** Lines of the repository's own `.gitattributes` that speak about merging: `.git/info/attributes` goes before them. */
export function competingLines(text: string): string[] {
  const known = new Set<string>(attributeLines);
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#') && !known.has(line))
    .filter((line) => /\s(?:[-!]?merge(?:=\S+)?|binary)(?=\s|$)/.test(line));
}
