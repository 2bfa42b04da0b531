/** Monaco's language for a path, by its ending. Only YAML is coloured; everything else is plain text. */
export function languageOf(path: string): 'yaml' | 'plaintext' {
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'plaintext';
}
