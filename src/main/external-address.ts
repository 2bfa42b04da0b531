/**
 * Parses an address that may be handed to the person's browser: http or https, a host, no name or password in it.
 * Null for anything else; the operating system would start programs for other schemes.
 */
export function externalAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.hostname === '' || url.username !== '' || url.password !== '' ? null : url;
}
