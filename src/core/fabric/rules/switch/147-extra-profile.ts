import { builtInProfiles } from '../../profiles/built-in';
import type { ResourceRule } from '../rule';

export const extraProfile: ResourceRule = {
  id: 'extra-profile',
  numbers: [147],
  kinds: ['SwitchProfile'],
  severity: 'error',
  title: 'Switch profiles are built in; others only where the fabric allows them',
  source: 'fabric v0.126, switchprofile_wh.go',
  looksAt: 'resource',
  check: ({ id }, { settings }) => {
    const at = ['metadata', 'name'];
    if (builtInProfiles.has(id.name))
      return [{ at, message: `${id.name} is built into the fabric and cannot be changed` }];
    if (settings.extraSwitchProfiles) return [];
    return [
      {
        at,
        message: `Switch profile ${id.name} is none of the built-in ones, and this fabric does not allow others (policy: settings.extraSwitchProfiles)`,
      },
    ];
  },
};
