import { expect, test } from 'vitest';
import { pathOf } from '../../../../src/renderer/features/welcome/use-folder-drop';

test.each([
  ['file:///home/ines/my%20fabric\r\nfile:///other', '/home/ines/my fabric'],
  ['file:///C:/fabrics/lab', 'C:/fabrics/lab'],
  ['# a comment\nfile:///srv/f%C3%A4', '/srv/fä'],
  ['https://example.org/', null],
  ['file:///broken%', null],
  ['', null],
])('%j is %j', (list, path) => {
  expect(pathOf(list)).toBe(path);
});
