import { callEngine } from '../client/client';
import { registerCommands, type Command } from './commands';
import { showProblem } from '../client/mutate';
import { goTo, type ScreenId } from '../navigation';
import { showOverlay } from '../overlay-store';
import { closeProject, currentProject, openProject } from '../project-store';
import { everyProjectTopic, refresh } from '../client/refresh';
import { changeSettings, useSettings } from '../settings-store';
import { showToast } from '../shell/toasts';

const inProject = (): boolean => currentProject() !== null;

interface Place {
  readonly screen: ScreenId;
  readonly title: string;
  readonly keys: string | null;
}

/**
 * The rail, from top to bottom; a place is listed only when it works. The numbers stay what they are when a place is added:
 * 1 is kept for the overview, 7 for sync.
 */
export const places: readonly Place[] = [
  { screen: 'resources', title: 'Resources', keys: 'Mod+2' },
  { screen: 'changes', title: 'Changes', keys: 'Mod+3' },
  { screen: 'merge', title: 'Merge', keys: 'Mod+4' },
  { screen: 'timeline', title: 'Timeline', keys: 'Mod+5' },
  { screen: 'backups', title: 'Backups', keys: 'Mod+6' },
  { screen: 'problems', title: 'Problems', keys: 'Mod+8' },
  { screen: 'activity', title: 'Activity', keys: 'Mod+9' },
];

/** Stands alone in the rail while nothing is open. */
export const welcomePlace: Place = { screen: 'welcome', title: 'Repositories', keys: null };

export const settingsPlace: Place = { screen: 'settings', title: 'Settings', keys: 'Mod+,' };

/** Asks for a folder and opens it. */
async function chooseAndOpen(): Promise<void> {
  const reply = await callEngine('projects.choose-folder', { title: 'Open a repository' });
  if (reply.kind !== 'value') showProblem(reply);
  else if (reply.value.path !== null) await openProject(reply.value.path);
}

/** Makes the demo fabric in a place of ours and opens it. */
export async function createAndOpenDemo(): Promise<void> {
  const reply = await callEngine('projects.create-demo', { parent: null });
  if (reply.kind !== 'value') showProblem(reply, () => void createAndOpenDemo());
  else await openProject(reply.value.path);
}

async function backUpNow(): Promise<void> {
  const project = currentProject();
  if (project === null) return;
  const { projectId } = project;
  const reply = await callEngine('vault.create', { projectId, note: 'By hand', paths: null });
  refresh(['vault', 'history']);
  if (reply.kind !== 'value') showProblem(reply, () => void backUpNow());
  else showToast({ tone: 'done', title: `Backed up ${reply.value.fileCount.toLocaleString('en-US')} files` });
}

const goCommands: readonly Command[] = [
  {
    id: 'open-welcome',
    title: `Go to ${welcomePlace.title}`,
    group: 'Go to',
    when: () => !inProject(),
    run: () => goTo('welcome'),
  },
  ...[...places, settingsPlace].map(({ screen, title, keys }): Command => ({
    id: `open-${screen}`,
    title: `Go to ${title}`,
    group: 'Go to',
    ...(keys === null ? {} : { keys: [keys] }),
    when: screen === 'settings' ? () => true : inProject,
    run: () => goTo(screen),
  })),
];

const projectCommands: readonly Command[] = [
  { id: 'open-folder', title: 'Open folder…', group: 'Repository', keys: ['Mod+O'], run: chooseAndOpen },
  { id: 'create-demo', title: 'Open the demo fabric', group: 'Repository', run: createAndOpenDemo },
  { id: 'close-project', title: 'Close repository', group: 'Repository', when: inProject, run: closeProject },
  {
    id: 'reveal-project',
    title: 'Show in file manager',
    group: 'Repository',
    when: inProject,
    run: () => callEngine('app.reveal', { path: currentProject()?.root ?? '' }),
  },
  {
    id: 'refresh',
    title: 'Read everything again',
    group: 'Repository',
    keys: ['F5'],
    when: inProject,
    run: () => refresh(everyProjectTopic),
  },
  {
    id: 'back-up-now',
    changesRepository: true,
    title: 'Back up now',
    group: 'Repository',
    when: inProject,
    run: backUpNow,
  },
];

const windowCommands: readonly Command[] = [
  {
    id: 'show-palette',
    title: 'Search and commands',
    group: 'Window',
    keys: ['Mod+K', 'Mod+Shift+P'],
    hidden: true,
    run: () => showOverlay('palette'),
  },
  { id: 'show-shortcuts', title: 'Show shortcuts', group: 'Window', keys: ['?'], run: () => showOverlay('shortcuts') },
  ...(['light', 'dark', 'system'] as const).map((theme) => ({
    id: `theme-${theme}`,
    title: theme === 'system' ? "Use the system's theme" : `Use the ${theme} theme`,
    group: 'Window',
    when: () => useSettings.getState().theme !== theme,
    run: () => changeSettings({ theme }),
  })),
  {
    id: 'toggle-density',
    title: 'Switch between regular and compact rows',
    group: 'Window',
    run: () => changeSettings({ density: useSettings.getState().density === 'compact' ? 'regular' : 'compact' }),
  },
];

/** Commands that are there on every screen. Returns the function that removes them. */
export function registerAppCommands(): () => void {
  return registerCommands([...goCommands, ...projectCommands, ...windowCommands]);
}
