const limit = 300;

/**
 * The line of git's standard error that says most, without credentials and control characters, at most 300 characters.
 */
export function summarise(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  const told = lines.find((line) => line.startsWith('fatal:')) ?? lines.find((line) => line.startsWith('error:'));
  const plain = (told ?? lines[0] ?? '')
    .replace(/^(?:(?:fatal|error): )+/, '')
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi, '$1')
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}
