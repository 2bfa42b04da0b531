const SIGNS = /\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>/;
const EXPRESSION = /\{\{\{(?:(?!\{\{|\}\}).)*\}\}\}|\{\{(?![%#{])(?:(?!\{\{|\}\}).)*\}\}(?!\})/g;
const KEYWORD = /^\{\{-?\s*(?:if|else|end|range|with|define|block|template|break|continue|\$\w+\s*:?=|\/\*)/;
const STATEMENT = /^\s*(?:\{\{-?\s*(?:if|else|end|range|with|\/\*)|\{\{?%-?\s*(?:if|elif|else|endif|for|endfor)\b|\{#)/;
const BRANCH =
  /\{[{%][-+~]?\s*(if|else|elif|elseif|end\w*|range|with|define|block|for|macro|call|filter|raw|autoescape)\b/g;
/** Lines between which another text is written, or the same one elsewhere. */
const ELSEWHERE = /^\s*\{(?:\{-?\s*(?:define|block)|\{?%-?\s*(?:macro|call|filter|raw|block|set))\b/;
const KEY = String.raw`(?:"[^"]*"|'[^']*'|[^\s"'{}[\]#&*!|>%@\`,?:-][^{}:]*)`;
const VALUE = new RegExp(`^\\s*(?:- +)*${KEY} *:\\s+`);
const PARENT = new RegExp(`^ *((?:- +)*)${KEY} *:(?:\\s+(.*))?$`);
const SEPARATOR = /^(?:---|\.\.\.)(?:\s|$)/;

export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** No blank line and no comment. */
export const isContent = (line: string): boolean => line.trim() !== '' && !line.trimStart().startsWith('#');

/** Whether the line begins an entry of a list at this column. */
export const isEntryAt = (line: string, column: number): boolean =>
  indentOf(line) === column && /^\s*-(?:\s|$)/.test(line);

/** A line between two documents. */
export const isSeparator = (line: string): boolean => SEPARATOR.test(line);

/**
 * Whether this is not one line of a mapping or a text for certain: a condition or a loop of a template engine, an
 * expression in the place of a key or of whole lines or one that takes the line's end away, a tab, a separator.
 */
export function isControl(line: string): boolean {
  if (isSeparator(line) || /^\s*\t/.test(line)) return true;
  if (!SIGNS.test(line)) return false;
  const expressions = line.match(EXPRESSION) ?? [];
  if (expressions.length === 0 || SIGNS.test(line.replace(EXPRESSION, ''))) return true;
  if (expressions.some((one) => KEYWORD.test(one)) || joinsNext(line)) return true;
  return !VALUE.test(line.slice(0, line.indexOf('{{')));
}

/** A condition, a loop or a comment: it writes nothing itself. */
export const isStatement = (line: string): boolean => STATEMENT.test(line);

const WHOLE = /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/g;

/** Whether an expression or a comment begins in this line and goes on in the next one, or ends in it. */
export const isOpenEnded = (line: string): boolean => SIGNS.test(line.replace(WHOLE, ''));

/** Whether these lines close every condition and loop that they open, and none that is open before them. */
export function isBalanced(lines: readonly string[]): boolean {
  let depth = 0;
  for (const [, word = ''] of lines.join('\n').matchAll(BRANCH)) {
    if (word.startsWith('end')) depth--;
    else if (!word.startsWith('el')) depth++;
    if (depth < 0 || (depth === 0 && word.startsWith('el'))) return false;
  }
  return depth === 0;
}

/** Whether a template engine takes the end of this line away, and the blanks of the next one with it. */
export const joinsNext = (line: string): boolean => /-[%}]\}\s*$/.test(line);

interface Mask {
  readonly mask: (text: string) => string;
  readonly unmask: (text: string) => string;
}

/**
 * Puts a word in the place of each expression: the same for the same one, another where it stands in quotes, which
 * make a text of whatever it gives. Null where such words are there already.
 */
export function maskExpressions(texts: readonly string[]): Mask | null {
  if (texts.some((text) => text.includes('TEMPLATE_'))) return null;
  const expressions = [...new Set(texts.flatMap((text) => text.match(EXPRESSION) ?? []))].sort();
  const places = new Map(expressions.map((one, at) => [one, at]));
  const masked = (line: string): string => {
    const before = VALUE.exec(line)?.[0].length ?? 0;
    const form = /^["']/.test(line.slice(before)) ? 'QUOTED' : 'PLAIN';
    return line.replace(EXPRESSION, (one) => `TEMPLATE_${form}_${places.get(one) ?? ''}_`);
  };
  return {
    mask: (text) => text.split('\n').map(masked).join('\n'),
    unmask: (text) => text.replace(/TEMPLATE_[A-Z]+_(\d+)_/g, (_, at: string) => expressions[Number(at)] ?? ''),
  };
}

/**
 * The lines of the mappings and list entries in which lines of this depth before `end` stand, the outermost first. Null
 * where they may be part of a text, or where a template decides what they stand in.
 */
export function parentsOf(lines: readonly string[], end: number, depth: number): readonly string[] | null {
  const parents: string[] = [];
  let column = depth;
  let isEntry = false;
  for (let at = end - 1; at >= 0 && (column > 0 || isEntry); at--) {
    const line = lines[at] as string;
    if (isSeparator(line)) break;
    if (ELSEWHERE.test(line) || /^\s*\t/.test(line)) return null;
    if (!isContent(line)) continue;
    const indent = indentOf(line);
    // A mapping's list may stand in the mapping's own column.
    if (indent > column || (indent === column && !(isEntry && !isEntryAt(line, column)))) continue;
    if (isControl(line)) {
      if (/\}\}["']?\s*:/.test(line)) return null;
      continue;
    }
    const parent = PARENT.exec(line);
    const [dashes, value] = [parent?.[1] ?? '', parent?.[2] ?? ''];
    const isOpen = value === '' || value.startsWith('#');
    const isFirstOfEntry = dashes !== '' && indent + dashes.length === column;
    if (!parent || (!isOpen && !isFirstOfEntry) || /^[|>]/.test(value)) return null;
    parents.unshift(line);
    column = indent;
    isEntry = dashes !== '';
  }
  return column === 0 ? parents : null;
}
