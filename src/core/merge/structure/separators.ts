/** Documents one after the other; one that has lost its place at the top gets a separator line. */
export function withSeparators(chunks: readonly string[]): string {
  let text = '';
  for (const chunk of chunks) {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
    const separated = /^(?:[ \t]*(?:#[^\n]*)?\n|%[^\n]*\n)*---(?=[ \t\n]|$)/.test(chunk);
    text += text !== '' && !separated ? `---\n${chunk}` : chunk;
  }
  return text;
}
