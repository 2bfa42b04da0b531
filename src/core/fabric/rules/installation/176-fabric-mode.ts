import { showValue } from '../../schema/check-value';
import { installValue } from '../../views/install-view';
import type { InstallationRule } from '../rule';

const only = 'spine-leaf';

export const fabricMode: InstallationRule = {
  id: 'fabric-mode',
  numbers: [176],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The fabric’s mode is spine-leaf, the only one left',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const { at, value } = installValue(resource, ['fabric', 'mode']);
      if (value === only) return [];
      const fix = { title: `Change to ${only}`, edits: [{ at, action: 'set' as const, value: only }] };
      return [{ resource, at, message: `mode is ${showValue(value)}; ${only} is the only one left`, fix }];
    }),
};
