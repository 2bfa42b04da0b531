import { installPrefix, installValue, installWords } from '../../views/install-view';
import type { InstallationRule } from '../rule';

/** Longer ones have no room for a /31 of each node. */
const longest = 24;

export const dummySubnet: InstallationRule = {
  id: 'dummy-subnet',
  numbers: [174],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The dummy subnet is at least a /24',
  source: 'fabricator, hydrate.go getHydration',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const subnet = installPrefix(resource, ['control', 'dummySubnet']);
      const value = installValue(resource, ['control', 'dummySubnet']);
      return subnet && subnet.bits > longest
        ? [
            {
              resource,
              at: value.at,
              message: `${installWords(value)} is too small; it has to be at least a /${longest}`,
            },
          ]
        : [];
    }),
};
