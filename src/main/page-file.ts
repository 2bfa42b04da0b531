import { extname, resolve, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** A file of the built page: where it lies, and what to call it. */
export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * Finds the file below `folder` that a URL's path means. Null for everything that does not stay inside the folder or has
 * a type that the page does not consist of. Nothing is read here; links inside the folder are the builder's affair.
 */
export function pageFile(folder: string, urlPath: string): PageFile | null {
  const decoded = decode(urlPath);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const root = resolve(folder);
  const path = resolve(root, `.${decoded.endsWith('/') ? `${decoded}index.html` : decoded}`);
  const contentType = types[extname(path).toLowerCase()];
  if (!path.startsWith(root + sep) || contentType === undefined) return null;
  return { path, contentType };
}

function decode(urlPath: string): string | null {
  try {
    const text = decodeURIComponent(urlPath);
    return text.startsWith('/') ? text : null;
  } catch {
    return null; // A broken percent sign is no file of ours.
  }
}
