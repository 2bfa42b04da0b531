import { ok } from '../../contract/call';
import type { GitPrograms } from '../git/git-programs';
import type { SettingsRoom } from '../settings/open-settings';
import type { CallsOf, EngineCalls } from './engine-calls';

export const settingCalls = (
  settings: SettingsRoom,
  programs: GitPrograms,
  onChange: () => void,
): CallsOf<'settings'> & Pick<EngineCalls, 'app.check-git'> => ({
  'settings.read': async () => ok(settings.current()),
  'settings.write': async (input) => {
    const written = await settings.write(input.change);
    if (written.ok) onChange();
    return written;
  },
  'app.check-git': () => programs.find(),
});
