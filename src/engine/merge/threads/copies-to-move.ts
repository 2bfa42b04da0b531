/**
 * Copies in one buffer of their own, to be moved to a thread. Git's answers are views of one large buffer, and a
 * message that holds a view takes the whole of it along.
 */
export function copiesToMove<T extends Uint8Array | null | undefined>(
  parts: readonly T[],
): { readonly copies: readonly T[]; readonly buffer: ArrayBuffer } {
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let at = 0;
  const copies = parts.map((part) => {
    if (!part) return part;
    const copy = new Uint8Array(buffer, at, part.length);
    copy.set(part);
    at += part.length;
    return copy as Uint8Array as T;
  });
  return { copies, buffer };
}
