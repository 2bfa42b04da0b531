import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { failing } from '../../support/fake-bridge';
import { absent, textConflict, textContent } from '../../support/merge/fake-merge';
import { openMergeScreen } from './open-merge-screen';

vi.mock('../../../src/renderer/features/merge/session/open-buffer', async () => {
  const { PlainBuffer } = await import('../../support/merge/plain-buffer');
  return { openBuffer: (lines: readonly string[]) => Promise.resolve(new PlainBuffer(lines)) };
});

const executableContent = (text: string) => {
  const content = textContent(text);
  return content.kind === 'text' ? { ...content, executable: true } : content;
};

test('asks for the mode where both sides added the file, one of them executable', async () => {
  const sides = textConflict('fabric/run.yaml', { base: '', ours: 'a: 1\n', theirs: 'a: 2\n' });
  const written: (boolean | undefined)[] = [];
  const { user, close } = openMergeScreen(
    [{ ...sides, base: absent, theirs: executableContent('a: 2\n') }],
    undefined,
    false,
    {
      'merge.resolve-text': ({ path, executable }) => {
        written.push(executable);
        return failing({ code: 'state-changed-since', what: path });
      },
    },
  );
  await screen.findByRole('row', { name: /Conflict 1 of 1/ });
  await user.keyboard('1{Control>}{Enter}{/Control}');
  const question = await screen.findByRole('alertdialog', { name: 'Is this file to be executable?' });
  expect(question.textContent).toContain('on feature it is executable, on main it is not');
  expect(written).toEqual([]);
  await user.click(within(question).getByRole('button', { name: 'Executable' }));
  await waitFor(() => expect(written).toEqual([true]));
  close();
});
