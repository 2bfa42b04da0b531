import { createRoot, type Root } from 'react-dom/client';
import type { Bridge } from '../../contract/bridge';
import { installBridge } from './bridge';
import { registerAppCommands } from './app-commands';
import { CrashBoundary } from './crash-boundary';
import { startFabricKnowledge } from './fabric-knowledge';
import { listenToEvents } from './on-event';
import { openStartupPath } from './project-store';
import { registerReferenceCommands } from './references-store';
import { listenToBugs } from './report-crash';
import { loadSettings } from './settings-store';
import { Shell } from './shell';
import { listenToShortcuts } from './shortcuts';

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
