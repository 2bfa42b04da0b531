import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../src/contract/index';
import type { TimelineEntry } from '../../src/contract/history';
import { commitId, path } from '../support/gallery/sample-content';
import { timeline } from '../support/gallery/sample-history';
import { openWindow, type OpenedWindow } from './support/open-window';

vi.mock('../../src/renderer/editor/diff-view', async () => (await import('./support/plain-editor')).plainDiffView);

let opened: OpenedWindow;
afterEach(() => opened.close());

type Moment = OutputOf<'history.search'>['entries'][number];
type Commit = Extract<TimelineEntry, { kind: 'commit' }>;

const aCommit = timeline.find((entry): entry is Commit => entry.kind === 'commit') as Commit;
const commitNamed = (number: number, title: string): Commit => ({
  ...aCommit,
  id: `commit:${commitId(number)}`,
  commit: commitId(number),
  title,
});

const moment = (number: number, event: Moment['event'], before: string | null, after: string | null): Moment => ({
  commit: commitId(number),
  at: '2026-03-04T10:00:00.000Z',
  author: aCommit.author,
  title: `Step ${number}`,
  event,
  inside: false,
  value: { at: 'spec.subnets.default.vlan', before, after },
  change: {
    key: 'vpc/default/vpc-1',
    kind: 'VPC',
    name: 'vpc-1',
    what: 'changed',
    path: path('vpc-1.yaml'),
    fromPath: null,
    fromName: null,
    words: [],
    values: [],
  },
});

const first = moment(70, 'came', '1001', '1002');
const found: OutputOf<'history.search'> = {
  field: 'vlan',
  value: '1002',
  total: 2,
  first,
  entries: [moment(71, 'went', '1002', '1003'), first],
};

async function ask(text: string): Promise<void> {
  await screen.findByRole('treegrid', { name: 'Timeline' });
  await opened.user.keyboard('w');
  await opened.user.type(await screen.findByRole('searchbox', { name: 'Value, alone or with its field' }), text);
}

test('when a value was first used is said in words, and gone to, pages deep', async () => {
  opened = await openWindow('timeline', {
    'history.search': () => found,
    'history.timeline': ({ cursor }) =>
      cursor === null
        ? { entries: [commitNamed(80, 'New')], next: 'older', total: null }
        : { entries: [commitNamed(70, 'Step 70')], next: null, total: null },
  });
  await ask('vlan 1002');
  expect(
    await screen.findByText(/“vlan 1002” was first used on .* in “Step 70”. VPC vpc-1, .*vlan: 1001 → 1002/),
  ).toBeTruthy();
  expect(screen.getByRole('row', { name: /^Went: VPC vpc-1, spec.subnets.default.vlan: 1002 → 1003/ })).toBeTruthy();
  await opened.user.click(screen.getByRole('button', { name: 'Show the first time' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await screen.findByRole('heading', { name: 'Step 70' })).toBeTruthy();
});

test('a filter that hides the moment is taken away', async () => {
  opened = await openWindow('timeline', {
    'history.search': () => found,
    'history.timeline': ({ text }) => ({
      entries: text === '' ? [commitNamed(80, 'New'), commitNamed(70, 'Step 70')] : [commitNamed(80, 'New')],
      next: null,
      total: null,
    }),
  });
  await screen.findByRole('treegrid', { name: 'Timeline' });
  await opened.user.keyboard('/new');
  await waitFor(() => expect(opened.bridge.inputsOf('history.timeline').at(-1)?.text).toBe('new'));
  await opened.user.keyboard('{Escape}');
  await opened.user.click(await screen.findByRole('button', { name: /When was…/ }));
  await opened.user.type(await screen.findByRole('searchbox', { name: 'Value, alone or with its field' }), 'vlan 1002');
  const list = await screen.findByRole('grid', { name: 'When it came and went' });
  await opened.user.dblClick(within(list).getByRole('row', { name: /^Came/ }));
  expect(await screen.findByRole('heading', { name: 'Step 70' })).toBeTruthy();
});

test('a value that nobody ever set is said to be one', async () => {
  opened = await openWindow('timeline', {
    'history.search': () => ({ field: null, value: '4711', total: 0, first: null, entries: [] }),
  });
  await ask('4711');
  expect(await screen.findByText('No commit on the way to this one ever set “4711”.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Show the first time' }).hasAttribute('disabled')).toBe(true);
});

test('a commit that was made here leads to its operation', async () => {
  const made: Commit = { ...commitNamed(70, 'Made here'), madeBy: { operationId: 'o5', undoable: true } };
  opened = await openWindow('timeline', {
    'history.timeline': () => ({ entries: [made], next: null, total: 1 }),
  });
  expect(await screen.findByText('made in Selvedge')).toBeTruthy();
  await opened.user.click(screen.getByRole('button', { name: 'Show in Activity' }));
  expect(await screen.findByRole('heading', { name: 'Activity' })).toBeTruthy();
});
