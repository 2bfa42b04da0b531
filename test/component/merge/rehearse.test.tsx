import { screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ProjectPath } from '../../../src/contract/basics';
import type { Rehearsal } from '../../../src/contract/rehearsal';
import { openMergeScreen } from './open-merge-screen';

vi.setConfig({ testTimeout: 30_000 });

const counts = {
  ...{ touched: 12, touchedByBoth: 4, gitConflicts: 3, settled: 2, asking: 1, questions: 2 },
  ...{ cleanButAsked: 0, combined: 1 },
};
const side = (revision: string) => ({ revision, commit: 'c'.repeat(40) });
const rehearsal: Rehearsal = {
  ...{ ours: side('main'), theirs: side('feature'), bases: [], relation: 'diverged', depth: 'semantic', counts },
  files: [
    {
      ...{
        path: ProjectPath.parse('a.yaml'),
        git: 'conflict',
        outcome: 'asks',
        decisions: 0,
        notices: [],
        reason: null,
      },
      questions: [
        {
          ...{ level: 'structure', reason: 'both-changed', tier: 'ask', resource: 'VPC default/vpc-1' },
          ...{ path: ['spec', 'mtu'], why: 'Both sides changed this value.' },
        },
      ],
    },
  ],
  combined: [
    {
      ...{ rule: 'vlan-unique', severity: 'error', sentence: 'The VLAN 7 is taken twice.', path: 'b.yaml' },
      ...{ resource: null, related: [] },
    },
  ],
  ...{ rulesSkipped: null, tookMs: 12 },
};
const { files: _files, combined: _combined, ...row } = rehearsal;
const branch = (name: string, current: boolean) => ({
  name,
  current,
  remote: false,
  subject: 'About it',
  commit: 'c'.repeat(40),
});

let opened: ReturnType<typeof openMergeScreen> | null = null;
afterEach(() => opened?.close());

test('a rehearsal without a merge: one branch by what it would meet, and all of them in a table', async () => {
  opened = openMergeScreen([]);
  const { user, merge, bridge } = opened;
  merge.isOver = true;
  bridge.answer({
    'changes.branches': () => [branch('main', true), branch('feature', false)],
    'rehearsal.pair': () => rehearsal,
    'rehearsal.matrix': () => ({
      rows: [
        { ...row, problem: null },
        { ...row, theirs: side('odd'), problem: 'It has no common ancestor.' },
      ],
      skipped: 2,
    }),
  });
  merge.onChange();
  await user.click(await screen.findByRole('button', { name: 'Rehearse…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Rehearse a merge' });
  await user.click(within(dialog).getByRole('button', { name: 'All open branches' }));
  const table = await within(dialog).findByRole('table');
  within(table).getByRole('row', { name: 'feature meaning 12 3 2 2' });
  within(table).getByRole('row', { name: 'odd It has no common ancestor.' });
  within(dialog).getByText('2 older branches were left out.');
  await user.click(within(table).getByRole('button', { name: 'feature' }));
  await within(dialog).findByText(
    'feature: 12 files change: 2 questions in 1 file; 2 of git’s 3 conflicts settled; 1 rule broken by both together.',
  );
  within(dialog).getByText(/b\.yaml: The VLAN 7 is taken twice\./);
  within(dialog).getByText(/VPC default\/vpc-1 spec\.mtu: Both sides changed this value\./);
  expect(bridge.inputsOf('rehearsal.pair')).toEqual([
    { projectId: 'fabric', ours: 'main', theirs: 'feature', rules: true },
  ]);
  expect(bridge.inputsOf('rehearsal.matrix')[0]).toMatchObject({ branch: 'main' });
});
