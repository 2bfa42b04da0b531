import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  readonly developing: boolean;
  /** Runs a command of the page's registry. */
  readonly run: (command: string) => void;
}

/**
 * The application menu. It only names commands of the page; what they do, and their keys, is the page's registry. Keys
 * are drawn here but not registered where the system allows that, so that a key never acts twice.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin';
  const item = command(options.run);
  return [
    ...(isMac ? [macAppMenu(options.appName, item)] : []),
    { label: '&File', submenu: fileMenu(item, isMac) },
    { label: '&Edit', submenu: editMenu(item) },
    { label: '&View', submenu: viewMenu(item, options.developing) },
    { label: '&Go', submenu: goMenu(item) },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    {
      label: '&Help',
      role: 'help',
      submenu: [item('Keyboard shortcuts', 'view.shortcuts', '?'), item('About Selvedge', 'go.about')],
    },
  ];
}

type Item = (label: string, id: string, accelerator?: string) => MenuItemConstructorOptions;
const line: MenuItemConstructorOptions = { type: 'separator' };

const command =
  (run: MenuOptions['run']): Item =>
  (label, id, accelerator) => ({
    id,
    label,
    click: () => run(id),
    registerAccelerator: false,
    ...(accelerator === undefined ? {} : { accelerator }),
  });

function macAppMenu(name: string, item: Item): MenuItemConstructorOptions {
  return {
    label: name,
    submenu: [
      item(`About ${name}`, 'go.about'),
      line,
      item('Settings…', 'go.settings', 'Command+,'),
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  };
}

const fileMenu = (item: Item, isMac: boolean): MenuItemConstructorOptions[] => [
  item('Open repository…', 'app.open-folder', 'CommandOrControl+O'),
  item('Open demo fabric', 'app.open-demo'),
  item('Close repository', 'app.close-project'),
  line,
  ...(isMac
    ? [{ role: 'close' as const }]
    : [item('Settings…', 'go.settings', 'Control+,'), line, { role: 'quit' as const }]),
];

const editMenu = (item: Item): MenuItemConstructorOptions[] => [
  { role: 'undo' },
  { role: 'redo' },
  line,
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
  line,
  item('Undo last change to the repository', 'edit.undo-operation', 'CommandOrControl+Alt+Z'),
  item('Redo last undone change', 'edit.redo-operation', 'CommandOrControl+Alt+Shift+Z'),
];

const viewMenu = (item: Item, developing: boolean): MenuItemConstructorOptions[] => [
  item('Command palette…', 'view.palette', 'CommandOrControl+K'),
  line,
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  ...(developing ? [line, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
];

const goMenu = (item: Item): MenuItemConstructorOptions[] => [
  item('Changes', 'go.changes'),
  item('Merge', 'go.merge'),
  item('Timeline', 'go.timeline'),
  item('Backups', 'go.backups'),
  line,
  item('Welcome', 'go.welcome'),
];
