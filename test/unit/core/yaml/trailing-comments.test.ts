import { expect, it } from 'vitest';
import { trailingComments } from '../../../../src/core/yaml/trailing-comments';

it('finds comments behind values, brackets, items and the heads of texts, and no others', () => {
  const text = [
    '# alone',
    'a: 1 # value',
    'b: [ # open',
    '  1, # item',
    '  # alone in brackets',
    '] # closed',
    'c: | # head',
    '  echo # text',
    'd: "x # quoted" # quote',
    'e: x#y',
    'f: # below',
    '  - # dash',
    '    g: 1',
    '--- # line',
    '',
  ].join('\n');
  expect(trailingComments(text)).toEqual([
    '# value',
    '# open',
    '# item',
    '# closed',
    '# head',
    '# quote',
    '# below',
    '# dash',
    '# line',
  ]);
});
