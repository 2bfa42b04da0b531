import { app, type Session, type WebContents } from 'electron';
import type { Log } from './log';
import { pageOrigin } from './protocol';

/**
 * Shuts every door that Electron leaves open by default, for this window and any web contents that ever come to be:
 * no permissions (but writing plain text to the clipboard), no navigation, no new windows, no web views, no downloads, no
 * requests to anything but the page's own scheme.
 *
 * `onAction`: the one navigation that means something, see `crash-screen.ts`; true when it was one of its links.
 */
export function lockDown(
  session: Session,
  options: { log: Log; devServer: string | null; onAction: (url: string) => boolean },
): void {
  const { log, devServer, onAction } = options;
  denyPermissions(session);
  session.setSpellCheckerEnabled(false); // It would fetch dictionaries.
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, respond) => {
    const allowed = isOurs(details.url) || (devServer !== null && isLocal(details.url));
    if (!allowed) log.note(`refused a request to ${details.url.slice(0, 200)}`);
    respond({ cancel: !allowed });
  });
  app.on('web-contents-created', (_, contents) => confine(contents, log, onAction));
}

function denyPermissions(session: Session): void {
  const copying = 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === copying && contents.getURL().startsWith(`${pageOrigin}/`)),
  );
  session.setPermissionCheckHandler(
    (_, permission, origin) => permission === copying && origin.replace(/\/$/, '') === pageOrigin,
  );
  session.setDevicePermissionHandler(() => false);
}

function confine(contents: WebContents, log: Log, onAction: (url: string) => boolean): void {
  const refuse = (event: { preventDefault(): void }, what: string): void => {
    event.preventDefault();
    log.note(`refused ${what}`);
  };
  contents.on('will-navigate', (event) => {
    if (onAction(event.url)) event.preventDefault();
    else refuse(event, `a navigation to ${event.url.slice(0, 200)}`);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse(event, `a frame to ${event.url.slice(0, 200)}`);
  });
  contents.on('will-redirect', (event) => refuse(event, `a redirect to ${event.url.slice(0, 200)}`));
  contents.on('will-attach-webview', (event) => refuse(event, 'a web view'));
  contents.setWindowOpenHandler(({ url }) => {
    log.note(`refused a window for ${url.slice(0, 200)}`);
    return { action: 'deny' };
  });
}

/** `data:` and `blob:` carry their bytes with them; `devtools:` is refused by the window where it may not be. */
const isOurs = (url: string): boolean => url.startsWith(`${pageOrigin}/`) || /^(data|blob|devtools):/.test(url);

const isLocal = (url: string): boolean => /^(ws|http):\/\/localhost:\d+\//.test(url);
