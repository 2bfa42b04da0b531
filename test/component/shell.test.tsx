import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { registerCommands, type Command } from '../../src/renderer/app/commands/commands';
import { enterProject } from '../../src/renderer/app/project-store';
import { failing } from '../support/fake-bridge';
import { sampleProject } from '../support/gallery/sample-answers';
import { cleanStatus, entry, mergingStatus } from '../support/gallery/sample-status';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

describe('the way between screens', () => {
  test('by key, by click, and the place is said', async () => {
    opened = await openWindow('changes');
    const { user } = opened;
    await user.keyboard('{Control>}5{/Control}');
    expect(await screen.findByRole('treegrid', { name: 'Timeline' })).toBeTruthy();
    expect(document.title).toContain('Timeline');
    const rail = screen.getByRole('navigation', { name: 'Screens' });
    expect(
      within(rail)
        .getByRole('button', { name: /Timeline/ })
        .getAttribute('aria-current'),
    ).toBe('page');
    await user.click(within(rail).getByRole('button', { name: /Backups/ }));
    expect(await screen.findByRole('grid', { name: 'Backups' })).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain('Backups'));
  });

  test('only Settings works without a repository', async () => {
    opened = await openWindow('welcome');
    const rail = screen.getByRole('navigation', { name: 'Screens' });
    expect(
      within(rail)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(['Repositories', 'SettingsCtrl,']);
    await opened.user.keyboard('{Control>}1{/Control}');
    expect(screen.getByRole('main', { name: 'Repositories' })).toBeTruthy();
  });
});

describe('the palette', () => {
  test('finds a command by some of its letters and runs it', async () => {
    opened = await openWindow('changes');
    const { user } = opened;
    await screen.findByRole('treegrid', { name: 'Changed files' });
    await user.keyboard('{Control>}k{/Control}');
    const box = await screen.findByRole('combobox', { name: 'Search and commands' });
    await user.type(box, 'gotime{Enter}');
    expect(await screen.findByRole('treegrid', { name: 'Timeline' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  test('leads to a changed file', async () => {
    opened = await openWindow('timeline');
    const { user } = opened;
    await screen.findByRole('treegrid', { name: 'Timeline' });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search and commands' }), 'server-11{Enter}');
    const row = await screen.findByRole('row', { name: /server-11.yaml/ });
    await waitFor(() => expect(row.getAttribute('aria-selected')).toBe('true'));
  });

  test('a dialog that it opened gives the keys back to where they were before both', async () => {
    opened = await openWindow('timeline');
    const list = await screen.findByRole('treegrid', { name: 'Timeline' });
    await waitFor(() => expect(document.activeElement).toBe(list));
    await opened.user.keyboard('{Control>}k{/Control}');
    await opened.user.type(await screen.findByRole('combobox', { name: 'Search and commands' }), 'when was{Enter}');
    await screen.findByRole('dialog', { name: 'When was a value used?' });
    await opened.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(list));
  });

  test('says when nothing answers, and leaves out what cannot run', async () => {
    opened = await openWindow('welcome');
    const { user } = opened;
    await user.keyboard('{Control>}k{/Control}');
    const box = await screen.findByRole('combobox', { name: 'Search and commands' });
    expect(screen.queryByRole('option', { name: /Back up now/ })).toBeNull();
    await user.type(box, 'qqqq');
    expect(await screen.findByText(/Nothing answers this/)).toBeTruthy();
    await user.keyboard('{Escape}{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });
});

test('the list of shortcuts is the registry’s', async () => {
  opened = await openWindow('changes');
  await screen.findByRole('treegrid', { name: 'Changed files' });
  await opened.user.keyboard('?');
  const dialog = await screen.findByRole('dialog', { name: 'Shortcuts' });
  expect(within(dialog).getByText('Stage everything')).toBeTruthy();
  expect(within(dialog).getByText('Go to Backups')).toBeTruthy();
});

describe('keys', () => {
  const pressed = vi.fn();
  const command = (more: Partial<Command>): Command => ({ id: 'x', title: 'X', group: 'Test', run: pressed, ...more });

  test('a command that cannot run leaves its key to the next', async () => {
    opened = await openWindow('settings');
    const other = vi.fn();
    const stop = registerCommands([
      command({ id: 'closed', keys: ['X'], when: () => false }),
      command({ id: 'open', keys: ['X'], run: other }),
    ]);
    await opened.user.keyboard('x');
    expect(pressed).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledTimes(1);
    stop();
  });

  test('nothing behind a dialog runs', async () => {
    opened = await openWindow('settings');
    const stop = registerCommands([command({ keys: ['X', 'Mod+X'] })]);
    await opened.user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Shortcuts' });
    await opened.user.keyboard('x{Control>}x{/Control}');
    expect(pressed).not.toHaveBeenCalled();
    stop();
  });

  test('⌘Z outside of a text takes back the last operation', async () => {
    opened = await openWindow('backups');
    await screen.findByRole('grid', { name: 'Backups' });
    await waitFor(() => expect(opened.bridge.inputsOf('operations.list')).not.toEqual([]));
    await opened.user.keyboard('{Control>}z{/Control}');
    await waitFor(() =>
      expect(opened.bridge.inputsOf('operations.undo')).toEqual([{ projectId: 'p1', operationId: null }]),
    );
    await notification(/^Undo: restore/);
  });
});

describe('the status bar', () => {
  test('says how far the branch is, when the last backup was, and who watches', async () => {
    opened = await openWindow('changes');
    const bar = screen.getByRole('contentinfo', { name: 'Status' });
    expect(await within(bar).findByText('2 ahead of, 3 behind origin/main')).toBeTruthy();
    expect(await within(bar).findByText(/^\d min ago$/)).toBeTruthy();
    expect(within(bar).getByText('Watching')).toBeTruthy();
    opened.bridge.answer({
      'changes.status': () => ({ ...cleanStatus, watching: 'polling', watchingReason: 'No watcher is left.' }),
    });
    opened.bridge.emit({
      kind: 'watching-changed',
      projectId: 'p1',
      revision: 1,
      watching: 'polling',
      reason: 'No watcher is left.',
    });
    expect(await within(bar).findByText('Checking every 30 s')).toBeTruthy();
    await notification('No watcher is left.');
  });

  test('shows what takes long, and cancels it', async () => {
    let finish: () => void = () => undefined;
    opened = await openWindow('backups', {
      'vault.verify': () =>
        new Promise((resolve) => {
          finish = () => resolve(failing({ code: 'cancelled' }));
        }),
    });
    const { user, bridge } = opened;
    await user.click(await screen.findByRole('button', { name: 'Verify all' }));
    const callId = bridge.recorded.find((call) => call.name === 'vault.verify')?.callId ?? '';
    act(() => bridge.emit({ kind: 'progress', callId, title: 'Verifying', done: 3, total: 9, unit: 'backups' }));
    expect(await screen.findByText('Verifying · 3 of 9 backups')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel: Verifying' }));
    expect(bridge.cancelled).toContain(callId);
    act(() => finish());
    await waitFor(() => expect(screen.queryByText(/Verifying ·/)).toBeNull());
    await notification('Cancelled');
  });
});

describe('when something is wrong', () => {
  test('a missing git fills the window, until there is one', async () => {
    opened = await openWindow('welcome', { 'app.check-git': () => failing({ code: 'git-missing' }) });
    expect(await screen.findByText('Git was not found')).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    opened.bridge.answer({ 'app.check-git': () => ({ version: '2.47.1', path: '/usr/bin/git' }) });
    await opened.user.click(screen.getByRole('button', { name: 'Look for git again' }));
    expect(await screen.findByRole('navigation', { name: 'Screens' })).toBeTruthy();
  });

  test('a screen that crashes has a reference, and the rest lives on', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    opened = await openWindow('changes', {
      'changes.status': () => ({ ...mergingStatus, entries: [{ ...entry('a', 'added', 'added'), conflict: null }] }),
      'changes.compare': () => Promise.reject(new Error('no answer at all')),
    });
    expect(await screen.findByText(/Something went wrong in Selvedge/)).toBeTruthy();
    silent.mockRestore();
  });
});

test('nothing of one repository is shown as another’s', async () => {
  opened = await openWindow('changes');
  const { user, bridge } = opened;
  await screen.findByRole('row', { name: /server-11.yaml/ });
  await user.type(screen.getByRole('textbox', { name: 'Commit message' }), 'for the first');
  bridge.answer({ 'changes.status': () => new Promise(() => undefined) });
  act(() => enterProject({ ...sampleProject, projectId: 'p2', name: 'lab-west', root: '/home/ines/src/lab-west' }));
  expect(screen.queryByRole('row', { name: /server-11.yaml/ })).toBeNull();
  expect(bridge.inputsOf('projects.close')).toEqual([{ projectId: 'p1' }]);
  bridge.answer({ 'changes.status': () => ({ ...cleanStatus, entries: [entry('b.yaml', 'added', 'unchanged')] }) });
  await user.keyboard('{F5}');
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Commit message' });
  expect(box.value).toBe('');
});
