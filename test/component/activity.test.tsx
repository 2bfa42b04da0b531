import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { failing } from '../support/fake-bridge';
import { operations } from '../support/gallery/sample-history';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const row = async (name: RegExp): Promise<HTMLElement> =>
  within(await screen.findByRole('grid', { name: 'Operations' })).findByRole('row', { name });

test('one operation is undone by its button', async () => {
  opened = await openWindow('activity');
  const { user, bridge } = opened;
  await user.click(await row(/^Stage 2 files, Done/));
  await user.click(await screen.findByRole('button', { name: 'Undo this' }));
  const stage = operations.find((operation) => operation.kind === 'stage');
  await waitFor(() =>
    expect(bridge.inputsOf('operations.undo')).toEqual([{ projectId: 'p1', operationId: stage?.operationId }]),
  );
});

test('going back undoes the newer ones first, and stops where it does not work', async () => {
  opened = await openWindow('activity', {
    'operations.undo': ({ operationId }) =>
      operationId === operations[2]?.operationId
        ? failing({ code: 'not-undoable', operationId: operationId ?? '', reason: 'The file changed since.' })
        : { operationId: 'u', title: 'Undo', undoable: true, changedPaths: [] },
  });
  const { user, bridge } = opened;
  await user.click(await row(/^Commit “Give/));
  await user.click(await screen.findByRole('button', { name: 'Go back to before this (4)' }));
  await notification(/^Stopped before “Stage 2 files”/);
  expect(bridge.inputsOf('operations.undo').map(({ operationId }) => operationId)).toEqual(
    operations.slice(0, 3).map(({ operationId }) => operationId),
  );
  await notification('2 operations undone; each is in the log and can be redone.');
});

test('what cannot be undone says why', async () => {
  opened = await openWindow('activity');
  await opened.user.click(await row(/^Save leaf-07.yaml, Failed, taken back/));
  expect(await screen.findByText(/It cannot be undone: it did not happen/)).toBeTruthy();
  expect((await screen.findByRole('button', { name: 'Undo this' })).hasAttribute('disabled')).toBe(true);
});

test('leads to the history of a file', async () => {
  opened = await openWindow('activity');
  await opened.user.click(await row(/^Restore vpc-storage.yaml/));
  await opened.user.click(await screen.findByRole('button', { name: /^History of .*vpc-storage.yaml/ }));
  expect(await screen.findByRole('heading', { name: /^History of/ })).toBeTruthy();
});

test('an empty log says what will be in it', async () => {
  opened = await openWindow('activity', { 'operations.list': () => ({ operations: [], undo: null, redo: null }) });
  expect(await screen.findByText(/can be undone from here/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Undo last' }).hasAttribute('disabled')).toBe(true);
});

test('a damaged log says so, above what can be read', async () => {
  const damage = ['The operations log is damaged: 202603.jsonl, line 3: damaged.'];
  opened = await openWindow('activity', {
    'operations.list': () => ({ operations: [...operations], undo: null, redo: null, damage }),
  });
  const { user } = opened;
  expect(
    await screen.findByText(/^The operations log is damaged: 202603.jsonl, line 3: damaged\. What is/),
  ).toBeTruthy();
  expect(await row(/^Stage 2 files/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Audit trail' }));
  expect(await screen.findByText(/records is whole/)).toBeTruthy();
});

test('a log of which nothing can be read is not called empty', async () => {
  const damage = ['The operations log is damaged: 202603.jsonl, line 1: damaged.'];
  opened = await openWindow('activity', {
    'operations.list': () => ({ operations: [], undo: null, redo: null, damage }),
  });
  expect(await screen.findByText('None of the operations can be read.')).toBeTruthy();
  expect(screen.queryByText(/can be undone from here/)).toBeNull();
});

test('a checkpoint is deleted by its key, and Undo brings it back', async () => {
  opened = await openWindow('activity');
  const { user, bridge } = opened;
  await screen.findByRole('grid', { name: 'Operations' });
  await user.keyboard('k');
  await screen.findByRole('row', { name: /^Before the maintenance window/ });
  await user.keyboard('{Delete}');
  await notification('Checkpoint “Before the maintenance window” deleted');
  expect(bridge.inputsOf('checkpoints.delete')).toEqual([{ projectId: 'p1', backupId: 'c2' }]);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await notification('The checkpoint “Before the maintenance window” is back');
  expect(bridge.inputsOf('vault.pin')).toEqual([{ projectId: 'p1', backupId: 'c2', pinned: true }]);
});

test('an undo that would be a commit says so before', async () => {
  opened = await openWindow('activity', {
    'operations.preview-undo': ({ operationId }) => ({
      operationId: operationId ?? '',
      title: 'Commit',
      how: 'revert-commit',
      sentence: 'Its commit is on origin/main already, so others may have it.',
    }),
  });
  await opened.user.click(await row(/^Commit “Give/));
  expect(await screen.findByRole('button', { name: 'Undo by a new commit' })).toBeTruthy();
  expect(screen.getByText(/Its commit is on origin\/main already/)).toBeTruthy();
});

test('one older operation is reverted by its key', async () => {
  opened = await openWindow('activity');
  const { user, bridge } = opened;
  await user.click(await row(/^Restore vpc-storage.yaml/));
  expect(await screen.findByText('612 B → 632 B')).toBeTruthy();
  await user.keyboard('r');
  await notification('Revert: Save');
  expect(bridge.inputsOf('operations.revert')).toEqual([{ projectId: 'p1', operationId: 'o9' }]);
});

test('a checkpoint is made, shows what going back changes, and says what was compared', async () => {
  opened = await openWindow('activity');
  const { user, bridge } = opened;
  await screen.findByRole('grid', { name: 'Operations' });
  await user.keyboard('k');
  expect(await screen.findByRole('row', { name: /^Before the maintenance window, 214 files/ })).toBeTruthy();
  expect(await screen.findByText('deleted')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Make a checkpoint…' }));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'noon{Enter}');
  await notification('Checkpoint “noon”');
  expect(bridge.inputsOf('checkpoints.create')).toEqual([{ projectId: 'p1', name: 'noon' }]);
  await user.click(screen.getByRole('button', { name: 'Go back to this' }));
  await notification(/Compared afterwards: 214 files, 6 branches, tags and stashes/);
  expect(bridge.inputsOf('checkpoints.roll-back')).toEqual([{ projectId: 'p1', backupId: 'c2' }]);
});

test('the audit trail says what is proven and what is not, and names refusals', async () => {
  opened = await openWindow('activity', { 'projects.choose-folder': () => ({ path: '/media/stick' }) });
  const { user } = opened;
  await user.click(await screen.findByRole('radio', { name: 'Audit trail' }));
  expect(await screen.findByText(/^The trail of \d+ records is whole\.$/)).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Not proven' })).toBeTruthy();
  expect(screen.getByText('refused: locked-by-other')).toBeTruthy();
  await user.keyboard('e');
  await notification(/records exported/);
});

test('a held lock only says why; one that nobody holds is put aside', async () => {
  const lock = { path: '/r/.git/index.lock', name: 'index.lock', ageMs: 65_000, pid: 4711, ownerAlive: true };
  opened = await openWindow('activity', {
    'locks.list': () => ({
      holder: null,
      git: [{ ...lock, keptBecause: 'A git process works in this repository now.' }],
    }),
  });
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('radio', { name: 'Locks' }));
  expect(await screen.findByText(/65 s old, process 4711/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Put aside index.lock' }).hasAttribute('disabled')).toBe(true);
  bridge.answer({
    'locks.list': () => ({ holder: null, git: [{ ...lock, ownerAlive: false, keptBecause: null }] }),
  });
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Put aside index.lock' }).hasAttribute('disabled')).toBe(false),
  );
  await user.click(screen.getByRole('button', { name: 'Put aside index.lock' }));
  await notification('Put the lock aside');
  expect(bridge.inputsOf('locks.remove')).toEqual([{ projectId: 'p1', path: '/r/.git/index.lock' }]);
});

test('what is wrong with the trail is shown, exported, and accepted by name', async () => {
  const broken = {
    records: 3,
    seals: 0,
    sound: false,
    problems: ['Line 2 (sha256 ab): damaged.'],
    accepted: [] as string[],
    lines: ['#{"version":1'],
    look: 'f00d' as string | null,
    proven: [],
    notProven: [],
  };
  const rested = {
    ...broken,
    sound: true,
    problems: [],
    lines: [],
    look: null,
    accepted: ['Line 2: damaged. Accepted'],
  };
  let accepted = false;
  opened = await openWindow('activity', {
    'audit.verify': () => (accepted ? rested : broken),
    'audit.accept': () => {
      accepted = true;
      return rested;
    },
  });
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('radio', { name: 'Audit trail' }));
  await user.click(await screen.findByRole('button', { name: 'Accept…' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Accept what is wrong?' });
  expect(within(dialog).getByText('Line 2 (sha256 ab): damaged.')).toBeTruthy();
  expect(within(dialog).getByText('#{"version":1')).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Accept' }));
  expect(await screen.findByText(/is whole, but for what was accepted/)).toBeTruthy();
  expect(screen.getByText('Line 2: damaged. Accepted')).toBeTruthy();
  expect(bridge.inputsOf('audit.accept')).toEqual([{ projectId: 'p1', look: 'f00d' }]);
});
