import type { ResourceRule } from '../rule';
import { unless } from '../words';

/** Names as the cluster allows them (RFC 1123). */
export const namePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const nameForm: ResourceRule = {
  id: 'name-form',
  numbers: [5, 146],
  kinds: [],
  severity: 'error',
  title: 'A name is made of small letters, digits, dashes and dots (RFC 1123)',
  source: 'fabric v0.126, ValidateObjectMetadata',
  looksAt: 'resource',
  check: ({ id, kind }) =>
    unless(
      !kind || id.name.length > 253 || namePattern.test(id.name),
      ['metadata', 'name'],
      `The name ${JSON.stringify(id.name)} may only have small letters, digits, dashes and dots, and starts and ends with a letter or digit`,
    ),
};
