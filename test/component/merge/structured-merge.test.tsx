import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { textConflict, textContent } from '../../support/merge/fake-merge';
import { PlainBuffer } from '../../support/merge/plain-buffer';
import { openMergeScreen } from './open-merge-screen';

// Whole screens, on machines that do much else.
vi.setConfig({ testTimeout: 30_000 });

const buffers: PlainBuffer[] = [];
vi.mock('../../../src/renderer/features/merge/session/open-buffer', () => ({
  openBuffer: (lines: readonly string[]) => {
    const buffer = new PlainBuffer(lines);
    buffers.push(buffer);
    return Promise.resolve(buffer);
  },
}));
vi.mock('../../../src/renderer/features/merge/view/three-pane', () => ({
  default: ({ session }: { session: { text: string } }) => <output aria-label="The panes">{session.text}</output>,
}));
vi.mock('../../../src/renderer/editor/monaco-diff', () => ({
  default: ({ after }: { after: string }) => <output aria-label="Difference">{after}</output>,
}));

const vpc = (name: string, vlan: number, subnet: string, extra = ''): string => `---
apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: ${name}
spec:
  subnets:
    default:
      subnet: ${subnet}
      vlan: ${vlan}
${extra}`;

const two = {
  base: vpc('vpc-1', 1001, '10.0.1.0/24') + vpc('vpc-2', 2001, '10.1.1.0/24'),
  ours: vpc('vpc-1', 1002, '10.0.2.0/24') + vpc('vpc-2', 2002, '10.1.1.0/24', '    red:\n      vlan: 5\n'),
  theirs: vpc('vpc-1', 1003, '10.0.3.0/24') + vpc('vpc-2', 2003, '10.1.1.0/24', '    blue:\n      vlan: 6\n'),
};
/** Git stops here; read as YAML the changes fit together. */
const fits = {
  base: vpc('a', 1, '10.0.1.0/24'),
  ours: vpc('a', 2, '10.0.1.0/24'),
  theirs: vpc('a', 1, '10.0.9.0/24'),
};
const chart = (version: string, app: string): string =>
  `name: x\ndescription: y\nversion: ${version}\n# app\nappVersion: "${app}"\n`;
const charts = { base: chart('1.0.0', '5'), ours: chart('1.0.1', '6'), theirs: chart('1.0.1', '7') };
const path = 'fabric/vpcs.yaml';

let opened: ReturnType<typeof openMergeScreen> | null = null;
const open = (...[files, drafts]: Parameters<typeof openMergeScreen>) =>
  (opened = openMergeScreen(files, drafts, true));
afterEach(() => {
  opened?.close();
  opened = null;
  buffers.length = 0;
});

const row = (name: RegExp) => screen.findByRole('row', { name });
const written = (): string => buffers[0]!.lines().join('\n');

describe('conflicts by resource and value', () => {
  test('are listed under their resources, and say themselves', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/^VPC default\/vpc-1, fabric\/vpcs\.yaml, 2 of 2 left\.$/);
    await row(/^VPC default\/vpc-2, .*1 of 1 left\.$/);
    await row(
      /^Conflict 2 of 3, VPC vpc-1, spec\.subnets\.default\.vlan: base 1001, ours 1002, theirs 1003\. Not resolved\.$/,
    );
    await screen.findByText('1 of 1 file left, 3 of 3 conflicts open');
    await user.keyboard('g');
    await row(/^fabric\/vpcs\.yaml, 3 of 3 left/);
  });

  test('two values on neighbouring lines are answered each for itself, and undo takes back one', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('1{F8}2{F8}0');
    await screen.findByText('1 of 1 file left, all answered');
    expect(written()).toContain('subnet: 10.0.2.0/24\n      vlan: 1003');
    expect(written()).toContain('vlan: 2001');
    expect(written()).toMatch(/red:[^]*blue:/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 3 of 3, .*Not resolved\.$/);
    await row(/Conflict 2 of 3, .*feature taken\.$/);
  });

  test('both is no answer where there is place for one value', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('3');
    await row(/Conflict 1 of 3, .*Not resolved\.$/);
  });

  test('a value of one’s own is typed as a value', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('{F8}{Enter}');
    const box = await screen.findByRole('textbox', { name: 'Your own value' });
    expect((box as HTMLTextAreaElement).value).toBe('1002');
    await user.clear(box);
    await user.type(box, '1234');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await row(/Conflict 2 of 3, .*Edited by hand\.$/);
    expect(written()).toContain('subnet: 10.0.1.0/24\n      vlan: 1234\n');
  });

  test('text and values are the same decision: typing in the text answers the question there, undo reopens it', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('{Control>}\\{/Control}');
    expect((await screen.findByRole('status', { name: 'The panes' })).textContent).toContain('vlan: 1001');
    const line = buffers[0]!.lines().findIndex((one) => one.includes('vlan: 1001'));
    buffers[0]!.type({ startLine: line + 1, startColumn: 13, endLine: line + 1, endColumn: 17, text: '4000' });
    await row(/Conflict 2 of 3, .*Edited by hand\.$/);
    await row(/Conflict 1 of 3, .*Not resolved\.$/);
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 2 of 3, .*Not resolved\.$/);
  });

  test('why: the rule, both sides’ commits of this value, what was settled, the proof', async () => {
    open([textConflict(path, two)]);
    const why = await screen.findByRole('complementary', { name: 'Why' });
    await within(why).findByText('Both sides changed this value.');
    await within(why).findByText('Change subnet for the new rack');
    await within(why).findByText('Move subnet out of the old range');
    within(why).getByText('VPC default/vpc-2 › spec.subnets');
    within(why).getByText('Every change of both sides is in it, once, but for what was asked');
  });

  test('what was settled is asked again when a person wants that', async () => {
    const third = (extra: string): string => vpc('vpc-3', 3001, '10.2.1.0/24', extra);
    const three = {
      base: two.base + third(''),
      ours: two.ours + third('    red:\n      vlan: 7\n'),
      theirs: two.theirs + third('    blue:\n      vlan: 8\n'),
    };
    const { user } = open([textConflict(path, three)]);
    const why = await screen.findByRole('complementary', { name: 'Why' });
    await user.click(within(why).getAllByRole('button', { name: 'Ask me' })[1]!);
    await row(/Conflict 4 of 4, VPC vpc-3, spec\.subnets: .*Not resolved\.$/);
    await user.keyboard('1');
    await row(/Conflict 4 of 4, .*main taken\.$/);
    expect(written()).not.toContain('vlan: 8');
    await user.keyboard('{Control>}zz{/Control}');
    await waitFor(() => expect(screen.queryByRole('row', { name: /of 4/ })).toBeNull());
    expect(written()).toContain('vlan: 8');
  });
});

describe('drafts', () => {
  test('keep answers by conflict id, and bring them back exactly', async () => {
    const first = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await first.user.keyboard('1{F8}2');
    await waitFor(() => expect(Object.values(first.merge.drafts.get(path)?.answers ?? {})).toEqual(['ours', 'theirs']));
    const draft = first.merge.drafts.get(path)!;
    expect(Object.keys(draft.answers ?? {})[0]).toBe('VPC default/vpc-1 · spec.subnets.default.subnet · both-changed');
    first.close();
    buffers.length = 0;
    open([textConflict(path, two)], new Map([[path, draft]]));
    await row(/Conflict 1 of 3, .*main taken\.$/);
    await row(/Conflict 2 of 3, .*feature taken\.$/);
    await row(/Conflict 3 of 3, .*Not resolved\.$/);
    expect(written()).toBe(draft.text);
  });

  test('a file that somebody began by hand is asked by lines, and says why', async () => {
    const file = textConflict(path, two);
    file.worktree = textContent(two.ours.replace('vlan: 1002', 'vlan: 7'));
    const { user } = open([file]);
    await screen.findByText(/Asked by lines: it was worked on by lines already/);
    await user.keyboard('l');
    await row(/Conflict 1 of 3, VPC vpc-1, spec\.subnets\.default\.subnet/);
  });
});

describe('suggestions', () => {
  test('are taken by one key, or all together after a look at them', async () => {
    const { user } = open([textConflict('charts/x/Chart.yaml', charts)]);
    await screen.findByRole('button', { name: /^Suggested: Use 1\.0\.2/ });
    await user.keyboard('a');
    await row(/Conflict 1 of 2, .*Edited by hand\.$/);
    expect(written()).toContain('version: 1.0.2');
    await user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 1 of 2, .*Not resolved\.$/);
    await user.keyboard('{Shift>}A{/Shift}');
    const dialog = await screen.findByRole('dialog', { name: 'Take all suggestions' });
    within(dialog).getByText(/charts\/x\/Chart\.yaml › version/);
    await user.click(within(dialog).getByRole('button', { name: /^Take 1 suggestion/ }));
    await waitFor(() => expect(written()).toContain('version: 1.0.2'));
  });
});

describe('what structure settles', () => {
  test('is offered with its proof, never written by itself, and written for all files by one key', async () => {
    const { user, merge } = open([textConflict('a.yaml', fits), textConflict('b.yaml', fits), textConflict(path, two)]);
    await screen.findByText('2 files are resolved by structure, with proof.');
    expect(merge.resolved).toEqual([]);
    await row(/^a\.yaml, resolved by structure\./);
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await waitFor(() => expect(merge.resolved.map((one) => one.path)).toEqual(['a.yaml', 'b.yaml']));
    expect(merge.resolved[0]!.text).toContain('subnet: 10.0.9.0/24\n      vlan: 2');
  });
});

describe('before it is written', () => {
  test('what an edit lost is named, and a person decides', async () => {
    const { user, merge } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('1{F8}1{F8}1');
    await screen.findByText(/Checked: nothing is lost/);
    const line = buffers[0]!.lines().findIndex((one) => one.includes('blue:'));
    buffers[0]!.type({ startLine: line + 1, startColumn: 1, endLine: line + 3, endColumn: 1, text: '' });
    await screen.findByRole('button', { name: '1 thing to look at' }, { timeout: 10_000 });
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('alertdialog', { name: 'Is this meant so?' });
    within(dialog).getByText(/VPC default\/vpc-2 › spec\.subnets\.blue\.vlan is not 6 any more, which theirs has\./);
    expect(merge.resolved).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Write it anyway' }));
    await waitFor(() => expect(merge.resolved).toHaveLength(1));
  });

  test('a broken file is called broken, with a jump to the line', async () => {
    const { user } = open([textConflict(path, two)]);
    await row(/Conflict 1 of 3/);
    await user.keyboard('1{F8}1{F8}1');
    buffers[0]!.type({ startLine: 2, startColumn: 1, endLine: 2, endColumn: 1, text: 'kind: VPC\n' });
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('alertdialog', { name: 'This would break the file' });
    await user.click(within(dialog).getByRole('button', { name: 'Go to line 4' }));
    await screen.findByRole('status', { name: 'The panes' });
  });
});
