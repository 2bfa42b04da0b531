import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { isAbsolute } from 'node:path';
import { channels } from '../../contract/bridge';
import type { Reply } from '../../contract/call';
import type { Log } from '../log';
import { pageOrigin } from '../protocol';
import type { Dispatcher } from './dispatcher';

/**
 * Ties the channels to the dispatcher. Whoever is not the top frame of our window at our own address gets a
 * reference and nothing else.
 */
export function registerIpc(options: {
  /** Calls wait until it is there. */
  readonly door: Promise<Dispatcher>;
  readonly ourPage: () => WebContents | null;
  /** A folder was dropped where the page takes one. */
  readonly onDrop: (path: string) => void;
  readonly log: Log;
}): void {
  const { door, ourPage, onDrop, log } = options;
  const isOurPage = ({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean => {
    const page = ourPage();
    return page !== null && sender === page && senderFrame === page.mainFrame && senderFrame.origin === pageOrigin;
  };
  ipcMain.handle(
    channels.call,
    async (event, name: unknown, callId: unknown, input: unknown): Promise<Reply<unknown>> => {
      if (isOurPage(event)) return (await door).call(callerOf(event.sender), name, callId, input);
      const from = event.senderFrame?.url ?? 'a frame that is gone';
      return { kind: 'bug', reference: log.bug('the door', new Error(`a call from ${from}`)) };
    },
  );
  ipcMain.on(channels.cancel, (event, callId: unknown) => {
    if (isOurPage(event)) void door.then((dispatcher) => dispatcher.cancel(callerOf(event.sender), callId));
  });
  ipcMain.on(channels.drop, (event, path: unknown) => {
    if (isOurPage(event) && typeof path === 'string' && isAbsolute(path)) onDrop(path);
  });
}

export const callerOf = (page: WebContents): string => `page-${page.id}`;
