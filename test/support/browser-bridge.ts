/** The script that gives a plain browser what the preload gives the window: the three functions, over a WebSocket. */
export const browserBridge = (key: string): string => `'use strict';
{
  const socket = new WebSocket('ws://' + location.host + '/bridge');
  const waiting = new Map();
  const listeners = new Set();
  const unsent = [];
  const send = (message) => {
    const text = JSON.stringify(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
    else unsent.push(text);
  };
  socket.onopen = () => unsent.splice(0).forEach((text) => socket.send(text));
  socket.onmessage = ({ data }) => {
    const said = JSON.parse(data);
    if (said.event) for (const listener of listeners) listener(said.event);
    else {
      waiting.get(said.callId)?.resolve(said.reply);
      waiting.delete(said.callId);
    }
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('The engine is gone.'));
    waiting.clear();
  };
  window[${JSON.stringify(key)}] = Object.freeze({
    call: (name, callId, input) =>
      new Promise((resolve, reject) => {
        waiting.set(callId, { resolve, reject });
        send({ name, callId, input });
      }),
    cancel: (callId) => send({ callId, cancel: true }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
}
`;
