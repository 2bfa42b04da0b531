import { describe, expect, it } from 'vitest';
import { isAtLeast, versionIn } from '../../../scripts/setup/check-tools.mjs';

describe('versions of tools', () => {
  it.each([
    ['git version 2.39.5', [2, 39, 5]],
    ['git version 2.39.5 (Apple Git-154)', [2, 39, 5]],
    ['git version 2.50.1.windows.1', [2, 50, 1]],
    ['v20.19.0', [20, 19, 0]],
    ['11.2', [11, 2, 0]],
    ['no number here', null],
  ])('reads %j', (text, version) => expect(versionIn(text)).toEqual(version));

  it.each([
    [[20, 19, 0], [20, 19], true],
    [[20, 18, 9], [20, 19], false],
    [[22, 1, 0], [20, 19], true],
    [[2, 38, 0], [2, 38], true],
    [[1, 99, 0], [2, 38], false],
    [[9, 99, 0], [10], false],
  ])('%j at least %j: %s', (version, minimum, wanted) => expect(isAtLeast(version, minimum)).toBe(wanted));
});
