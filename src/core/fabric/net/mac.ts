/**
 * Lower-case, colon-separated form of a six-byte MAC address written with colons, dashes or dots; null when it
 * is none (Go's `net.ParseMAC` for 48 bits).
 */
export function normalizeMac(text: string): string | null {
  const colons = /^[0-9a-fA-F]{2}([:-])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2}){4}$/.test(text);
  const dots = /^[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}$/.test(text);
  if (!colons && !dots) return null;
  return (text.toLowerCase().match(/[0-9a-f]{2}/g) ?? []).join(':');
}

/** Is the lowest bit of the first byte set (a group address)? Takes the normal form. */
export const isMulticastMac = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
