import { formatAddress, formatPrefix, networkOf, parsePrefix } from '../../net/ip';
import { asText } from '../../value';
import { installPrefix, installValue, installWords } from '../../views/install-view';
import type { InstallationRule } from '../rule';

export const controlVip: InstallationRule = {
  id: 'control-vip',
  numbers: [174],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The shared address of the control nodes is the first of the management subnet, as a /32',
  source: 'fabricator, hydrate.go hydrate; Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const subnet = installPrefix(resource, ['control', 'managementSubnet']);
      if (!subnet) return [];
      const first = `${formatAddress({ family: subnet.family, value: networkOf(subnet) + 1n })}/32`;
      const vip = installValue(resource, ['control', 'controlVIP']);
      const read = parsePrefix(asText(vip.value) ?? '');
      if (read && `${formatAddress({ family: read.family, value: read.address })}/${read.bits}` === first) return [];
      return [
        {
          resource,
          at: vip.at,
          message: `${installWords(vip)} has to be ${first}, the first address of the management subnet ${formatPrefix(subnet)}`,
          fix: { title: `Change to ${first}`, edits: [{ at: vip.at, action: 'set', value: first }] },
        },
      ];
    }),
};
