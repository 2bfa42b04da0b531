const patterns: readonly (readonly [RegExp, string])[] = [
  // user:password@ in any URL
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, '$1…@'],
  // Authorization: Bearer …, also as git prints it from http.extraHeader
  [/\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:basic|bearer|token)\s+)?)[^\s"',;]+/gi, '$1…'],
  // ?token=…&password=…
  [/\b((?:access_|private_|api_)?(?:token|key|password|passwd|secret)=)[^\s&"']+/gi, '$1…'],
  // Tokens that carry their maker's mark
  [/\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[\w-]{16,})/g, '…'],
];

/** Takes credentials out of a text before it is written to a log or shown. */
export function redact(text: string): string {
  return patterns.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);
}
