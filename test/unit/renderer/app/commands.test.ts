import { expect, test, vi } from 'vitest';
import { findCommand, registerCommands, runCommand } from '../../../../src/renderer/app/commands/commands';

const command = (id: string, run: () => void | Promise<unknown>) => ({ id, title: id, group: 'Test', run });

test('a later command takes over until it leaves', () => {
  const first = registerCommands([command('a', () => undefined)]);
  const before = findCommand('a');
  const second = registerCommands([command('a', () => undefined)]);
  expect(findCommand('a')).not.toBe(before);
  first();
  expect(findCommand('a')).not.toBeNull();
  second();
  expect(findCommand('a')).toBeNull();
});

test('a command that is under way is not begun again; afterwards it is', async () => {
  let end: () => void = () => undefined;
  const run = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
  const stop = registerCommands([command('slow', run)]);
  runCommand('slow');
  runCommand('slow');
  expect(run).toHaveBeenCalledTimes(1);
  end();
  await vi.waitFor(() => {
    runCommand('slow');
    expect(run).toHaveBeenCalledTimes(2);
  });
  end();
  stop();
});
