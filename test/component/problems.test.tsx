import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failing } from '../support/fake-bridge';
import { problem, problems } from '../support/gallery/sample-fabric';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const list = (): Promise<HTMLElement> => screen.findByRole('treegrid', { name: 'Problems' });
const line = async (name: RegExp): Promise<HTMLElement> => within(await list()).findByRole('row', { name });
const empty = {
  total: 0,
  counts: { error: 0, warning: 0, note: 0 },
  rules: [],
  files: [],
  problems: [],
  generation: 2,
};

describe('problems', () => {
  test('are counted in the rail and in the status bar, wherever one is', async () => {
    opened = await openWindow('changes');
    await screen.findByRole('button', { name: /^Problems.*2 errors/ });
    await opened.user.click(await screen.findByRole('button', { name: /2 errors, 0 warnings/ }));
    await line(/^error: VLAN 1204/);
  });

  test('are grouped by severity, file and rule with a key each', async () => {
    opened = await openWindow('problems');
    await line(/^Errors, 2/);
    await line(/^Notes, 1/);
    await opened.user.keyboard('3');
    await line(/^vlan-twice, 1/);
    await opened.user.keyboard('2');
    await line(/managed\/vpcs\/vpc-storage\.yaml, 2/);
  });

  test('say who asks for it, and lead to the line', async () => {
    opened = await openWindow('problems');
    await screen.findByRole('heading', { name: /VLAN 1204/ });
    await screen.findByText(/Asked for by fabric v0\.126/);
    await opened.user.keyboard('e');
    await screen.findByRole('heading', { name: /^VPC vpc-storage/ });
  });

  test('are fixed after a look at what changes, as one operation', async () => {
    opened = await openWindow('problems');
    await opened.user.click(await line(/knows no field/));
    await opened.user.keyboard('f');
    const dialog = await screen.findByRole('dialog', { name: 'Rename to range' });
    await within(dialog).findByRole('figure', { name: /Now compared with Then/ });
    expect(opened.bridge.inputsOf('problems.apply-fix')).toEqual([]);
    await waitFor(() =>
      expect(dialog.contains(document.activeElement) && document.activeElement !== dialog).toBe(true),
    );
    await opened.user.keyboard('{Control>}{Enter}{/Control}');
    await notification('Rename to range');
    const [input] = opened.bridge.inputsOf('problems.apply-fix');
    expect(input?.problemIds).toEqual(['p-typo']);
    expect(Object.values(input?.expected ?? {})).toEqual(['1'.repeat(64)]);
  });

  test('of one rule are fixed together', async () => {
    const twice = [...problems, problem('p-typo-2', { rule: 'unknown-field', fix: { title: 'Rename to vlan' } })];
    opened = await openWindow('problems', { 'problems.list': () => ({ ...empty, total: 4, problems: twice }) });
    await opened.user.click(await line(/knows no field/));
    await opened.user.keyboard('{Shift>}F{/Shift}');
    await screen.findByRole('dialog', { name: 'Fix 2 problems' });
    await waitFor(() => expect(opened.bridge.inputsOf('problems.preview-fix')[0]?.also).toEqual(['p-typo-2']));
  });

  test('stay on the screen while they are judged anew, and after a failure', async () => {
    opened = await openWindow('problems');
    await line(/^error: VLAN 1204/);
    opened.bridge.answer({ 'problems.list': () => failing({ code: 'timed-out', what: 'reading', afterMs: 1 }) });
    opened.bridge.emit({ kind: 'problems-changed', projectId: 'p1', revision: 1 });
    await screen.findByRole('alert');
    await line(/^error: VLAN 1204/);
    opened.bridge.answer({ 'problems.list': () => empty });
    opened.bridge.emit({ kind: 'problems-changed', projectId: 'p1', revision: 2 });
    await screen.findByText(/No rule complains about this repository/);
  });

  test('that a change brings are compared with another branch', async () => {
    opened = await openWindow('problems');
    await list();
    await opened.user.keyboard('c');
    await screen.findByText(/1 new problem, 2 resolved/);
    await opened.user.click(screen.getByRole('button', { name: /What is not committed/ }));
    await opened.user.click(await screen.findByRole('menuitem', { name: /Everything since origin\/main/ }));
    await waitFor(() =>
      expect(opened.bridge.inputsOf('problems.against').at(-1)).toMatchObject({
        before: { kind: 'merge-base', revision: 'origin/main' },
        after: { kind: 'working-tree' },
      }),
    );
  });

  test('that no file can tell are listed, beside the rules', async () => {
    opened = await openWindow('problems');
    await list();
    await opened.user.keyboard('l');
    await screen.findByText(/which switches answer/);
    await screen.findByRole('row', { name: /vpc-without-attachment, switched off here/ });
  });
});

describe('duplicates', () => {
  test('say which copy counts and why, and compare the other with it', async () => {
    opened = await openWindow('problems');
    await list();
    await opened.user.keyboard('u');
    await screen.findByRole('heading', { name: /managed.*counts/ });
    await screen.findByText(/Managed copies go before all others/);
    await screen.findByRole('figure', { name: /managed.*compared with.*raw/ });
  });

  test.each([
    ['d', 'disable', { reason: 'it stands somewhere else too' }],
    ['a', 'move', { to: 'gitops/hedgehog/fabric-1/archive' }],
    ['{Delete}', 'delete', { withReferrers: false }],
  ])('%s: a copy is %sd after a look', async (key, kind, more) => {
    opened = await openWindow('problems');
    await list();
    await opened.user.keyboard('u');
    await screen.findByRole('heading', { name: /managed.*counts/ });
    await opened.user.keyboard(key);
    await opened.user.click(
      await within(await screen.findByRole('dialog')).findByRole('button', { name: /^Apply to/ }),
    );
    await notification(`Done: ${kind}`);
    expect(opened.bridge.inputsOf('fabric.apply')[0]?.request).toMatchObject({
      kind,
      documents: [{ path: 'gitops/hedgehog/fabric-1/raw/vpc-storage.yaml', document: 0 }],
      ...more,
    });
  });
});
