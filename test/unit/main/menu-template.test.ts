import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src/main/menu-template';
import { registerAppCommands } from '../../../src/renderer/app/commands/app-commands';
import { findCommand } from '../../../src/renderer/app/commands/commands';

/** Undo and redo are registered while a project is open, by a component. */
const mountedCommands = readFileSync(
  join(import.meta.dirname, '../../../src/renderer/app/commands/undo-commands.tsx'),
  'utf8',
);

const ran: string[] = [];
const template = (platform: NodeJS.Platform) =>
  menuTemplate({ platform, appName: 'Selvedge', developing: false, run: (id) => ran.push(id) });

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}
const commands = (platform: NodeJS.Platform) => flat(template(platform)).filter(({ click }) => click !== undefined);

describe('menuTemplate', () => {
  let remove: () => void;
  beforeAll(() => {
    remove = registerAppCommands();
  });
  afterAll(() => remove());

  it.each(['linux', 'darwin', 'win32'] as const)(
    'names only commands that the page has, with their keys (%s)',
    (platform) => {
      const items = commands(platform);
      expect(items.length).toBeGreaterThan(10);
      for (const { id = '', accelerator } of items) {
        const command = findCommand(id);
        if (command === null) expect(mountedCommands, `the page has no command "${id}"`).toContain(`id: '${id}'`);
        const keys = accelerator?.toString().replace(/^(CommandOrControl|Command|Control)\+/, 'Mod+');
        if (keys !== undefined) expect(command?.keys, id).toContain(keys);
      }
    },
  );

  it('sends the command of the item that was chosen', () => {
    const open = commands('linux').find(({ id }) => id === 'open-folder');
    open?.click?.(undefined as never, undefined, undefined as never);
    expect(ran).toEqual(['open-folder']);
  });

  it('has a way to quit on every system', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(flat(template(platform)).filter(({ role }) => role === 'quit')).toHaveLength(1);
    }
  });

  it('offers developer tools only while developing', () => {
    expect(flat(template('linux')).some(({ role }) => role === 'toggleDevTools')).toBe(false);
  });
});
