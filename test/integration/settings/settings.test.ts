import { readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Settings, SettingsChange } from '../../../src/contract/settings';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { openSettings } from '../../../src/engine/settings/open-settings';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const fs = nodeFileSystem();
const defaults = Settings.parse({});
let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder('settings');
});
afterAll(removeAllFolders);

const put = (text: string | Buffer): Promise<void> => writeFile(join(folder, 'settings.json'), text);
const kept = (): Promise<string> => readFile(join(folder, 'settings.json'), 'utf8');

describe('openSettings', () => {
  test('nothing there: defaults, and nothing is written', async () => {
    const settings = await openSettings({ fs, folder });
    expect(settings.current()).toEqual(defaults);
    expect(settings.notice).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a change is on disk before it answers, and survives', async () => {
    const settings = await openSettings({ fs, folder: join(folder, 'new', 'place') });
    expect(await settings.write({ theme: 'dark' })).toEqual({ ok: true, value: { ...defaults, theme: 'dark' } });
    await Promise.all([settings.write({ pollSeconds: 60 }), settings.write({ density: 'compact' })]);
    const again = await openSettings({ fs, folder: join(folder, 'new', 'place') });
    expect(again.current()).toEqual({ ...defaults, theme: 'dark', pollSeconds: 60, density: 'compact' });
  });

  test.each([
    ['not JSON', '{"theme": "da'],
    ['empty', ''],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
    ['a list', '[1, 2]'],
    ['null', 'null'],
  ])('%s: defaults, the file is kept and it is said', async (_name, content) => {
    await put(content);
    const settings = await openSettings({ fs, folder });
    expect(settings.current()).toEqual(defaults);
    expect(settings.notice).toContain('settings.json.broken-1');
    await settings.write({ theme: 'light' });
    expect(await readFile(join(folder, 'settings.json.broken-1'))).toEqual(Buffer.from(content));
  });

  test('one bad key costs only itself', async () => {
    await put(JSON.stringify({ version: 1, theme: 'dark', pollSeconds: 'often' }));
    const settings = await openSettings({ fs, folder });
    expect(settings.current()).toEqual({ ...defaults, theme: 'dark' });
    expect(settings.notice).toContain('pollSeconds');
  });

  test('the same broken file twice is kept once', async () => {
    await put('{');
    await openSettings({ fs, folder });
    await openSettings({ fs, folder });
    expect((await readdir(folder)).sort()).toEqual(['settings.json', 'settings.json.broken-1']);
  });

  test('what a newer version added stays in the file', async () => {
    await put(JSON.stringify({ version: 1, theme: 'dark', hologram: { on: true } }));
    const settings = await openSettings({ fs, folder });
    expect(settings.notice).toBeNull();
    await settings.write({ theme: 'light' });
    expect(JSON.parse(await kept())).toMatchObject({ theme: 'light', hologram: { on: true } });
  });

  test('a file of a later format is kept aside, not overwritten unsaid', async () => {
    await put(JSON.stringify({ version: 2, theme: 'dark' }));
    const settings = await openSettings({ fs, folder });
    expect(settings.notice).toContain('version');
    expect(settings.current()).toEqual({ ...defaults, theme: 'dark' });
  });

  test('a full disk fails the write and changes nothing', async () => {
    await put(JSON.stringify({ version: 1, theme: 'dark' }));
    const full: FileSystem = {
      ...fs,
      open: async (path, how, mode) => ({
        ...(await fs.open(path, how, mode)),
        ...(how === 'create' && { write: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) }),
      }),
    };
    const settings = await openSettings({ fs: full, folder });
    expect(await settings.write({ theme: 'light' })).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
    expect(settings.current().theme).toBe('dark');
    expect(JSON.parse(await kept())).toMatchObject({ theme: 'dark' });
  });

  test('a link in the place of the file is not followed', async () => {
    await writeFile(join(folder, 'target.json'), '{}');
    await symlink('target.json', join(folder, 'settings.json'));
    const settings = await openSettings({ fs, folder });
    await settings.write({ theme: 'dark' });
    expect(await readFile(join(folder, 'target.json'), 'utf8')).toBe('{}');
  });
});

test('the contract: a change names every setting, and fills none in', () => {
  expect(Object.keys(SettingsChange.shape)).toEqual(Object.keys(Settings.shape).filter((key) => key !== 'version'));
  expect(SettingsChange.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
});
