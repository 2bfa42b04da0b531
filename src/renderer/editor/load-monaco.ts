import type { Monaco } from './monaco-api';

let loading: Promise<Monaco> | null = null;

/** Loads the editor once, in its own chunk, when the first screen needs it. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./set-up-monaco').then((module) => module.monaco);
  return loading;
}
