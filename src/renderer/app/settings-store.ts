import { create } from 'zustand';
import type { Settings } from '../../contract/settings';
import { setEditorTaste } from '../editor/editor-taste';
import { callEngine } from './client/client';
import { showProblem } from './client/mutate';

/** What counts until the settings are read. The same as the schema's defaults; a test holds them together. */
export const defaultSettings: Settings = {
  version: 1,
  theme: 'system',
  density: 'regular',
  editorFontSizePx: 13,
  editorWordWrap: false,
  reducedMotion: 'system',
  diffLayout: 'side-by-side',
  mergeLayout: 'automatic',
  pollSeconds: 30,
  largestBackupBytes: 50 * 1024 * 1024,
  backupEveryMinutes: 60,
  undoDays: 90,
  undoOperations: 200,
  vaultWarnBytes: 5 * 1024 * 1024 * 1024,
  secondVaultFolder: null,
};

export const useSettings = create<Settings>(() => defaultSettings);

export async function loadSettings(): Promise<void> {
  const reply = await callEngine('settings.read', {});
  if (reply.kind === 'value') take(reply.value);
}

/** Takes effect at once; when it cannot be kept, the old value comes back and the reason is shown. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState();
  take({ ...before, ...change });
  const reply = await callEngine('settings.write', { change });
  if (reply.kind === 'value') {
    take(reply.value);
    return;
  }
  take(before);
  showProblem(reply, () => void changeSettings(change));
}

function take(settings: Settings): void {
  useSettings.setState(settings);
  const root = document.documentElement.dataset;
  root.theme = settings.theme;
  root.density = settings.density;
  root.motion = settings.reducedMotion === 'on' ? 'reduced' : 'system';
  setEditorTaste({ fontSizePx: settings.editorFontSizePx, wordWrap: settings.editorWordWrap });
}
