import { expect, it } from 'vitest';
import { escapeMarkdown } from '../../../../src/renderer/editor/plain-markdown';

it.each([
  ['plain words', 'plain words'],
  ['[x](http://a)', String.raw`\[x\]\(http\:\/\/a\)`],
  ['<img src=x>', String.raw`\<img src=x\>`],
  ['a `b<c>` d', 'a `b<c>` d'],
  ['half a `quote', String.raw`half a \`quote`],
])('%s', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});
