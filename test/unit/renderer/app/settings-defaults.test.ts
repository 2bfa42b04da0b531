import { expect, test } from 'vitest';
import { Settings } from '../../../../src/contract/settings';
import { defaultSettings } from '../../../../src/renderer/app/settings-store';

test('what counts before the settings are read is what the contract says', () => {
  expect(defaultSettings).toEqual(Settings.parse({}));
});
