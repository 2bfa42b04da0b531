import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ProjectPath } from '../../../src/contract/basics';
import { mergeFile } from '../../../src/core/merge/merge-file';
import { outcomeOf } from '../../../src/engine/merge/threads/outcome-of';
import { failing } from '../../support/fake-bridge';
import { textConflict } from '../../support/merge/fake-merge';
import { PlainBuffer } from '../../support/merge/plain-buffer';
import { openMergeScreen } from './open-merge-screen';

vi.setConfig({ testTimeout: 30_000 });

/** The question before the commit, once all files are known to be resolved. */
async function askToCommit(user: UserEvent): Promise<HTMLElement> {
  const [commit] = await screen.findAllByRole('button', { name: /Commit the merge/ });
  await waitFor(() => expect(commit?.hasAttribute('disabled')).toBe(false));
  await user.click(commit!);
  return screen.findByRole('dialog', { name: 'Commit the merge' });
}

const buffers: PlainBuffer[] = [];
vi.mock('../../../src/renderer/features/merge/session/open-buffer', () => ({
  openBuffer: (lines: readonly string[]) => {
    const buffer = new PlainBuffer(lines);
    buffers.push(buffer);
    return Promise.resolve(buffer);
  },
}));

const vpc = (name: string, vlan: number): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  subnets:\n    default:\n      vlan: ${vlan}\n`;
const sample = (name: string) => ({ base: vpc(name, 1001), ours: vpc(name, 1002), theirs: vpc(name, 1003) });
const [one, two] = [sample('vpc-1'), sample('vpc-2')];
const [first] = mergeFile({ ...one, path: 'one.yaml' }).conflicts;

let opened: ReturnType<typeof openMergeScreen> | null = null;
const open = (...paths: readonly (readonly [string, typeof one])[]) =>
  (opened = openMergeScreen(
    paths.map(([path, texts]) => textConflict(path, texts)),
    undefined,
    true,
  ));
afterEach(() => {
  opened?.close();
  opened = null;
  buffers.length = 0;
});

const remembered = {
  conflictId: first!.id,
  choice: 'theirs' as const,
  decision: {
    ...{ id: 'd', file: 'one.yaml', resource: first!.resource, path: [...first!.path], reason: first!.reason },
    ...{ base: '1001', values: ['1002', '1003'] as [string, string], took: 'second' as const, times: 3 },
    decidedAt: '2024-05-03T10:00:00Z',
  },
};

describe('decisions of earlier merges', () => {
  test('are offered with when it was decided so, and taken only by a person', async () => {
    const { user, merge } = open(['one.yaml', one]);
    merge.recalled = [remembered];
    const button = await screen.findByRole('button', { name: 'As before: 1003' });
    expect(button.parentElement!.textContent).toMatch(/You decided so .*, 3 times\./);
    await screen.findByRole('row', { name: /Not resolved\.$/ });
    await user.click(button);
    await screen.findByRole('row', { name: /feature taken\.$/ });
    expect(buffers[0]!.lines().join('\n')).toContain('vlan: 1003');
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByRole('row', { name: /Not resolved\.$/ });
  });
});

describe('one answer for all that ask the same', () => {
  test('is shown before it is given, leaves answered ones alone, and undo takes it back', async () => {
    const { user } = open(['one.yaml', one], ['two.yaml', two]);
    await screen.findByRole('row', { name: /^VPC default\/vpc-2/ });
    expect(screen.queryByRole('button', { name: 'Answer others alike…' })).toBeNull();
    await user.keyboard('2');
    await user.click(await screen.findByRole('button', { name: 'Answer others alike…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Answer others alike' });
    await within(dialog).findByText(/VPC default\/vpc-2 › spec\.subnets\.default\.vlan/);
    within(dialog).getByText('1003');
    expect(buffers[1]!.lines().join('\n')).toContain('vlan: 1001');
    await user.click(within(dialog).getByRole('button', { name: 'Answer 1 alike' }));
    await waitFor(() => expect(buffers[1]!.lines().join('\n')).toContain('vlan: 1003'));
    expect(buffers[1]!.lines().join('\n')).toContain('vlan: 1003');
    await user.click(await screen.findByRole('button', { name: 'Answer others alike…' }));
    await screen.findByText('No other open conflict asks the same.');
  });
});

describe('drafts that an answer for all that ask the same wrote', () => {
  test.each([
    ['theirs', /feature taken\.$/, 'vlan: 1003'],
    ['base', /base kept\.$/i, 'vlan: 1001'],
  ] as const)('open answered: %s', async (choice, state, text) => {
    const answers = { [first!.id]: choice };
    const written = outcomeOf({ ...one, path: 'one.yaml', answers, policyText: null });
    const structure = { premises: {}, lines: {} };
    const draft = { text: written.text, choices: {}, answers, structure, savedAt: '2024-05-01T10:00:00Z' };
    opened = openMergeScreen([textConflict('one.yaml', one)], new Map([['one.yaml', draft]]), true);
    await screen.findByRole('row', { name: state });
    expect(buffers[0]!.lines().join('\n')).toContain(text);
  });
});

describe('completing', () => {
  test('puts what was decided behind the message where a person wants that, also when a reason was needed', async () => {
    const { user, merge, bridge } = open(['one.yaml', one]);
    bridge.answer({
      'merge.complete': ({ override, message }) => {
        if (override === null)
          return failing({
            code: 'merge-unproven',
            problems: [{ path: 'one.yaml', line: 1, sentence: 'The VLAN 1003 is taken twice.' }],
            more: 0,
          });
        return merge.answers()['merge.complete']!({ projectId: 'fabric', message, override, log: 'none' }, 'again');
      },
    });
    merge.resolved.push({ path: ProjectPath.parse('one.yaml'), text: '' });
    merge.onChange();
    const dialog = await askToCommit(user);
    await user.click(within(dialog).getByRole('radio', { name: 'As trailers' }));
    await user.click(within(dialog).getByRole('button', { name: /Commit the merge/ }));
    const refused = await screen.findByRole('alertdialog', { name: 'The merge is not right yet' });
    within(refused).getByText(/The VLAN 1003 is taken twice/);
    const go = within(refused).getByRole('button', { name: 'Commit with this reason' });
    expect(go.hasAttribute('disabled')).toBe(true);
    await user.type(within(refused).getByRole('textbox'), 'The rack is gone');
    await user.click(go);
    await waitFor(() => expect(merge.message).not.toBeNull());
    const asked = bridge.inputsOf('merge.complete').map(({ log, override }) => ({ log, override }));
    expect(asked).toEqual([
      { log: 'trailers', override: null },
      { log: 'trailers', override: { reason: 'The rack is gone' } },
    ]);
  });
});

describe('git’s driver', () => {
  test('has its decisions said where the file is, and in the question before the commit', async () => {
    const record = {
      ...{ id: 'r', at: '2024-05-03T10:00:00Z', head: null, tier: 'ask' as const, source: 'structure' as const },
      ...{ labels: { base: '', ours: '', theirs: '' }, notices: [], fallbacks: [], failedChecks: [], current: true },
      decisions: [
        { resource: 'VPC default/vpc-9', path: ['spec', 'mtu'], rule: 'both raised it', took: 'ours' as const },
      ],
    };
    const { merge, user } = open(['one.yaml', one]);
    merge.driven = [
      { ...record, path: ProjectPath.parse('one.yaml'), conflicts: structuredClone([first!]) as never },
      { ...record, id: 's', path: ProjectPath.parse('quiet.yaml'), conflicts: [] },
      { ...record, id: 'old', path: ProjectPath.parse('old.yaml'), conflicts: [], current: false },
    ];
    await screen.findByText('Selvedge merged this file already when git asked: 1 decision, 1 left open.');
    merge.resolved.push({ path: ProjectPath.parse('one.yaml'), text: '' });
    merge.onChange();
    const dialog = await askToCommit(user);
    await user.click(within(dialog).getByText('One file was settled by Selvedge when git merged'));
    within(dialog).getByText(/VPC default\/vpc-9 › spec\.mtu: both raised it\./);
    expect(within(dialog).queryByText(/old\.yaml/)).toBeNull();
  });
});
