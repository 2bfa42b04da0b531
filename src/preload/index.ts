import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
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
