/** Documents one after the other; one that has lost its place at the top gets a separator line. */
export function withSeparators(chunks: readonly string[]): string {
  const parts: string[] = [];
  // The end of the text so far is kept apart: to ask a text that grows for its end copies it each time.
  let ends = '';
  for (const chunk of chunks) {
    if (ends !== '' && ends !== '\n') parts.push('\n');
    const separated = /^(?:[ \t]*(?:#[^\n]*)?\n|%[^\n]*\n)*---(?=[ \t\n]|$)/.test(chunk);
    if (ends !== '' && !separated) parts.push('---\n');
    parts.push(chunk);
    ends = chunk.at(-1) ?? (ends === '' ? '' : '\n');
  }
  return parts.join('');
}
