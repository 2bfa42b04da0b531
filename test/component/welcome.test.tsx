import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failing } from '../support/fake-bridge';
import { recent, sampleProject } from '../support/gallery/sample-answers';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const list = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Recent repositories' });
const row = async (name: RegExp): Promise<HTMLElement> => within(await list()).getByRole('row', { name });

describe('recent repositories', () => {
  test('are opened with Enter', async () => {
    opened = await openWindow('welcome');
    await waitFor(async () => expect(document.activeElement).toBe(await list()));
    await opened.user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(opened.bridge.inputsOf('projects.open')).toMatchObject([{ path: recent[1]?.path }]));
    expect(await screen.findByRole('main', { name: 'Changes' })).toBeTruthy();
    expect(screen.getByRole('button', { name: `Repository: ${sampleProject.name}` })).toBeTruthy();
  });

  test('a missing one keeps its row, and is located', async () => {
    opened = await openWindow('welcome', { 'projects.choose-folder': () => ({ path: '/srv/moved' }) });
    await waitFor(async () => expect(document.activeElement).toBe(await list()));
    await opened.user.keyboard('{ArrowDown}{ArrowDown}l');
    await waitFor(() => expect(opened.bridge.inputsOf('projects.open')).toMatchObject([{ path: '/srv/moved' }]));
    await waitFor(() => expect(opened.bridge.inputsOf('projects.forget')).toEqual([{ path: recent[2]?.path }]));
  });

  test('a row is removed without touching the folder', async () => {
    opened = await openWindow('welcome');
    expect(await row(/Folder not found/)).toBeTruthy();
    await opened.user.keyboard('{End}{Delete}');
    await waitFor(() => expect(opened.bridge.inputsOf('projects.forget')).toEqual([{ path: recent[3]?.path }]));
    await notification('Its folder was not touched.');
    await waitFor(() => expect(opened.bridge.inputsOf('projects.recent').length).toBeGreaterThan(1));
  });

  test('none yet: one sentence, one button', async () => {
    opened = await openWindow('welcome', { 'projects.recent': () => [] });
    expect(await screen.findByText(/Repositories that you open are listed here/)).toBeTruthy();
    await opened.user.click(screen.getByRole('button', { name: 'Open the demo' }));
    expect(await screen.findByRole('main', { name: 'Changes' })).toBeTruthy();
  });
});

describe('opening', () => {
  test('says what is wrong with a folder, and offers another', async () => {
    opened = await openWindow('welcome', {
      'projects.open': () => failing({ code: 'not-a-repository', path: sampleProject.root }),
    });
    await list();
    await opened.user.keyboard('{Control>}o{/Control}');
    const alert = await screen.findByText(/not a git repository|no git repository|not a repository/i);
    expect(alert).toBeTruthy();
    expect(await list()).toBeTruthy();
  });

  test('nothing happens when the dialog is closed', async () => {
    opened = await openWindow('welcome', { 'projects.choose-folder': () => ({ path: null }) });
    await opened.user.click(await screen.findByRole('button', { name: /Open folder/ }));
    await waitFor(() => expect(opened.bridge.inputsOf('projects.choose-folder')).toHaveLength(1));
    expect(opened.bridge.inputsOf('projects.open')).toEqual([]);
  });

  test('a dropped address is opened', async () => {
    opened = await openWindow('welcome');
    const heading = await screen.findByRole('heading', { name: 'Selvedge' });
    const drop = createEvent.drop(heading);
    Object.defineProperty(drop, 'dataTransfer', { value: { getData: () => 'file:///srv/fabric%20one' } });
    fireEvent(heading, drop);
    expect(drop.defaultPrevented).toBe(true);
    await waitFor(() => expect(opened.bridge.inputsOf('projects.open')).toMatchObject([{ path: '/srv/fabric one' }]));
  });

  test('what the app was started with is opened, once', async () => {
    opened = await openWindow('welcome', { 'projects.take-startup-path': () => ({ path: '/srv/started' }) });
    expect(await screen.findByRole('main', { name: 'Changes' })).toBeTruthy();
    expect(opened.bridge.inputsOf('projects.open')).toMatchObject([{ path: '/srv/started' }]);
  });
});
