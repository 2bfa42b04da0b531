import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { goTo } from '../../src/renderer/app/navigation';
import { failing, type Answers } from '../support/fake-bridge';
import { hash, row, rows } from '../support/gallery/sample-fabric';
import { vpcAfter, vpcBefore } from '../support/gallery/sample-texts';
import { notification, openWindow, type OpenedWindow } from './support/open-window';
import { asked } from './support/typed-editor';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/typed-editor')).typedCodeEditor);

let opened: OpenedWindow;
beforeEach(() => {
  window.localStorage.clear();
  asked.places = [];
  asked.written = [];
});
afterEach(() => opened.close());

const list = (): Promise<HTMLElement> => screen.findByRole('treegrid', { name: 'Resources' });
const line = async (name: RegExp): Promise<HTMLElement> => within(await list()).findByRole('row', { name });
const text = (): Promise<HTMLTextAreaElement> =>
  screen.findByRole<HTMLTextAreaElement>('textbox', { name: /vpc-storage\.yaml/ });

async function openStorage(answers: Answers = {}): Promise<void> {
  opened = await openWindow('resources', answers);
  await opened.user.click(await line(/^VPC vpc-storage, 2 copies/));
  await text();
}

describe('the list', () => {
  test('says every state in words, and counts what is wrong', async () => {
    opened = await openWindow('resources');
    await line(/^VPC vpc-storage, 2 copies, 1 error, 1 warning/);
    for (const words of [/copy that does not count/, /commented out/, /another kind/, /template/, /cannot be read/])
      expect(within(await list()).getAllByRole('row', { name: words }).length).toBeGreaterThan(0);
  });

  test('is grouped by kind, by file and by VPC with a key each', async () => {
    opened = await openWindow('resources');
    await line(/^Switch, 2/);
    await opened.user.keyboard('3');
    await line(/^VPC vpc-storage, 2, 1 error/);
    await line(/^Belongs to no VPC/);
    await opened.user.keyboard('2');
    await line(/managed\/switchs, 2/);
    await opened.user.keyboard('1');
    await line(/^Switch, 2/);
  });

  test('filters by what a row is, and asks the engine about fields', async () => {
    opened = await openWindow('resources');
    await list();
    await opened.user.keyboard('/');
    await opened.user.keyboard('kind:switch leaf-02');
    await waitFor(async () => expect(within(await list()).getAllByRole('row')).toHaveLength(2));
    await opened.user.clear(screen.getByRole('searchbox', { name: 'Filter resources' }));
    await opened.user.keyboard('vlan:1204');
    await waitFor(() =>
      expect(opened.bridge.inputsOf('fabric.resources').at(-1)?.fields).toEqual([{ name: 'vlan', value: '1204' }]),
    );
    await opened.user.keyboard(' nothing-like-this');
    await screen.findByText(/No document answers/);
  });

  test('draws only what fits of 50,000 documents, and stays quick', async () => {
    const many = Array.from({ length: 50_000 }, (_, at) => row('Server', `server-${String(at).padStart(5, '0')}`));
    const states = { live: 50_000, copy: 0, disabled: 0, foreign: 0, template: 0, broken: 0 };
    opened = await openWindow('resources', {
      'fabric.resources': () => ({ total: 50_000, states, kinds: [], rows: many, generation: 1 }),
    });
    expect((await list()).getAttribute('aria-rowcount')).toBe('50001');
    expect(within(await list()).getAllByRole('row').length).toBeLessThan(200);
  });

  test('says what failed, and keeps what was there', async () => {
    opened = await openWindow('resources');
    await line(/^Switch leaf-01/);
    opened.bridge.answer({ 'fabric.resources': () => failing({ code: 'timed-out', what: 'reading', afterMs: 1000 }) });
    opened.bridge.emit({ kind: 'problems-changed', projectId: 'p1', revision: 1 });
    await screen.findByRole('alert');
    await line(/^Switch leaf-01/);
  });
});

describe('the document', () => {
  test('shows its problems, and goes to their lines', async () => {
    await openStorage();
    const problems = await screen.findByRole('grid', { name: 'Problems of this file' });
    const first = await within(problems).findByRole('row', { name: /error: VLAN 1204/ });
    await opened.user.click(within(first).getByText(/^VLAN 1204/));
    expect(asked.places.at(-1)).toMatchObject({ line: 13, column: 12 });
  });

  test('leads to who names it, and back', async () => {
    await openStorage();
    await opened.user.click(screen.getByRole('radio', { name: /Named by 1/ }));
    await opened.user.click(
      await screen.findByText(/^VPCAttachment vpc-storage--server-04/, { selector: '[class*=name]' }),
    );
    await screen.findByRole('heading', { name: /VPCAttachment vpc-storage--server-04/ });
    await opened.user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await screen.findByRole('heading', { name: /^VPC vpc-storage/ });
  });

  test('is saved with what was seen, and says Undo', async () => {
    await openStorage();
    const typed = vpcBefore.replace('1204', '1299');
    fireEvent.change(await text(), { target: { value: typed } });
    await screen.findByText('Not saved yet.');
    opened.bridge.answer({
      'changes.read-file': () => ({
        kind: 'text',
        text: typed,
        traits: { encoding: 'utf-8', eol: 'lf', finalNewline: true },
        hash: hash('2'),
        sizeBytes: typed.length,
        executable: false,
      }),
    });
    await opened.user.keyboard('{Control>}s{/Control}');
    await notification(/Save vpc-storage/);
    expect(opened.bridge.inputsOf('changes.write-file')).toEqual([
      { projectId: 'p1', path: rows[2]?.path, text: typed, expected: hash('1') },
    ]);
    await waitFor(() => expect(screen.queryByText('Not saved yet.')).toBeNull());
  });

  test('typed and not saved is found again after a restart of the window', async () => {
    await openStorage();
    fireEvent.change(await text(), { target: { value: vpcAfter } });
    await screen.findByText('Not saved yet.');
    opened.close();
    await openStorage();
    await screen.findByText('Not saved yet.');
    expect((await text()).value).toBe(vpcAfter);
  });

  test('changed by somebody else meanwhile: both texts, and a choice', async () => {
    await openStorage();
    fireEvent.change(await text(), { target: { value: vpcAfter } });
    const other = vpcBefore.replace('10.20.4.1\n', '10.20.4.2\n');
    opened.bridge.answer({
      'changes.read-file': () => ({
        kind: 'text',
        text: other,
        traits: { encoding: 'utf-8', eol: 'lf', finalNewline: true },
        hash: hash('3'),
        sizeBytes: other.length,
        executable: false,
      }),
    });
    opened.bridge.emit({ kind: 'working-tree-changed', projectId: 'p1', revision: 1, paths: [], everything: true });
    await screen.findByText(/Somebody changed this file/);
    await opened.user.click(screen.getByRole('button', { name: 'Compare' }));
    await screen.findByRole('figure', { name: /On disk now compared with What you typed/ });
    await opened.user.click(screen.getByRole('button', { name: 'Keep mine' }));
    await opened.user.click(await screen.findByRole('button', { name: /^Save/ }));
    await waitFor(() =>
      expect(opened.bridge.inputsOf('changes.write-file').at(-1)).toMatchObject({
        text: vpcAfter,
        expected: hash('3'),
      }),
    );
  });

  test('opens at the line that a link names', async () => {
    opened = await openWindow('changes');
    goTo('resources', { path: rows[2]?.path ?? '', line: 13, column: 4 });
    await screen.findByRole('heading', { name: /^VPC vpc-storage/ });
    expect((await line(/^VPC vpc-storage, 2 copies/)).getAttribute('aria-selected')).toBe('true');
  });
});

describe('plans', () => {
  test('a rename shows every edit and asks for exactly what was shown', async () => {
    await openStorage();
    await opened.user.keyboard('{F2}');
    const dialog = await screen.findByRole('dialog', { name: /Rename VPC vpc-storage/ });
    expect(opened.bridge.inputsOf('fabric.plan')).toEqual([]);
    const name = within(dialog).getByRole('textbox', { name: 'New name' });
    await opened.user.clear(name);
    await opened.user.type(name, 'vpc-files');
    await within(dialog).findByText(/Sets spec\.subnet/);
    await within(dialog).findByRole('figure', { name: /Now compared with Then/ });
    await opened.user.click(within(dialog).getByRole('button', { name: /Apply to 2 files/ }));
    await notification('Done: rename');
    const [applied] = opened.bridge.inputsOf('fabric.apply');
    expect(applied?.digest).toBe('d1');
    expect(applied?.request).toEqual({
      kind: 'rename',
      resource: { kind: 'VPC', name: 'vpc-storage', namespace: 'default' },
      to: 'vpc-files',
    });
  });

  test('a plan that became wrong is looked at again, nothing is done', async () => {
    await openStorage({
      'fabric.apply': () => failing({ code: 'state-changed-since', what: 'the plan' }),
    });
    await opened.user.click(await line(/^VPC vpc-storage, 2 copies/));
    await opened.user.keyboard('{Delete}');
    const dialog = await screen.findByRole('dialog', { name: /Delete VPC vpc-storage/ });
    await opened.user.click(await within(dialog).findByRole('button', { name: /^Apply to/ }));
    await within(dialog).findByRole('alert');
    await opened.user.click(within(dialog).getByRole('checkbox', { name: /everything that names it/ }));
    await waitFor(() =>
      expect(opened.bridge.inputsOf('fabric.plan').at(-1)?.request).toMatchObject({ withReferrers: true }),
    );
  });

  test('what is typed has to be saved before a plan', async () => {
    await openStorage();
    fireEvent.change(await text(), { target: { value: vpcAfter } });
    await opened.user.keyboard('{F2}');
    await notification('Save first');
    expect(opened.bridge.inputsOf('fabric.plan')).toEqual([]);
  });

  test('the next free VLAN is written where the caret is', async () => {
    await openStorage();
    await opened.user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'The next free value' });
    await within(dialog).findByRole('row', { name: /^1003, lowest/ });
    await opened.user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(asked.written).toEqual(['1004']));
    expect(opened.bridge.inputsOf('fabric.next-free')[0]?.question).toEqual({ what: 'vlan', namespace: 'default' });
  });
});

describe('what is free, and whole folders', () => {
  test('one reason for all free values is said once', async () => {
    const reason = 'lowest of 1000–2999 that nothing takes';
    await openStorage({
      'fabric.next-free': () => ({ candidates: ['1003', '1004'].map((value) => ({ value, reason })), reason: null }),
    });
    await opened.user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'The next free value' });
    expect(await within(dialog).findByRole('row', { name: '1004' })).toBeTruthy();
    expect(within(dialog).getAllByText(/lowest of 1000–2999/)).toHaveLength(1);
    await opened.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('raw files are ingested after a look; every step says of which file it is', async () => {
    await openStorage();
    await opened.user.keyboard('{Control>}k{/Control}');
    await opened.user.type(await screen.findByRole('combobox', { name: 'Search and commands' }), 'ingest{Enter}');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/managed\/vpcattachments\/vpc-storage--server-04\.yaml:/)).toBeTruthy();
    await opened.user.click(within(dialog).getByRole('button', { name: /^Apply to/ }));
    await waitFor(() => expect(opened.bridge.inputsOf('fabric.apply')[0]?.request).toMatchObject({ kind: 'ingest' }));
  });
});

describe('the history of a resource', () => {
  const entry = (commit: string, words: string, author: string) => ({
    commit: commit.repeat(40),
    at: '2026-01-05T08:00:00.000Z',
    author: { name: author, email: 'a@example.org' },
    title: 'Change storage',
    change: {
      ...{ key: 'k', kind: 'VPC', name: 'vpc-storage', what: 'changed', path: 'a.yaml' },
      ...{ fromPath: null, fromName: null, words: [words], values: [] },
    },
    returnsTo: null,
  });

  test('says who changed which value, is filtered, and asks about this resource only', async () => {
    const question = vi.fn(() => ({
      ...{ key: 'k', total: 2 },
      entries: [entry('a', 'vlan: 1001 → 1002', 'Ada'), entry('b', 'added', 'Bo')],
    }));
    await openStorage({ 'history.resource': question as never });
    await opened.user.click(screen.getByRole('radio', { name: 'History' }));
    const history = await screen.findByRole('grid', { name: 'History of this resource' });
    expect(within(history).getAllByRole('row')).toHaveLength(2);
    const about = expect.objectContaining({ kind: 'VPC', name: 'vpc-storage', namespace: 'default' }) as unknown;
    expect(question).toHaveBeenCalledWith(about, expect.anything());
    await opened.user.type(screen.getByRole('searchbox', { name: 'Filter the history' }), 'vlan');
    await waitFor(() => expect(within(history).getAllByRole('row')).toHaveLength(1));
    within(history).getByRole('row', { name: /^vlan: 1001 → 1002, Ada/ });
  });
});
