import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TimelineEntry } from '../../src/contract/history';
import { failing } from '../support/fake-bridge';
import { commitId } from '../support/gallery/sample-content';
import { timeline } from '../support/gallery/sample-history';
import { notification, openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);
vi.mock('../../src/renderer/editor/code-editor', async () => (await import('./support/plain-editor')).plainCodeEditor);

let opened: OpenedWindow;
afterEach(() => opened.close());

const stream = (): Promise<HTMLElement> => screen.findByRole('treegrid', { name: 'Timeline' });
const row = async (name: RegExp): Promise<HTMLElement> => within(await stream()).findByRole('row', { name });
const lastOf = <T,>(list: readonly T[]): T | undefined => list.at(-1);

describe('the stream', () => {
  test('names every entry by its kind', async () => {
    opened = await openWindow('timeline');
    expect(await row(/^Restore: Restore vpc-storage.yaml/)).toBeTruthy();
    expect(await row(/^Backup: Before: discard 3 files/)).toBeTruthy();
    expect(await row(/^Commit: Give vpc-storage a replica subnet, by Ines Okafor/)).toBeTruthy();
    expect(await row(/^Operation: Stage 2 files/)).toBeTruthy();
  });

  test('opens a folded storm, and closes it', async () => {
    opened = await openWindow('timeline');
    const { user } = opened;
    await user.click(await row(/^Folded: 54 timestamp-only/));
    await user.keyboard('{ArrowRight}');
    expect((await within(await stream()).findAllByRole('row', { name: /^Commit: Sync fabric-1 state/ })).length).toBe(
      54,
    );
    await user.keyboard('{ArrowLeft}');
    await waitFor(async () =>
      expect(within(await stream()).queryByRole('row', { name: /^Commit: Sync fabric-1/ })).toBeNull(),
    );
  });

  test('is filtered by words and by kind', async () => {
    opened = await openWindow('timeline');
    const { user, bridge } = opened;
    await stream();
    await user.keyboard('/discard');
    await waitFor(() => expect(lastOf(bridge.inputsOf('history.timeline'))?.text).toBe('discard'));
    await user.click(screen.getByRole('radio', { name: '◆ Backups' }));
    await waitFor(() => expect(lastOf(bridge.inputsOf('history.timeline'))?.kinds).toEqual(['backup']));
    await user.keyboard('{Control>}1{/Control}{Control>}3{/Control}');
    expect(await screen.findByDisplayValue('discard')).toBeTruthy();
  });

  test('says when nothing answers the filter', async () => {
    opened = await openWindow('timeline', { 'history.timeline': () => ({ entries: [], next: null, total: 0 }) });
    expect(await screen.findByText(/There are none yet/)).toBeTruthy();
    await opened.user.keyboard('/x');
    expect(await screen.findByText('Nothing in the timeline answers this filter.')).toBeTruthy();
  });

  test('grows at its end', async () => {
    const older = timeline
      .slice(20)
      .map((entry): TimelineEntry => ({ ...entry, id: `${entry.id}-older`, title: 'Older' }));
    opened = await openWindow('timeline', {
      'history.timeline': ({ cursor }) =>
        cursor === null
          ? { entries: timeline.slice(0, 20), next: 'page-2', total: null }
          : { entries: older, next: null, total: null },
    });
    expect(await within(await stream()).findAllByRole('row', { name: /: Older/ })).toHaveLength(older.length);
    expect(opened.bridge.inputsOf('history.timeline').map(({ cursor }) => cursor)).toEqual([null, 'page-2']);
  });

  test('a failure keeps the stream readable', async () => {
    opened = await openWindow('timeline');
    await row(/^Operation: Stage 2 files/);
    opened.bridge.answer({
      'history.timeline': () => failing({ code: 'timed-out', what: 'git log', afterMs: 30_000 }),
    });
    await opened.user.keyboard('{F5}');
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(await row(/^Operation: Stage 2 files/)).toBeTruthy();
  });
});

describe('one entry', () => {
  test('shows what it changed, then how it differs from now', async () => {
    opened = await openWindow('timeline');
    const { user, bridge } = opened;
    await user.click(await row(/^Commit: Give vpc-storage a replica subnet, by/));
    expect(await screen.findByText(/Checked against the address plan/)).toBeTruthy();
    await waitFor(() =>
      expect(lastOf(bridge.inputsOf('history.compare'))).toMatchObject({
        from: { kind: 'commit', commit: commitId(2) },
        to: { kind: 'commit', commit: commitId(1) },
      }),
    );
    await user.keyboard('d');
    await waitFor(() =>
      expect(lastOf(bridge.inputsOf('history.compare'))).toMatchObject({
        from: { kind: 'commit', commit: commitId(1) },
        to: { kind: 'now' },
      }),
    );
  });

  test('is restored in one click, after saying what that does; Undo is offered', async () => {
    opened = await openWindow('timeline');
    const { user, bridge } = opened;
    await user.click(await row(/^Commit: Give vpc-storage a replica subnet, by/));
    expect(await screen.findByText(/Restoring replaces the file/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: /Restore this version/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('history.restore')).toEqual([
        {
          projectId: 'p1',
          source: { kind: 'commit', commit: commitId(1) },
          paths: ['gitops/hedgehog/fabric-1/managed/vpcs/vpc-storage.yaml'],
        },
      ]),
    );
    await notification(/^Restore gitops/);
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  test('what is like that now cannot be restored', async () => {
    opened = await openWindow('timeline', {
      'history.preview-restore': ({ paths }) => paths.map((path) => ({ path, effect: 'unchanged', sizeBytes: 0 })),
    });
    await opened.user.click(await row(/^Commit: Give vpc-storage a replica subnet, by/));
    expect(await screen.findByText('The file is like this now.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Restore this version/ }).hasAttribute('disabled')).toBe(true);
    await opened.user.keyboard('r');
    expect(opened.bridge.inputsOf('history.restore')).toEqual([]);
  });

  test('a restore that finds nothing to change says so, and claims nothing', async () => {
    opened = await openWindow('timeline', {
      'history.restore': () => ({
        operationId: '',
        title: 'Restore vpc-storage.yaml',
        undoable: false,
        changedPaths: [],
      }),
    });
    await opened.user.click(await row(/^Commit: Give vpc-storage a replica subnet, by/));
    await opened.user.click(await screen.findByRole('button', { name: /Restore this version/ }));
    await notification('The file is already like this');
    const region = screen.getByRole('region', { name: 'Notifications' });
    expect(within(region).queryByText('Restore vpc-storage.yaml')).toBeNull();
  });

  test('the chosen file of several is the one that is restored', async () => {
    opened = await openWindow('timeline');
    const { user, bridge } = opened;
    await user.click(await row(/^Commit: Give vpc-storage a replica subnet, by/));
    const files = await screen.findByRole('grid', { name: 'Files of this entry' });
    await user.click(within(files).getByRole('row', { name: /server-04/ }));
    await user.keyboard('r');
    await waitFor(() => expect(bridge.inputsOf('history.restore')[0]?.paths[0]).toContain('server-04'));
    await user.keyboard('{Shift>}R{/Shift}');
    await waitFor(() => expect(bridge.inputsOf('history.restore')[1]?.paths).toHaveLength(2));
  });

  test('the very first commit is all added', async () => {
    const first = timeline.find((entry) => entry.kind === 'commit');
    if (first?.kind !== 'commit') throw new Error('The sample has a commit.');
    opened = await openWindow('timeline', {
      'history.timeline': () => ({ entries: [{ ...first, parents: [] }], next: null, total: 1 }),
    });
    expect(await screen.findByText('A new file: all of it is added.')).toBeTruthy();
  });
});

test('the history of one file, from Changes and back', async () => {
  opened = await openWindow('changes');
  const { user, bridge } = opened;
  await user.click(await screen.findByRole('row', { name: /internet-edge.yaml/ }));
  await user.keyboard('h');
  expect(await screen.findByRole('heading', { name: /^History of/ })).toBeTruthy();
  await waitFor(() => expect(lastOf(bridge.inputsOf('history.timeline'))?.path).toContain('internet-edge.yaml'));
  await user.click(screen.getByRole('button', { name: 'Whole repository' }));
  await waitFor(() => expect(lastOf(bridge.inputsOf('history.timeline'))?.path).toBeNull());
});
