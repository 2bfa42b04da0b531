/** One end of a cable as the wiring writes it: `<device>/<port>`, for instance `leaf-01/E1/4`. */
export interface PortReference {
  readonly device: string;
  readonly port: string;
}

/** Splits at the first slash; null when either half is empty or there is no slash. */
export function parsePortReference(text: string): PortReference | null {
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) return null;
  return { device: text.slice(0, slash), port: text.slice(slash + 1) };
}

/** The base name of a port that can be broken out is another name of its first lane: `E1/4` ≡ `E1/4/1`. */
const canonicalPort = (port: string): string => (/^E\d+\/\d+$/.test(port) ? `${port}/1` : port);

/** A key that is equal for two spellings of the same port. */
export const portKey = (reference: PortReference): string => `${reference.device}/${canonicalPort(reference.port)}`;

/** `E1/4/1` → `E1/4`; a name without a lane stays. */
export const basePort = (port: string): string => /^(E\d+\/\d+)\/\d+$/.exec(port)?.[1] ?? port;

/** Orders port names as people count them: E1/2 before E1/10. */
export function comparePorts(one: string, other: string): number {
  const [first, second] = [one.split(/(\d+)/), other.split(/(\d+)/)];
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const [a, b] = [first[index] ?? '', second[index] ?? ''];
    if (a === b) continue;
    return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : a < b ? -1 : 1;
  }
  return 0;
}
