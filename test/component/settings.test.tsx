import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useEditorTaste } from '../../src/renderer/editor/editor-taste';
import { failing } from '../support/fake-bridge';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

let opened: OpenedWindow;
afterEach(() => opened.close());

const root = document.documentElement.dataset;

test('a theme counts at once and is kept', async () => {
  opened = await openWindow('settings');
  await opened.user.click(await screen.findByRole('radio', { name: 'Dark' }));
  expect(root.theme).toBe('dark');
  await opened.user.click(screen.getByRole('radio', { name: 'Compact' }));
  expect(root.density).toBe('compact');
  expect(opened.bridge.inputsOf('settings.write')).toEqual([
    { change: { theme: 'dark' } },
    { change: { density: 'compact' } },
  ]);
});

test('what cannot be kept goes back, and says why', async () => {
  opened = await openWindow('settings', {
    'settings.write': () => failing({ code: 'disk-full', path: '/home', neededBytes: null }),
  });
  await opened.user.click(await screen.findByRole('radio', { name: 'Dark' }));
  await waitFor(() => expect(root.theme).toBe('system'));
  await notification(/full/i);
});

test('a number counts on Enter, and stays in its range', async () => {
  opened = await openWindow('settings');
  const { user } = opened;
  const box = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Font size in pixels' });
  await user.clear(box);
  await user.type(box, '99{Enter}');
  await waitFor(() => expect(useEditorTaste.getState().fontSizePx).toBe(24));
  expect(box.value).toBe('24');
  await user.clear(box);
  await user.type(box, 'abc');
  await user.tab();
  expect(box.value).toBe('24');
});

test('settings changed elsewhere are followed', async () => {
  opened = await openWindow('settings');
  const { bridge } = opened;
  await screen.findByRole('radio', { name: 'Light' });
  const settings = await bridge.call('settings.write', 'elsewhere', { change: { theme: 'light' } });
  expect(settings.kind).toBe('value');
  bridge.emit({ kind: 'settings-changed' });
  await waitFor(() => expect(root.theme).toBe('light'));
});

test('says which versions run', async () => {
  opened = await openWindow('settings');
  expect(await screen.findByText('2.47.1')).toBeTruthy();
  expect(screen.getByTitle('/usr/bin/git')).toBeTruthy();
});

test('promises about large files only what backups do', async () => {
  opened = await openWindow('settings');
  await screen.findByText(/left out of a backup, which names it/);
});
