import { createRoot, type Root } from 'react-dom/client';
import type { Bridge } from '../../contract/bridge';
import { installBridge } from './client/bridge';
import { registerAppCommands } from './commands/app-commands';
import { CrashBoundary } from './shell/crash-boundary';
import { startFabricKnowledge } from './fabric-knowledge';
import { listenToEvents } from './client/on-event';
import { openStartupPath } from './project-store';
import { registerReferenceCommands } from './panes/references-store';
import { listenToBugs } from './client/report-crash';
import { loadSettings } from './settings-store';
import { Shell } from './shell/shell';
import { listenToShortcuts } from './commands/shortcuts';

/** Brings the window to life. Returns the function that takes it down again (tests, the gallery). */
export function start(bridge: Bridge, element: HTMLElement): () => void {
  installBridge(bridge);
  const stops = [
    listenToBugs(),
    registerAppCommands(),
    registerReferenceCommands(),
    startFabricKnowledge(),
    listenToEvents(),
    listenToShortcuts(),
  ];
  void loadSettings();
  void openStartupPath();
  const root: Root = createRoot(element);
  root.render(
    <CrashBoundary resetKey="window">
      <Shell />
    </CrashBoundary>,
  );
  return () => {
    root.unmount();
    for (const stop of stops) stop();
  };
}
