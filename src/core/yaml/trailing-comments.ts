import { Lexer } from 'yaml';

/**
 * The comments of a text that stand behind something on their line, wherever that is: behind a value, a bracket or an
 * item of a flow collection, the head of a block scalar. The text need not be valid YAML.
 */
export function trailingComments(text: string): string[] {
  if (!text.includes('#')) return [];
  const found: string[] = [];
  let isLineStart = true;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) {
      if (!isLineStart) found.push(token.trimEnd());
    } else if (token.endsWith('\n')) isLineStart = true;
    else if (!/^[ \t\u0002\uFEFF]*$/.test(token)) isLineStart = false;
  }
  return found;
}
