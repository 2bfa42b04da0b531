import type { ParseProblem } from './parse';
import type { TextPositions } from './positions';

/** After one of these the reader often stumbles over the next line too. */
const spreading = new Set(['MULTILINE_IMPLICIT_KEY', 'UNEXPECTED_TOKEN', 'MISSING_CHAR']);
/** Each of these is a fault of its own, wherever it stands. */
const independent = new Set(['BAD_SCALAR_START', 'BAD_DQ_ESCAPE', 'REFUSED']);

/**
 * What the reader said of a document that is no YAML, one problem for each fault and in words for people: what follows
 * from a fault is not told.
 */
export function syntaxFaults(
  errors: readonly ParseProblem[],
  text: string,
  positions: TextPositions,
): readonly ParseProblem[] {
  const kept: ParseProblem[] = [];
  let spreads = false;
  let lastLine = -2;
  let lastCode = '';
  for (const error of [...errors].sort((one, other) => one.offset - other.offset)) {
    const { line } = positions.at(error.offset);
    const near = line <= lastLine + (spreads || error.code === lastCode ? 1 : 0);
    const follows = near && (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || spreads || line === lastLine);
    if (!follows || independent.has(error.code)) {
      kept.push({ ...error, message: inWords(error, text) });
      spreads = false;
    }
    spreads ||= spreading.has(error.code);
    [lastLine, lastCode] = [line, error.code];
  }
  return kept;
}

function inWords({ code, message, offset }: ParseProblem, text: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'This line is indented with a tab; YAML takes blanks only.';
    case 'BAD_INDENT':
      if (message.startsWith('Flow'))
        return `A ${message.endsWith(']') ? '[ is not closed by ]' : '{ is not closed by }'}.`;
      return 'This line is not indented like the lines that it belongs to: entries of one mapping or list start in the same column.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /^[^\n]*:(?:\s|$)/.test(text.slice(offset))
        ? 'A second “: ” stands in this line: a text that has one has to be in quotes.'
        : 'This has a value already, but the next line is indented as if it belonged to it.';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A colon is missing behind this.';
    case 'MISSING_CHAR':
      if (message.includes('quote')) return 'A text in quotes is not closed by the end of the document.';
      return message.startsWith('Implicit') ? 'A colon is missing behind this.' : message;
    case 'UNEXPECTED_TOKEN':
      if (/flow-\w+-end/.test(message)) return 'This bracket closes nothing.';
      return 'This does not belong here: what stands before it has ended already.';
    case 'BAD_SCALAR_START':
      return `A text can begin with ${text[offset] ?? ''} only in quotes.`;
    case 'BAD_DQ_ESCAPE':
      return 'This backslash means nothing in double quotes; in single quotes it stands for itself.';
    default:
      return message;
  }
}
