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
      submenu: [item('Show shortcuts', 'show-shortcuts', '?')],
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
      { role: 'about' },
      line,
      item('Settings…', 'open-settings', 'Command+,'),
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
  item('Open folder…', 'open-folder', 'CommandOrControl+O'),
  item('Open the demo fabric', 'create-demo'),
  item('Close repository', 'close-project'),
  line,
  item('Back up now', 'back-up-now'),
  item('Show in file manager', 'reveal-project'),
  line,
  ...(isMac
    ? [{ role: 'close' as const }]
    : [item('Settings', 'open-settings', 'Control+,'), line, { role: 'quit' as const }]),
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
  item('Undo the last operation', 'undo-operation'),
  item('Redo the last operation', 'redo-operation'),
];

const viewMenu = (item: Item, developing: boolean): MenuItemConstructorOptions[] => [
  item('Search and commands', 'show-palette', 'CommandOrControl+K'),
  item('Read everything again', 'refresh', 'F5'),
  line,
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  ...(developing ? [line, { role: 'toggleDevTools' as const }] : []),
];

const goMenu = (item: Item): MenuItemConstructorOptions[] => [
  item('Resources', 'open-resources', 'CommandOrControl+2'),
  item('Changes', 'open-changes', 'CommandOrControl+3'),
  item('Merge', 'open-merge', 'CommandOrControl+4'),
  item('Timeline', 'open-timeline', 'CommandOrControl+5'),
  item('Backups', 'open-backups', 'CommandOrControl+6'),
  item('Problems', 'open-problems', 'CommandOrControl+8'),
  item('Activity', 'open-activity', 'CommandOrControl+9'),
];
