import type { Resource } from '../../model/model-file';
import { containsAddress, formatPrefix } from '../../net/ip';
import { installAddress, installPrefix, installValue, installWords } from '../../views/install-view';
import type { InstallField } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

const start: InstallField = ['fabric', 'managementDHCPStart'];
const end: InstallField = ['fabric', 'managementDHCPEnd'];

function outside(resource: Resource, field: InstallField): PlacedDraft[] {
  const value = installValue(resource, field);
  const address = installAddress(resource, field);
  const subnet = installPrefix(resource, ['control', 'managementSubnet']);
  if (!address) return [{ resource, at: value.at, message: `${installWords(value)} is no address` }];
  if (!subnet || containsAddress(subnet, address)) return [];
  const message = `${installWords(value)} is not in the management subnet ${formatPrefix(subnet)}`;
  return [{ resource, at: value.at, message }];
}

export const managementDhcp: InstallationRule = {
  id: 'management-dhcp',
  numbers: [174],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The DHCP range of the management network starts before it ends, and lies in its subnet',
  source: 'fabricator, hydrate.go getHydration',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const [first, last] = [installAddress(resource, start), installAddress(resource, end)];
      const [from, to] = [installValue(resource, start), installValue(resource, end)];
      const turned = first && last && first.family === last.family && first.value >= last.value;
      const message = `${installWords(from)} has to be before ${installWords(to)}`;
      return [
        ...outside(resource, start),
        ...outside(resource, end),
        ...(turned ? [{ resource, at: from.isWritten ? from.at : to.at, message }] : []),
      ];
    }),
};
