import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../../scripts/setup/dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/only-mac': { version: '1.0.0', integrity: 'sha512-m', optional: true },
};
const a = wanted['node_modules/a'];

describe('isInstalled', () => {
  it.each([
    ['exactly that', { 'node_modules/a': a, 'node_modules/only-mac': wanted['node_modules/only-mac'] }, true],
    ['another platform', { 'node_modules/a': a }, true],
    ['something more', { 'node_modules/a': a, 'node_modules/b': { version: '2.0.0' } }, true],
    ['one is missing', {}, false],
    ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
    ['other bytes', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }, false],
    [
      'an optional one of another version',
      { 'node_modules/a': a, 'node_modules/only-mac': { version: '0.9.0' } },
      false,
    ],
  ])('%s', (_, installed, answer) => expect(isInstalled(wanted, installed)).toBe(answer));
});
