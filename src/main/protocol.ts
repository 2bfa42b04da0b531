import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { pageHeaders } from './content-security-policy';
import { pageFile } from './page-file';

const scheme = 'app';
export const pageOrigin = `${scheme}://selvedge`;
export const pageAddress = `${pageOrigin}/index.html`;

export interface PageSource {
  /** Where the built page lies. */
  readonly folder: string;
  /** Vite's dev server in a checkout; null elsewhere. The page keeps its origin: only its files come from there. */
  readonly devServer: string | null;
  /** Pages that main makes itself, by path; null: not one of them. */
  readonly madePage: (path: string) => string | null;
}

/** Must run before Electron is ready. The scheme gets an origin and a code cache, and no other privilege. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers `app://selvedge/…` with files below the page's folder, each under the same strict policy. */
export function servePage(source: PageSource): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== pageOrigin || request.method !== 'GET') return notFound();
    const made = source.madePage(url.pathname);
    if (made !== null) return new Response(made, { headers: pageHeaders('text/html; charset=utf-8') });
    if (source.devServer !== null) return fromDevServer(source.devServer, url);
    const file = pageFile(source.folder, url.pathname);
    const bytes = file === null ? null : await readFile(file.path).catch(() => null);
    return file === null || bytes === null
      ? notFound()
      : new Response(new Uint8Array(bytes), { headers: pageHeaders(file.contentType) });
  });
}

const notFound = (): Response =>
  new Response('There is no such file in the page.', {
    status: 404,
    headers: pageHeaders('text/plain; charset=utf-8'),
  });

async function fromDevServer(devServer: string, url: URL): Promise<Response> {
  const answer = await fetch(new URL(url.pathname + url.search, devServer));
  const contentType = answer.headers.get('content-type') ?? 'text/plain';
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: pageHeaders(contentType, true) });
}
