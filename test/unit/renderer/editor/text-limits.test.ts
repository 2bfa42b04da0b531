import { expect, test } from 'vitest';
import { languageOf } from '../../../../src/renderer/editor/language-of';
import { tooLargeToShow } from '../../../../src/renderer/editor/text-limits';

test('a text that would freeze the window is not shown, and says why', () => {
  expect(tooLargeToShow(['a\n'.repeat(20_000), 'b'])).toBeNull();
  expect(tooLargeToShow(['x'.repeat(11_000_000), 'x'.repeat(11_000_000)])).toContain('22 million characters');
  expect(tooLargeToShow(['\n'.repeat(500_000)])).toContain('500000 lines');
});

test.each([
  ['a/b.yaml', 'yaml'],
  ['a/b.YML', 'yaml'],
  ['a/yaml', 'plaintext'],
  ['README.md', 'plaintext'],
])('%s is coloured as %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
