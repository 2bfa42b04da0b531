/** The largest input of a call: a text of 64 MB is more than the editor opens. */
const largestPayloadBytes = 64 * 1024 * 1024;
const deepest = 40;
const mostParts = 2_000_000;

/**
 * Says what is wrong with an input before a schema walks over it: too large, too deep (cycles too), too many parts.
 * Null when it may be parsed.
 */
export function payloadProblem(input: unknown): string | null {
  let bytes = 0;
  let parts = 0;
  const visit = (value: unknown, depth: number): string | null => {
    parts += 1;
    if (typeof value === 'string') bytes += value.length * 2;
    else if (ArrayBuffer.isView(value)) bytes += value.byteLength;
    if (bytes > largestPayloadBytes) return 'it is larger than 64 MB';
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
    if (depth > deepest) return 'it is nested too deeply';
    const children = Array.isArray(value) ? (value as unknown[]) : Object.values(value);
    if (parts + children.length > mostParts) return 'it has too many parts';
    if (!Array.isArray(value)) for (const key of Object.keys(value)) bytes += key.length * 2;
    for (const child of children) {
      const problem = visit(child, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  };
  return visit(input, 0);
}
