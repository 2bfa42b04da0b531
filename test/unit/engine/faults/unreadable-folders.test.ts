import { expect, test } from 'vitest';
import { unreadableFolders } from '../../../../src/engine/faults/unreadable-folders';

test('names each folder that git could not open, once', () => {
  const warning = (folder: string) => `warning: could not open directory '${folder}': Permission denied\n`;
  const said = `${warning('secret/')}${warning("it's/mine/")}${warning('secret/')}warning: something else\n`;
  expect(unreadableFolders(said)).toEqual(['secret', "it's/mine"]);
  expect(unreadableFolders('')).toEqual([]);
});
