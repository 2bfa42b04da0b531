import type { AppEvent } from '../../../contract/events';
import { bridge } from './bridge';
import { runCommand } from '../commands/commands';
import { currentProject, enterProject, openProject, useProjectStore } from '../project-store';
import { everyProjectTopic, refresh, type Topic } from './refresh';
import { workProgressed } from './running-work';
import { loadSettings } from '../settings-store';
import { showToast } from '../shell/toasts';

type EventOf<K extends AppEvent['kind']> = Extract<AppEvent, { kind: K }>;
type ProjectEvent = Extract<AppEvent, { revision: number }>;

/** What each fact about the open project puts out of date. The only place where that is said. */
const staleAfter: Readonly<Record<Exclude<ProjectEvent['kind'], 'repository-gone'>, readonly Topic[]>> = {
  'working-tree-changed': ['status', 'merge', 'files'],
  'head-changed': ['status', 'merge', 'files', 'history', 'branches'],
  'merge-state-changed': ['status', 'merge', 'files'],
  'operation-recorded': ['operations', 'history', 'vault', 'status', 'merge', 'files'],
  'backups-changed': ['vault', 'history'],
  'problems-changed': ['fabric'],
  'watching-changed': ['status'],
};

/** What each fact that belongs to no project does. */
const appWide: { readonly [K in Exclude<AppEvent['kind'], ProjectEvent['kind']>]: (event: EventOf<K>) => void } = {
  progress: (event) => workProgressed(event),
  'settings-changed': () => {
    void loadSettings();
    refresh(['settings']);
  },
  'project-requested': ({ path, conflict }) => void openProject(path, conflict),
  'project-opened': ({ project }) => enterProject(project),
  'command-requested': ({ command }) => void runCommand(command),
};

let seen: { readonly projectId: string; readonly revision: number } | null = null;

/** Starts to listen. Returns the function that stops. */
export function listenToEvents(): () => void {
  return bridge().onEvent((event) => onEvent(event as AppEvent));
}

export function onEvent(event: AppEvent): void {
  if ('revision' in event) onProjectEvent(event);
  else onAppEvent(event);
}

function onAppEvent(event: Exclude<AppEvent, ProjectEvent>): void {
  // The table has a handler for exactly this kind, which TypeScript cannot follow; a newer main may say more.
  const handle = appWide[event.kind] as ((event: AppEvent) => void) | undefined;
  handle?.(event);
}

function onProjectEvent(event: ProjectEvent): void {
  if (event.projectId !== currentProject()?.projectId) return;
  if (missedSomething(event)) refresh(everyProjectTopic);
  if (event.kind === 'repository-gone') {
    useProjectStore.setState({ gone: true });
    return;
  }
  if (event.kind === 'backups-changed' && event.notice !== null)
    showToast({ tone: 'note', title: 'Backups', detail: event.notice });
  if (event.kind === 'watching-changed' && event.watching !== 'events' && event.reason !== null) {
    showToast({ tone: 'note', title: 'Watching for changes is limited', detail: event.reason });
  }
  if (useProjectStore.getState().gone) useProjectStore.setState({ gone: false });
  refresh(staleAfter[event.kind]);
}

/** Revisions count by one; a gap means that an event did not arrive. */
function missedSomething({ projectId, revision }: ProjectEvent): boolean {
  const last = seen?.projectId === projectId ? seen.revision : null;
  seen = { projectId, revision: Math.max(revision, last ?? revision) };
  return last !== null && revision > last + 1;
}
