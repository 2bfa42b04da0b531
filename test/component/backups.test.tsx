import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { backups } from '../support/gallery/sample-history';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const row = async (name: RegExp): Promise<HTMLElement> =>
  within(await screen.findByRole('grid', { name: 'Backups' })).findByRole('row', { name });

test('each backup says what, why, how large and whether it was verified', async () => {
  opened = await openWindow('backups');
  expect(await row(/^By hand, 214 files, 1.3 MB, .*, verified$/)).toBeTruthy();
  expect(await row(/^Edited elsewhere: leaf-07.yaml, 1 file, 1.9 KB, .*, not verified yet$/)).toBeTruthy();
  expect(screen.getByText('5 backups, 4.3 MB on disk')).toBeTruthy();
});

test('one file, or all of them, come back', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await row(/^Before: discard 3 files/));
  await user.click(await screen.findByRole('button', { name: 'Restore file' }));
  await waitFor(() => expect(bridge.inputsOf('history.restore')).toHaveLength(1));
  expect(bridge.inputsOf('history.restore')[0]).toMatchObject({ source: { kind: 'backup', backupId: 'b2' } });
  expect(bridge.inputsOf('history.restore')[0]?.paths).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Restore all 3' }));
  await waitFor(() => expect(bridge.inputsOf('history.restore')[1]?.paths).toHaveLength(3));
  await notification('Restore 3 files');
});

test('files that are like the backup already are not said to be restored', async () => {
  opened = await openWindow('backups', {
    'history.restore': () => ({ operationId: '', title: 'Restore 3 files', undoable: false, changedPaths: [] }),
  });
  await opened.user.click(await row(/^Before: discard 3 files/));
  await opened.user.click(await screen.findByRole('button', { name: 'Restore all 3' }));
  await notification('The files are already like this');
  const region = screen.getByRole('region', { name: 'Notifications' });
  expect(within(region).queryByText('Restore 3 files')).toBeNull();
});

test('verifying says what was read, and names what is damaged', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('button', { name: 'Verify all' }));
  await notification('5 backups, 231 contents');
  bridge.answer({
    'vault.verify': () => ({
      checkedAt: '2026-03-01T10:00:00Z',
      backups: 1,
      blobs: 3,
      sizeBytes: 10,
      damaged: [{ backupId: 'b8', paths: ['a.yaml'] }],
    }),
  });
  await user.keyboard('v');
  await notification(/These files cannot be restored from here: a.yaml/);
  expect(bridge.inputsOf('vault.verify').map(({ backupId }) => backupId)).toEqual([null, 'b8']);
});

test('a new backup shows up when it was made', async () => {
  opened = await openWindow('backups', { 'vault.list': () => ({ backups: [], sizeBytes: 0, location: '/vault' }) });
  const { user, bridge } = opened;
  expect(await screen.findByText(/There was nothing to keep yet/)).toBeTruthy();
  bridge.answer({ 'vault.list': () => ({ backups: [backups[2]!], sizeBytes: 9, location: '/vault' }) });
  const [button] = await screen.findAllByRole('button', { name: 'Back up now' });
  await user.click(button!);
  expect(await row(/^By hand/)).toBeTruthy();
  await notification('Backed up 214 files');
});
