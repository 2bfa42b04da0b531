import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron';
import { type Bridge, bridgeKey, channels } from '../contract/bridge';

const bridge: Bridge = {
  call: (name, callId, input) => ipcRenderer.invoke(channels.call, name, callId, input),
  cancel: (callId) => ipcRenderer.send(channels.cancel, callId),
  onEvent: (listener) => {
    const hear = (_: IpcRendererEvent, event: unknown): void => listener(event);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
};
contextBridge.exposeInMainWorld(bridgeKey, bridge);

// Where the page takes a drop, main is told the path; a file that a script made up has none.
addEventListener('drop', ({ defaultPrevented, dataTransfer }) => {
  const file = defaultPrevented ? dataTransfer?.files[0] : undefined;
  if (file !== undefined) ipcRenderer.send(channels.drop, webUtils.getPathForFile(file));
});
