import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { bridgeKey } from '../../src/contract/bridge';
import type { AppEvent } from '../../src/contract/events';
import { pageHeaders } from '../../src/main/content-security-policy';
import type { Handlers } from '../../src/main/handlers/handlers';
import { createDispatcher, type Dispatcher } from '../../src/main/ipc/dispatcher';
import { pageFile } from '../../src/main/page-file';
import { browserBridge } from './browser-bridge';

/** The built page in a plain browser, on the same handlers, under the same policy as the window. */
export interface BrowserHost {
  /** Where to go first: it carries the token that becomes a cookie. */
  readonly address: string;
  /** Tells every open page. */
  emit(event: AppEvent): void;
  /** References of bugs that calls ran into, with their text. */
  readonly bugs: readonly string[];
  close(): Promise<void>;
}

interface Session {
  readonly pageFolder: string;
  readonly token: string;
  readonly host: () => string;
}

const bridgePath = '/browser-bridge.js';

/**
 * Serves `pageFolder` on loopback under a random port. Only a browser that came with the token is answered, and only under the
 * loopback name, so no other page on this machine can reach the handlers.
 */
export async function startBrowserHost(options: { pageFolder: string; handlers: Handlers }): Promise<BrowserHost> {
  const token = randomBytes(24).toString('hex');
  const sockets = new Map<string, WebSocket>();
  const bugs: string[] = [];
  const dispatcher = createDispatcher({
    handlers: options.handlers,
    log: { bug: (where, error) => rememberBug(bugs, where, error) },
    send: (caller, event) => sockets.get(caller)?.send(JSON.stringify({ event })),
    checkOutput: true,
  });
  let port = 0;
  const session: Session = { pageFolder: options.pageFolder, token, host: () => `127.0.0.1:${port}` };
  const server = createServer((request, response) => void answer(session, request, response));
  const bridge = new WebSocketServer({ noServer: true, maxPayload: 128 * 1024 * 1024 });
  let count = 0;
  server.on('upgrade', (request, socket, head) => {
    if (!isAllowed(session, request) || request.headers.origin !== `http://${session.host()}`) {
      socket.destroy();
      return;
    }
    bridge.handleUpgrade(request, socket, head, (opened) => {
      count += 1;
      serveSocket(opened, `browser-${count}`, dispatcher, sockets);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  return {
    address: `http://${session.host()}/?token=${token}`,
    emit: (event) => sockets.forEach((socket) => socket.send(JSON.stringify({ event }))),
    bugs,
    close: async () => {
      for (const socket of sockets.values()) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function rememberBug(bugs: string[], where: string, error: unknown): string {
  const reference = `TEST-${String(bugs.length + 1).padStart(4, '0')}`;
  bugs.push(`${reference} in ${where}: ${error instanceof Error ? error.stack : String(error)}`);
  return reference;
}

function serveSocket(socket: WebSocket, caller: string, dispatcher: Dispatcher, sockets: Map<string, WebSocket>): void {
  sockets.set(caller, socket);
  socket.on('message', (bytes) => {
    const said = JSON.parse(String(bytes)) as { name?: unknown; callId: unknown; input?: unknown; cancel?: boolean };
    if (said.cancel === true) {
      dispatcher.cancel(caller, said.callId);
      return;
    }
    void dispatcher.call(caller, said.name, said.callId, said.input).then((reply) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ callId: said.callId, reply }));
    });
  });
  socket.on('close', () => {
    sockets.delete(caller);
    dispatcher.cancelAll(caller);
  });
}

const cookie = 'selvedge-token';

function isAllowed({ token, host }: Session, request: IncomingMessage): boolean {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  return request.headers.host === host() && cookies.includes(`${cookie}=${token}`);
}

async function answer(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${session.host()}`);
  if (request.headers.host === session.host() && url.searchParams.get('token') === session.token) {
    const set = `${cookie}=${session.token}; HttpOnly; SameSite=Strict; Path=/`;
    response.writeHead(303, { location: '/', 'set-cookie': set }).end();
    return;
  }
  if (request.method !== 'GET' || !isAllowed(session, request)) {
    response.writeHead(403, pageHeaders('text/plain; charset=utf-8')).end('Come with the token.');
    return;
  }
  if (url.pathname === bridgePath) {
    response.writeHead(200, pageHeaders('text/javascript; charset=utf-8')).end(browserBridge(bridgeKey));
    return;
  }
  if (url.pathname === '/favicon.ico') {
    response.writeHead(204).end(); // Asked for by browsers, never by the window.
    return;
  }
  const file = pageFile(session.pageFolder, url.pathname);
  const bytes = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || bytes === null) response.writeHead(404, pageHeaders('text/plain; charset=utf-8')).end();
  else response.writeHead(200, pageHeaders(file.contentType)).end(withBridge(url.pathname, bytes));
}

/** The page is the built one, byte for byte, with one script before all others. */
function withBridge(path: string, bytes: Buffer): Buffer | string {
  if (path !== '/' && path !== '/index.html') return bytes;
  return bytes.toString('utf8').replace(/<head[^>]*>/i, (head) => `${head}<script src="${bridgePath}"></script>`);
}

export const builtPage = join(import.meta.dirname, '../../out/renderer');
