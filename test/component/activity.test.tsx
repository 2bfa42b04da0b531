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
