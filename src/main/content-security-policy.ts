/**
 * What the page may load: its own files, nothing else.
 *
 * Styles may be inline because Monaco positions its lines by them; scripts never. `blob:` is for workers that a bundler
 * wraps. `developing`: Vite's live reload needs an inline script and a socket; only a checkout with a dev server asks for it.
 */
export function contentSecurityPolicy(developing = false): string {
  return [
    "default-src 'none'",
    `script-src 'self'${developing ? " 'unsafe-inline'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self'${developing ? ' ws://localhost:*' : ''}`,
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Headers that go with every file of the page, under every host. */
export function pageHeaders(contentType: string, developing = false): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(developing),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}
