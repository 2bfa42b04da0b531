import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadExtensions } from '../../../src/engine/fabric/desk/load-extensions';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

test.each([
  ['export const a = 1;', 'it has no default export'],
  ['export default {};', 'its default export.name is missing; it has to be a text'],
  [
    "export default { name: 'My House' };",
    'its default export.name has to be a name of small letters, digits and hyphens, 60 at most, not "My House"',
  ],
  [
    "export default { name: 'a', rules: [{ id: 'r', title: 't', severity: 'eror', check() {} }] };",
    'its default export.rules[0].severity has to be error, warning or note, not "eror"; did you mean error?',
  ],
  [
    "export default { name: 'a', rules: [{ id: 'r', title: 't', check: 3 }] };",
    'its default export.rules[0].check has to be a function, not 3',
  ],
])('an extension that cannot be used says where and why: %s', async (code, reason) => {
  const folder = await temporaryFolder('extensions');
  await writeFile(join(folder, 'house.mjs'), code, { mode: 0o600 });
  expect((await loadExtensions(folder)).problems).toEqual([{ file: 'house.mjs', reason }]);
});
