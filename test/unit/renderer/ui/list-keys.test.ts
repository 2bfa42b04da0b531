import { expect, test } from 'vitest';
import { listMove } from '../../../../src/renderer/ui/list-keys';

const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}, lead = 5) =>
  listMove(
    { key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more },
    { lead, count: 10, pageRows: 4, mac: false },
  );

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['ArrowUp', -1, 9],
  ['PageDown', 5, 9],
  ['PageUp', 5, 1],
  ['Home', 5, 0],
  ['End', 5, 9],
])('%s from %i goes to %i', (key, from, to) => {
  expect(press(key, {}, from)).toEqual({ kind: 'go', to, extend: false });
});

test('Shift extends, Ctrl+A takes all, other letters are not the list’s', () => {
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'go', to: 6, extend: true });
  expect(press('a', { ctrlKey: true })).toEqual({ kind: 'all' });
  expect(press('a')).toBeNull();
  expect(press('ArrowDown', { ctrlKey: true })).toBeNull();
});
