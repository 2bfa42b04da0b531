import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const nameLength: ResourceRule = {
  id: 'name-length',
  numbers: [4],
  kinds: [],
  severity: 'error',
  title: 'A name has at most 253 characters',
  source: 'fabricator, loader.go validateObject',
  looksAt: 'resource',
  check: ({ id, kind }) =>
    unless(
      !kind || id.name.length <= 253,
      ['metadata', 'name'],
      `The name has ${id.name.length} characters; 253 are allowed`,
    ),
};
