import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findCommand, isEnabled } from '../../src/renderer/app/commands/commands';
import { statusQuery } from '../../src/renderer/app/project-store';
import { refresh } from '../../src/renderer/app/client/refresh';
import { failing } from '../support/fake-bridge';
import { busyStatus, cleanStatus, entry, mergingStatus } from '../support/gallery/sample-status';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const list = (): Promise<HTMLElement> => screen.findByRole('treegrid', { name: 'Changed files' });
const row = async (name: RegExp): Promise<HTMLElement> => within(await list()).getByRole('row', { name });

describe('the list', () => {
  test('groups what changed and chooses the first file', async () => {
    opened = await openWindow('changes');
    expect((await row(/^Staged, 3/)).getAttribute('aria-expanded')).toBe('true');
    expect((await row(/leaf-01--spine-02/)).getAttribute('aria-selected')).toBe('true');
    await screen.findByRole('figure', { name: /HEAD compared with Index/ });
  });

  test('spells out characters that hide', async () => {
    opened = await openWindow('changes');
    await list();
    expect(screen.getByText(String.raw`maintenance \u{202e}gpj.window.md`)).toBeTruthy();
  });

  test('is worked through with the keyboard alone', async () => {
    opened = await openWindow('changes');
    const { user, bridge } = opened;
    await list();
    await waitFor(async () => expect(document.activeElement).toBe(await list()));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}s');
    await waitFor(() => expect(bridge.inputsOf('changes.stage')).toHaveLength(1));
    expect(bridge.inputsOf('changes.stage')[0]?.paths.map((path) => path.split('/').at(-1))).toEqual([
      'vpc-storage--server-04.yaml',
      'internet-edge.yaml',
    ]);
    await notification('Stage 2 files');
  });

  test('closes and opens a group from its head', async () => {
    opened = await openWindow('changes');
    const { user } = opened;
    await list();
    await user.keyboard('{Home}{ArrowLeft}');
    await waitFor(async () => expect((await row(/^Staged, 3/)).getAttribute('aria-expanded')).toBe('false'));
    expect(within(await list()).queryByRole('row', { name: /leaf-01--spine-02/ })).toBeNull();
    await user.keyboard('{ArrowRight}');
    await row(/leaf-01--spine-02/);
  });

  test('filters by path and says when nothing matches', async () => {
    opened = await openWindow('changes');
    const { user } = opened;
    await list();
    await user.keyboard('/');
    await user.keyboard('server-11');
    await waitFor(async () => expect(within(await list()).getAllByRole('row')).toHaveLength(2));
    await user.keyboard('zzz');
    expect(await screen.findByText(/No changed path contains/)).toBeTruthy();
  });

  test('draws only what fits of 25,000 files', async () => {
    const entries = Array.from({ length: 25_000 }, (_, at) => entry(`f/${at}.yaml`, 'unchanged', 'modified'));
    opened = await openWindow('changes', { 'changes.status': () => ({ ...cleanStatus, entries }) });
    expect((await list()).getAttribute('aria-rowcount')).toBe('25001');
    expect(within(await list()).getAllByRole('row').length).toBeLessThan(200);
  });
});

describe('discarding', () => {
  test('asks nothing, and offers Undo', async () => {
    opened = await openWindow('changes');
    const { user, bridge } = opened;
    await user.click(await row(/server-11.yaml/));
    await user.keyboard('{Delete}');
    await notification('Discard 1 file');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ projectId: 'p1', operationId: 'o9' }]));
  });

  test('says why it did not work, and what to do', async () => {
    opened = await openWindow('changes', {
      'changes.discard': () => failing({ code: 'file-changed-since', path: 'a.yaml', paths: ['a.yaml'] }),
    });
    await opened.user.click(await row(/server-11.yaml/));
    await opened.user.click(screen.getByRole('button', { name: 'Discard' }));
    await notification(/“a.yaml” changed on disk/);
  });
});

describe('committing', () => {
  test('needs a message, sends what was seen, and empties the box', async () => {
    opened = await openWindow('changes');
    const { user, bridge } = opened;
    const button = await screen.findByRole('button', { name: /Commit 3 files/ });
    expect(button.hasAttribute('disabled')).toBe(true);
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Commit message' });
    await user.click(box);
    await user.paste('Widen the range');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(bridge.inputsOf('changes.commit')).toHaveLength(1));
    const head = busyStatus.head.kind === 'branch' ? busyStatus.head.commit : null;
    expect(bridge.inputsOf('changes.commit')[0]).toMatchObject({ message: 'Widen the range', expectedHead: head });
    await waitFor(() => expect(box.value).toBe(''));
  });

  test('helps when git does not know who commits', async () => {
    opened = await openWindow('changes', { 'changes.identity': () => ({ person: null }) });
    expect(await screen.findByText(/Git does not know yet who commits/)).toBeTruthy();
  });

  test('keys that write stay with the text', async () => {
    opened = await openWindow('changes');
    const { user, bridge } = opened;
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Commit message' });
    await user.type(box, 'sudo?/');
    await user.keyboard('{Control>}z{/Control}');
    expect(bridge.inputsOf('changes.stage')).toEqual([]);
    expect(bridge.inputsOf('operations.undo')).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('unusual states', () => {
  test('a merge under way leads to Merge', async () => {
    opened = await openWindow('changes', { 'changes.status': () => mergingStatus });
    expect(await screen.findByText(/in the middle of a merge: 2 conflicts left/)).toBeTruthy();
    expect(screen.getByRole('button', { name: /Merge 2 conflicts/ })).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Commit message' })).toBeNull();
  });

  test('no branch, and no commit yet', async () => {
    opened = await openWindow('changes', {
      'changes.status': () => ({ ...cleanStatus, upstream: null, head: { kind: 'unborn', name: 'main' } }),
    });
    expect(await screen.findByText(/Branch main has no commits yet/)).toBeTruthy();
    opened.bridge.answer({
      'changes.status': () => ({ ...cleanStatus, head: { kind: 'detached', commit: 'ab'.repeat(20) } }),
    });
    await opened.user.keyboard('{F5}');
    expect(await screen.findByText(/detached HEAD at abababab/)).toBeTruthy();
  });

  test('a failure keeps what was there readable', async () => {
    opened = await openWindow('changes');
    await list();
    opened.bridge.answer({ 'changes.status': () => failing({ code: 'corrupt-index', path: '.git/index' }) });
    opened.bridge.emit({ kind: 'head-changed', projectId: 'p1', revision: 2 });
    expect(await screen.findByText(/index is damaged/)).toBeTruthy();
    expect(await row(/server-11.yaml/)).toBeTruthy();
  });

  test('a first failure has a way to try again', async () => {
    opened = await openWindow('changes', {
      'changes.status': () => failing({ code: 'corrupt-index', path: '.git/index' }),
    });
    await screen.findByText(/index is damaged/);
    opened.bridge.answer({ 'changes.status': () => busyStatus });
    await opened.user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await row(/server-11.yaml/)).toBeTruthy();
  });
});

describe('a folder that is deleted while it is open', () => {
  const gone = { code: 'repository-gone', path: '/repos/fabric' } as const;

  test('is said once, and nothing that changes it can be done until it is back', async () => {
    opened = await openWindow('changes');
    const { user, bridge } = opened;
    await list();
    const stage = (): boolean => isEnabled(findCommand('stage-all')!);
    expect(stage()).toBe(true);
    expect(screen.queryAllByRole('button', { name: 'Stage' })).not.toEqual([]);
    bridge.answer({ 'changes.status': () => failing(gone) });
    act(() => {
      bridge.emit({ kind: 'repository-gone', projectId: 'p1', revision: 1 });
      refresh(['status']);
    });
    await screen.findByText(/The folder of this repository is not there any more/);
    await waitFor(() => expect(statusQuery.store.getState().answer.state).toBe('failed'));
    expect(within(screen.getByRole('main')).queryByRole('alert')).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Commit message' }), 'Lost');
    expect(screen.getByRole('button', { name: /^Commit 3 files/ }).hasAttribute('disabled')).toBe(true);
    expect(['stage-all', 'back-up-now', 'undo-operation'].filter((id) => isEnabled(findCommand(id)!))).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Stage' })).toBeNull();
    await user.keyboard('{Control>}{Shift>}s{/Shift}{/Control}');
    expect(bridge.inputsOf('changes.stage')).toEqual([]);
    act(() => bridge.emit({ kind: 'head-changed', projectId: 'p1', revision: 2 }));
    expect(stage()).toBe(true);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /^Commit 3 files/ }).hasAttribute('disabled')).toBe(false),
    );
  });
});
