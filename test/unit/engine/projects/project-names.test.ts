import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectNames } from '../../../../src/engine/projects/project-names';

test.each([
  ['one', ['/home/iris/fabric'], ['fabric']],
  ['same last part', ['/a/lab/fabric', '/b/lab/fabric', '/b/core'], ['a/lab/fabric', 'b/lab/fabric', 'core']],
  ['one inside the other', ['/a/fabric', '/a/fabric/fabric'], ['a/fabric', 'fabric/fabric']],
  ['Windows', ['C:\\work\\fabric', 'D:\\work\\fabric'], ['C:/work/fabric', 'D:/work/fabric']],
  ['the root', ['/'], ['/']],
])('%s', (_name, paths, expected) => {
  expect([...projectNames(paths).values()]).toEqual(expected);
});

test('names tell all folders apart', () => {
  const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((p) => `/${p.join('/')}`);
  fc.assert(
    fc.property(fc.array(folder), (paths) => {
      const names = [...projectNames(paths).values()];
      expect(new Set(names).size).toBe(new Set(paths).size);
    }),
  );
});
