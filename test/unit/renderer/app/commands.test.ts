import { expect, test } from 'vitest';
import { type Command, findCommand, registerCommands } from '../../../../src/renderer/app/commands';

const command = (title: string): Command => ({ id: 'undo', title, group: 'Test', run: () => undefined });

test('a command that takes over gives the id back when it leaves', () => {
  const leaveFirst = registerCommands([command('everywhere')]);
  const leaveSecond = registerCommands([command('on one screen')]);
  expect(findCommand('undo')?.title).toBe('on one screen');
  leaveSecond();
  expect(findCommand('undo')?.title).toBe('everywhere');
  leaveFirst();
  expect(findCommand('undo')).toBeNull();
});

test('the one below may leave first', () => {
  const leaveFirst = registerCommands([command('everywhere')]);
  const leaveSecond = registerCommands([command('on one screen')]);
  leaveFirst();
  expect(findCommand('undo')?.title).toBe('on one screen');
  leaveSecond();
  expect(findCommand('undo')).toBeNull();
});
