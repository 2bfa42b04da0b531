import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { backupFiles, backups } from '../support/gallery/sample-history';
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
  await user.click(screen.getByRole('button', { name: 'Restore all 3…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Restore 3 files' });
  expect(await within(dialog).findAllByText('replaced')).toHaveLength(3);
  expect(bridge.inputsOf('history.restore')).toHaveLength(1);
  await user.click(within(dialog).getByRole('button', { name: 'Restore 3 files' }));
  await waitFor(() => expect(bridge.inputsOf('history.restore')[1]?.paths).toHaveLength(3));
  await notification('Restore 3 files');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('chosen files, and those of a folder, come back with a preview', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await row(/^Before: discard 3 files/));
  const files = await screen.findByRole('grid', { name: 'Files of this backup' });
  const [first, second] = within(files).getAllByRole('row');
  await user.click(first!);
  await user.keyboard('{Shift>}');
  await user.click(second!);
  await user.keyboard('{/Shift}');
  await user.click(await screen.findByRole('button', { name: 'Restore 2 files…' }));
  expect(await screen.findAllByText('replaced')).toHaveLength(2);
  expect(bridge.inputsOf('history.preview-restore')[0]?.paths).toHaveLength(2);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('history.restore')[0]?.paths).toHaveLength(2));
});

test('files whose bytes are forgotten or lost say so, and are not offered', async () => {
  const files = [
    { ...backupFiles[0]!, gone: { forgottenAt: '2026-03-01T10:00:00Z' } },
    { ...backupFiles[1]!, gone: { forgottenAt: null } },
    backupFiles[2]!,
  ];
  opened = await openWindow('backups', { 'vault.show': () => ({ backup: backups[1]!, files }) });
  const { user, bridge } = opened;
  await user.click(await row(/^Before: discard 3 files/));
  const list = await screen.findByRole('grid', { name: 'Files of this backup' });
  const [forgotten, lost, stored] = within(list).getAllByRole('row');
  expect(forgotten!.textContent).toMatch(/forgotten .*2026/);
  expect(lost!.textContent).toContain('stored bytes are lost');
  await user.click(lost!);
  expect(screen.queryByRole('button', { name: /^Restore all/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Restore the/ })).toBeNull();
  await user.keyboard('r');
  expect(bridge.inputsOf('history.restore')).toHaveLength(0);
  await user.click(stored!);
  await user.click(screen.getByRole('button', { name: 'Restore file' }));
  await waitFor(() => expect(bridge.inputsOf('history.restore')[0]?.paths).toEqual([files[2]!.path]));
});

test('pin, and the way back', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await row(/^By hand, 214 files/));
  await user.click(await screen.findByRole('button', { name: 'Unpin' }));
  await waitFor(() => expect(bridge.inputsOf('vault.pin')[0]).toMatchObject({ backupId: 'b102', pinned: false }));
});

test('export asks where, and writes a folder of its own there', async () => {
  opened = await openWindow('backups', { 'projects.choose-folder': () => ({ path: '/media/stick' }) });
  const { user, bridge } = opened;
  await user.click(await row(/^By hand, 214 files/));
  await screen.findByRole('button', { name: 'Unpin' });
  await user.keyboard('e');
  await notification('Exported');
  expect(bridge.inputsOf('vault.export')[0]).toMatchObject({ as: 'folder', backupId: 'b102' });
  expect(bridge.inputsOf('vault.export')[0]?.folder).toMatch(/^\/media\/stick\/selvedge-\d{4}-\d\d-\d\dT/);
});

test('retention shows disk use and what the rules would let go, and does it', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('button', { name: 'Disk use and retention…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Disk use and retention' });
  expect(await within(dialog).findByRole('img', { name: /added since .* on the busiest day$/ })).toBeTruthy();
  expect(await within(dialog).findByText(/4 backups stay: Younger than 30 days/)).toBeTruthy();
  expect(within(dialog).getByText(/can be undone for 90 days, the last 200 operations/)).toBeTruthy();
  expect(within(dialog).getByText(/Edited elsewhere: leaf-07.yaml: A newer one stands/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Let 1 backup go' }));
  await notification(/^1 backup let go/);
  expect(bridge.inputsOf('vault.prune').map(({ dryRun }) => dryRun)).toContain(false);
});

test('forgetting says first what cannot be erased, and nothing is erased without its button', async () => {
  opened = await openWindow('backups');
  const { user, bridge } = opened;
  await user.click(await row(/^Before: discard 3 files/));
  await user.click(await screen.findByRole('button', { name: 'More for this backup' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Forget .* everywhere…/ }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Forget everywhere?' });
  expect(await within(dialog).findByText(/still in git’s objects/)).toBeTruthy();
  expect(bridge.inputsOf('vault.forget').every(({ dryRun }) => dryRun)).toBe(true);
  await user.click(within(dialog).getByRole('button', { name: 'Forget everywhere' }));
  await waitFor(() => expect(bridge.inputsOf('vault.forget').at(-1)).toMatchObject({ dryRun: false }));
  await notification('Forgotten');
});

test('damage is said where it is, and repaired from other copies', async () => {
  opened = await openWindow('backups', {
    'vault.verify': () => ({
      checkedAt: '2026-03-01T10:00:00Z',
      backups: 5,
      blobs: 231,
      sizeBytes: 10,
      damaged: [{ backupId: 'b8', paths: ['vpc-storage.yaml'] }],
      packs: [],
      unreadable: 0,
      operations: [],
    }),
  });
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('button', { name: 'Verify all' }));
  const found = await screen.findByRole('dialog', { name: 'What was found' });
  expect(within(found).getByText('vpc-storage.yaml')).toBeTruthy();
  await user.click(within(found).getByRole('button', { name: 'Close' }));
  expect(
    await screen.findByText('1 backup cannot restore everything: stored bytes were damaged or forgotten.'),
  ).toBeTruthy();
  expect(await screen.findByText(/1 file here cannot be restored/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Repair from other copies' }));
  await notification(/Repaired: 1 content from the second vault/);
  expect(bridge.inputsOf('vault.heal')).toHaveLength(1);
  await waitFor(() => expect(screen.queryByText(/cannot restore everything/)).toBeNull());
});

test('files that are like the backup already are not said to be restored', async () => {
  opened = await openWindow('backups', {
    'history.restore': () => ({ operationId: '', title: 'Restore 3 files', undoable: false, changedPaths: [] }),
  });
  await opened.user.click(await row(/^Before: discard 3 files/));
  await opened.user.click(await screen.findByRole('button', { name: 'Restore all 3…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Restore 3 files' }));
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
      packs: [],
      unreadable: 0,
      operations: [],
    }),
  });
  await user.keyboard('v');
  const found = await screen.findByRole('dialog', { name: 'What was found' });
  expect(within(found).getByRole('region', { name: /1 file cannot be restored$/ }).textContent).toContain('a.yaml');
  expect(bridge.inputsOf('vault.verify').map(({ backupId }) => backupId)).toEqual([null, 'b8']);
});

test('what verifying found besides files is said in words, and what repair could not mend stays', async () => {
  opened = await openWindow('backups', {
    'vault.verify': () => ({
      checkedAt: '2026-03-01T10:00:00Z',
      backups: 4,
      blobs: 231,
      sizeBytes: 10,
      damaged: [],
      packs: [{ pack: 'ab'.repeat(32), problem: 'missing' }],
      unreadable: 2,
      operations: ['o-1-aa'],
    }),
    'vault.heal': () => ({
      damaged: 3,
      healed: [],
      quarantined: [],
      affected: [],
      lost: ['pack abababab with 12 records'],
    }),
  });
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: 'Verify all' }));
  const found = await screen.findByRole('dialog', { name: 'What was found' });
  expect(within(found).getByText('Pack abababababab… is not there any more.')).toBeTruthy();
  expect(within(found).getByText('2 backups cannot be read at all; nobody can say what they had.')).toBeTruthy();
  expect(within(found).getByText('What operation o-1-aa changed is lost; it cannot be undone.')).toBeTruthy();
  await user.click(within(found).getByRole('button', { name: 'Repair from other copies' }));
  expect(await within(found).findByText('Lost: pack abababab with 12 records')).toBeTruthy();
});

test('backups that cannot be read are never shown as none', async () => {
  opened = await openWindow('backups', {
    'vault.list': () => ({ backups: [], unreadable: 3, sizeBytes: 10, location: '/vault' }),
  });
  expect(await screen.findByText('3 backups cannot be read, and so are not listed.')).toBeTruthy();
  expect(screen.queryByText(/There was nothing to keep yet/)).toBeNull();
});

test('what should have been erased and was not stays in sight', async () => {
  const report = { contents: 1, backups: 1, drafts: 0, decisions: 0, remains: ['The files in the working tree.'] };
  const stubborn = 'Pack /vault/packs/a.pack: the disk refused it (EACCES).';
  opened = await openWindow('backups', {
    'vault.forget': ({ dryRun }) => ({ ...report, dryRun, freedBytes: 0, notErased: dryRun ? [] : [stubborn] }),
  });
  const { user } = opened;
  await user.click(await row(/^Before: discard 3 files/));
  await user.click(await screen.findByRole('button', { name: 'More for this backup' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Forget .* everywhere…/ }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Forget everywhere?' });
  await user.click(await within(dialog).findByRole('button', { name: 'Forget everywhere' }));
  expect(await screen.findByText(stubborn)).toBeTruthy();
  expect(screen.queryByText('Forgotten')).toBeNull();
});

test('retention says why it waits', async () => {
  const waits = 'The clock is 393 days ahead of the time that was seen pass here.';
  opened = await openWindow('backups', {
    'vault.prune': ({ dryRun }) => ({
      dryRun,
      decisions: [],
      marked: [],
      removed: [],
      commits: [],
      freedBytes: 0,
      waits,
    }),
  });
  await opened.user.click(await screen.findByRole('button', { name: 'Disk use and retention…' }));
  expect(await screen.findByText(waits)).toBeTruthy();
});

test('retention says of each what undo needs it for, and whose undo ends', async () => {
  const because = '“Discard 3 files” (o-1) can be undone until 2027-02-21';
  opened = await openWindow('backups', {
    'vault.prune': ({ dryRun }) => ({
      dryRun,
      decisions: [{ backupId: 'b-1', keep: true, because, forUndo: true }],
      marked: [],
      removed: [],
      ending: [{ operationId: 'o-0', title: 'Old', because: '“Old” (o-0) could be undone until 2026-01-01' }],
      commits: [],
      freedBytes: 0,
      waits: null,
    }),
  });
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: 'Disk use and retention…' }));
  await user.click(await screen.findByText('1 backup stays for undo'));
  expect(screen.getByText(because)).toBeTruthy();
  expect(screen.getByText(/“Old” \(o-0\) could be undone/)).toBeTruthy();
  expect(screen.getByText(/can be undone for 90 days, the last 200 operations/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Let undo of 1 operation go' })).toBeTruthy();
});

test('a checkpoint is no pinned backup: it is deleted, and brought back', async () => {
  const named = (deleted: boolean) => ({
    ...backups[2]!,
    why: 'noon',
    pinned: !deleted,
    checkpoint: { name: 'noon', deleted },
  });
  let deleted = false;
  opened = await openWindow('backups', {
    'vault.list': () => ({ backups: [named(deleted)], unreadable: 0, sizeBytes: 9, location: '/vault' }),
    'vault.show': () => ({ backup: named(deleted), files: [] }),
    'checkpoints.delete': ({ backupId }) => {
      deleted = true;
      return { backupId, name: 'noon', at: backups[2]!.at, fileCount: 214, sizeBytes: 9 };
    },
  });
  const { user, bridge } = opened;
  expect(await screen.findByText('Checkpoint: kept until it is deleted')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Delete checkpoint' }));
  await notification(/pinning it brings this back/);
  expect(await screen.findByText('deleted checkpoint')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('vault.pin')).toHaveLength(1));
  expect(bridge.inputsOf('vault.pin')[0]).toMatchObject({ backupId: 'b102', pinned: true });
});

test('a new backup shows up when it was made', async () => {
  opened = await openWindow('backups', {
    'vault.list': () => ({ backups: [], unreadable: 0, sizeBytes: 0, location: '/vault' }),
  });
  const { user, bridge } = opened;
  expect(await screen.findByText(/There was nothing to keep yet/)).toBeTruthy();
  bridge.answer({ 'vault.list': () => ({ backups: [backups[2]!], unreadable: 0, sizeBytes: 9, location: '/vault' }) });
  const [button] = await screen.findAllByRole('button', { name: 'Back up now' });
  await user.click(button!);
  expect(await row(/^By hand/)).toBeTruthy();
  await notification('Backed up 214 files');
});
