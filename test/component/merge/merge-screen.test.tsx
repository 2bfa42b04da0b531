import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src/contract/index';
import { fabricAnswers } from '../../support/gallery/sample-fabric';
import { absent, textConflict, textContent, wholeConflict } from '../../support/merge/fake-merge';
import { medium, small } from '../../support/merge/sample-texts';
import { openMergeScreen } from './open-merge-screen';

vi.mock('../../../src/renderer/features/merge/session/open-buffer', async () => {
  const { PlainBuffer } = await import('../../support/merge/plain-buffer');
  return { openBuffer: (lines: readonly string[]) => Promise.resolve(new PlainBuffer(lines)) };
});
vi.mock('../../../src/renderer/features/merge/view/three-pane', () => ({
  default: ({ session, isBaseShown }: { session: { text: string }; isBaseShown: boolean }) => (
    <output aria-label="The panes" data-base={isBaseShown}>
      {session.text}
    </output>
  ),
}));
vi.mock('../../../src/renderer/editor/monaco-diff', () => ({
  default: ({ before, after }: { before: string; after: string }) => (
    <output aria-label="Difference">{`${before.length} → ${after.length}`}</output>
  ),
}));

const vpc = 'fabric/vpcs/vpc-1.yaml';
const servers = 'fabric/connections/servers.yaml';
const leaf = 'fabric/switches/leaf-03.yaml';

const deleted = () =>
  wholeConflict(
    leaf,
    { conflict: 'deleted-by-us', shape: 'delete-modify', sentence: 'main deleted this file; feature changed it.' },
    { base: textContent('a: 1\n'), ours: absent, theirs: textContent('a: 2\n') },
  );

let opened: ReturnType<typeof openMergeScreen> | null = null;
const open = (...args: Parameters<typeof openMergeScreen>) => (opened = openMergeScreen(...args));
afterEach(() => {
  opened?.close();
  opened = null;
});

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('a small conflict', () => {
  test('is asked inline, with the base and both sides, and says itself', async () => {
    open([textConflict(vpc, small)]);
    const first = await screen.findByRole('region', { name: /1 of 2.*VPC vpc-1.*spec\.subnets\.default\.vlan/ });
    expect(within(first).getByText('Not resolved', { exact: false })).toBeTruthy();
    expect(first.textContent).toContain('1001');
    expect(first.textContent).toContain('1002');
    expect(first.textContent).toContain('1003');
    await row(
      /^Conflict 1 of 2, VPC vpc-1, spec\.subnets\.default\.vlan: base 1001, ours 1002, theirs 1003\. Not resolved\.$/,
    );
  });

  test('is answered, left and committed with the keyboard alone', async () => {
    const { user, merge } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('1{F8}3');
    await row(/Conflict 2 of 2.*Both taken, main first\.$/);
    await user.keyboard('3');
    await row(/Conflict 2 of 2.*Both taken, feature first\.$/);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(merge.resolved.map(({ path }) => path)).toEqual([vpc]));
    const { text } = merge.resolved[0]!;
    expect(text).toContain('vlan: 1002');
    expect(text.indexOf('backup:')).toBeGreaterThan(0);
    expect(text.indexOf('storage:')).toBeGreaterThan(text.indexOf('backup:'));
    await screen.findByText(/The file is resolved/);
    await user.keyboard('{Control>}{Enter}{/Control}');
    const message = await screen.findByRole('textbox', { name: 'Message' });
    await user.type(message, 'By two engineers');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(merge.message).toBe('Merge branch feature into main\nBy two engineers'));
    await screen.findByText(/No merge is under way/);
  });

  test('undo takes answers back one by one, then redo gives them again', async () => {
    const { user } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('0{F8}2');
    await row(/Conflict 1 of 2.*Base kept\.$/);
    await row(/Conflict 2 of 2.*feature taken\.$/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 2 of 2.*Not resolved\.$/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 1 of 2.*Not resolved\.$/);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await row(/Conflict 1 of 2.*Base kept\.$/);
  });

  test('can be written by hand', async () => {
    const { user } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('{Enter}');
    const area = await screen.findByRole('textbox', { name: 'Your own lines for this place' });
    await waitFor(() => expect(document.activeElement).toBe(area));
    await user.clear(area);
    await user.type(area, '      vlan: 1500');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await row(/Conflict 1 of 2.*Edited by hand\.$/);
    expect(screen.queryByRole('textbox', { name: 'Your own lines for this place' })).toBeNull();
  });

  test('is answered by the buttons too', async () => {
    const { user } = open([textConflict(vpc, small)]);
    const answers = await screen.findByRole('group', { name: 'Answers to conflict 2' });
    await user.click(within(answers).getByRole('button', { name: /Theirs: feature/ }));
    await row(/Conflict 2 of 2.*feature taken\.$/);
  });
});

describe('drafts', () => {
  test('are saved within a second of an answer, with the answers', async () => {
    const { user, merge } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('2');
    await waitFor(() => expect(Object.values(merge.drafts.get(vpc)?.choices ?? {})).toEqual(['theirs']), {
      timeout: 1_000,
    });
    expect(merge.drafts.get(vpc)?.text).toContain('vlan: 1003');
  });

  test('are taken up again as they were', async () => {
    const first = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await first.user.keyboard('0');
    await waitFor(() => expect(first.merge.drafts.size).toBe(1));
    const { drafts } = first.merge;
    first.close();
    open([textConflict(vpc, small)], drafts);
    await row(/Conflict 1 of 2.*Base kept\.$/);
    await row(/Conflict 2 of 2.*Not resolved\.$/);
  });

  test('a failure to save is shown', async () => {
    const { user, bridge } = open([textConflict(vpc, small)]);
    const { failing } = await import('../../support/fake-bridge');
    bridge.answer({ 'merge.save-draft': () => failing({ code: 'disk-full', path: '/vault', neededBytes: null }) });
    await row(/Conflict 1 of 2/);
    await user.keyboard('2');
    await screen.findByText('Draft not saved');
  });
});

describe('several files', () => {
  test('F8 goes over files and around; what is answered sinks', async () => {
    const { user } = open([textConflict(vpc, small), textConflict(servers, medium)]);
    await row(/Conflict 1 of 2/);
    await screen.findByText(/2 of 2 files left/);
    await user.keyboard('1{F8}1');
    await screen.findByText('all 2 answered');
    await user.keyboard('{F8}');
    await row(/Conflict 1 of 9/);
    const rows = screen.getAllByRole('row').map((one) => one.getAttribute('aria-label') ?? '');
    const at = (text: string): number => rows.findIndex((one) => one.startsWith(text));
    expect(at(vpc)).toBeGreaterThan(at(servers));
  });

  test('a long file has three panes, its conflict above them, and the base when it is asked for', async () => {
    const { user } = open([textConflict(servers, medium)]);
    const panes = await screen.findByLabelText('The panes');
    const strip = screen.getByRole('region', { name: 'Current conflict' });
    expect(strip.textContent).toContain('Base');
    expect(strip.textContent).toContain('leaf-01/E1/3');
    await user.keyboard('{Control>}{Shift>}b{/Shift}{/Control}');
    expect(panes.dataset.base).toBe('true');
    await user.keyboard('{Control>}\\{/Control}');
    await screen.findByRole('region', { name: 'Conflicts, inline' });
  });

  test('white space is said to be white space', async () => {
    const { user } = open([textConflict(servers, medium)]);
    await screen.findByLabelText('The panes');
    await user.click(await row(/^Conflict 5 of 9/));
    await screen.findByText('only white space differs');
  });

  test('all that is left takes one side by one step', async () => {
    const { user } = open([textConflict(servers, medium)]);
    await screen.findByLabelText('The panes');
    await user.keyboard('2');
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: /Take ours \(main\) for all that is left/ }));
    await row(/^Conflict 1 of 9.*feature taken\.$/);
    await row(/^Conflict 9 of 9.*main taken\.$/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/^Conflict 9 of 9.*Not resolved\.$/);
    await row(/^Conflict 1 of 9.*feature taken\.$/);
  });
});

describe('questions about a whole path', () => {
  test('deleted here, changed there: a sentence, the change, and what each answer does', async () => {
    const { user, merge, bridge } = open([deleted()]);
    const question = await screen.findByRole('region', { name: 'Question' });
    expect(question.textContent).toContain('main deleted this file; feature changed it.');
    expect(question.textContent).toContain('Delete the file');
    expect(question.textContent).toContain("Keep feature's version");
    await screen.findByLabelText('Difference');
    await user.keyboard('2');
    await waitFor(() => expect(merge.resolved).toHaveLength(1));
    expect(bridge.inputsOf('merge.resolve-whole')[0]).toMatchObject({ path: leaf, choice: 'theirs' });
  });

  test('deleting says who would name something that is gone', async () => {
    const fabric = fabricAnswers();
    open([deleted()], undefined, false, {
      'fabric.resources': async (input, id) => {
        const { rows, ...rest } = (await fabric['fabric.resources']!(input, id)) as OutputOf<'fabric.resources'>;
        return { ...rest, rows: rows.slice(0, 1).map((one) => ({ ...one, path: input.paths![0]! })) };
      },
      // One resource that names it in two fields is one line, with both.
      'fabric.resource': async (input, id) => {
        const resource = (await fabric['fabric.resource']!(input, id)) as OutputOf<'fabric.resource'>;
        const [one] = resource.referrers;
        return { ...resource, referrers: [one!, { ...one!, field: 'spec.other', line: 41 }] };
      },
    });
    const question = await screen.findByRole('region', { name: 'Question' });
    await within(question).findByText('If it goes, 2 places would name something that is not here any more:');
    within(question).getByText(
      /^VPCAttachment .* names VPC vpc-storage in \S+ \(line \d+\), spec.other \(line 42\) of /,
    );
  });

  test('1 does what our side did', async () => {
    const { user, bridge, merge } = open([deleted()]);
    await screen.findByRole('region', { name: 'Question' });
    await user.keyboard('1');
    await waitFor(() => expect(merge.resolved).toHaveLength(1));
    expect(bridge.inputsOf('merge.resolve-whole')[0]).toMatchObject({ choice: 'delete' });
  });
});

describe('the way out', () => {
  test('abort asks once, saves what was answered, and can be undone', async () => {
    const { user, merge, bridge } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('1');
    await user.click(screen.getByRole('button', { name: 'Abort' }));
    const question = await screen.findByRole('alertdialog');
    expect(bridge.inputsOf('merge.abort')).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: 'Abort' }));
    await screen.findByText(/No merge is under way/);
    expect(merge.drafts.get(vpc)?.text).toContain('vlan: 1002');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await row(/Conflict 1 of 2.*main taken\.$/);
  });

  test('a resolved file is a conflict again after Undo, with its answers', async () => {
    const { user } = open([textConflict(vpc, small), deleted()]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('1{F8}1{Control>}{Enter}{/Control}');
    await row(/vpc-1\.yaml, resolved/);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('all 2 answered');
  });

  test('text that still has markers is asked about', async () => {
    const { user, merge } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('{Enter}');
    const area = await screen.findByRole('textbox', { name: 'Your own lines for this place' });
    await user.clear(area);
    await user.type(area, '<<<<<<< main');
    await user.keyboard('{Control>}{Enter}{/Control}{F8}1{Control>}{Enter}{/Control}');
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Line 12');
    expect(merge.resolved).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: 'Write it anyway' }));
    await waitFor(() => expect(merge.resolved).toHaveLength(1));
  });
});

describe('something else writes the file', () => {
  test('the person chooses; the result is not touched before', async () => {
    const { user, merge } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.keyboard('1');
    merge.writeOutside(vpc, small.theirs);
    await screen.findByText(/Something else wrote this file/);
    await row(/Conflict 1 of 2.*main taken\.$/);
    await user.click(screen.getByRole('button', { name: 'Take its text in' }));
    await row(/Conflict 1 of 2.*feature taken\.$/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 1 of 2.*main taken\.$/);
  });
});

describe('why', () => {
  test('names both sides’ commits', async () => {
    const { user } = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await user.click(screen.getByRole('button', { name: /Show or hide why/ }));
    const why = await screen.findByRole('complementary', { name: 'Why' });
    expect(why.textContent).toContain('Renumber the default VLAN');
    expect(why.textContent).toContain('Prepare the second rack');
    expect(why.textContent).toContain('the branch that is merged');
  });
});

test('without a merge one can be started', async () => {
  const { merge, bridge, user } = open([]);
  merge.isOver = true;
  merge.onChange();
  await screen.findByText(/No merge is under way/);
  bridge.answer({
    'merge.start': () => {
      merge.isOver = false;
      return { operationId: 'x', title: 'Merged', undoable: true, changedPaths: [], conflicts: 1 };
    },
  });
  await user.click(screen.getByRole('button', { name: /Merge a branch/ }));
  await user.click(await screen.findByRole('menuitem', { name: /feature/ }));
  await waitFor(() => expect(bridge.inputsOf('merge.start')[0]).toMatchObject({ revision: 'feature' }));
});
