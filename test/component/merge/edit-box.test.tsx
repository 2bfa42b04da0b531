import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { textConflict } from '../../support/merge/fake-merge';
import { small } from '../../support/merge/sample-texts';
import { openMergeScreen } from './open-merge-screen';

vi.mock('../../../src/renderer/features/merge/session/open-buffer', async () => {
  const { PlainBuffer } = await import('../../support/merge/plain-buffer');
  return { openBuffer: (lines: readonly string[]) => Promise.resolve(new PlainBuffer(lines)) };
});

const vpc = 'fabric/vpcs/vpc-1.yaml';

let opened: ReturnType<typeof openMergeScreen> | null = null;
const open = (...args: Parameters<typeof openMergeScreen>) => (opened = openMergeScreen(...args));
afterEach(() => {
  opened?.close();
  opened = null;
});

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('drafts', () => {
  const boxName = { name: 'Your own lines for this place' };
  const typeOwnLines = async ({ user }: ReturnType<typeof open>, text: string): Promise<void> => {
    await row(/Conflict 1 of 2/);
    await user.keyboard('{Enter}');
    const box = await screen.findByRole('textbox', boxName);
    await user.clear(box);
    await user.type(box, text);
  };

  test('have what is in the edit box, which is there again after the app was killed', async () => {
    const first = open([textConflict(vpc, small)]);
    await typeOwnLines(first, '      vlan: 1500');
    await waitFor(() => expect(first.merge.drafts.get(vpc)?.text).toContain('vlan: 1500'), { timeout: 1_000 });
    const drafts = new Map(first.merge.drafts);
    first.close();
    open([textConflict(vpc, small)], drafts);
    await row(/Conflict 1 of 2.*Edited by hand\.$/);
    await row(/Conflict 2 of 2.*Not resolved\.$/);
    expect(screen.getByRole('region', { name: /1 of 2/ }).textContent).toContain('vlan: 1500');
  });

  test('lose what was in the edit box when it is cancelled: the answer before is back, in one step', async () => {
    const merging = open([textConflict(vpc, small)]);
    await row(/Conflict 1 of 2/);
    await merging.user.keyboard('2');
    await typeOwnLines(merging, '      vlan: 15');
    await row(/Conflict 1 of 2.*Edited by hand\.$/);
    await merging.user.keyboard('00');
    await waitFor(() => expect(merging.merge.drafts.get(vpc)?.text).toContain('vlan: 1500'), { timeout: 1_000 });
    await merging.user.keyboard('{Escape}');
    await row(/Conflict 1 of 2.*feature taken\.$/);
    expect(screen.queryByRole('textbox', boxName)).toBeNull();
    await waitFor(() => expect(merging.merge.drafts.get(vpc)?.text).toContain('vlan: 1003'), { timeout: 1_000 });
    await merging.user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 1 of 2.*Not resolved\.$/);
  });

  test('keep what was in the edit box when the person goes to another conflict', async () => {
    const merging = open([textConflict(vpc, small)]);
    await typeOwnLines(merging, '      vlan: 1500');
    await merging.user.keyboard('{F8}');
    await row(/Conflict 1 of 2.*Edited by hand\.$/);
    await waitFor(() => expect(screen.queryByRole('textbox', boxName)).toBeNull());
    await merging.user.keyboard('{Control>}z{/Control}');
    await row(/Conflict 1 of 2.*Not resolved\.$/);
  });
});
