import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { containsAddress, formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { switchView } from '../../views/switch-view';
import type { FabricSettings } from '../../policy/fabric-settings';
import type { FabricRule, PlacedDraft } from '../rule';

function whyNot(text: string, settings: FabricSettings): string | null {
  const prefix = parsePrefix(text);
  if (!prefix) return 'is no address with a length';
  const address = { family: prefix.family, value: prefix.address };
  const outer = settings.managementSubnet;
  if (!containsAddress(outer, address)) return `is not in the management subnet ${formatPrefix(outer)}`;
  if (formatAddress(address) === settings.controlVip) return 'is the address of the control nodes';
  const leases = parseAddress(settings.managementDhcpStart);
  return leases && address.value >= leases.value
    ? `is among the addresses given out by DHCP, from ${settings.managementDhcpStart}`
    : null;
}

export const managementAddress: FabricRule = {
  id: 'management-address',
  numbers: [139],
  kinds: ['Switch'],
  severity: 'error',
  title: 'The management address of a switch is in the management subnet, below DHCP, and its own',
  source: 'fabric v0.126, Switch.HydrationValidation; control and other nodes are not known here',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    return resourcesOfKind(fabric, 'Switch').flatMap((resource): PlacedDraft[] => {
      const { ip } = switchView(resource);
      if (ip === null) return [];
      const reason = whyNot(ip, fabric.policy.settings);
      const at = ['spec', 'ip'];
      const key = ip.split('/')[0] ?? ip;
      const owner = owners.get(key);
      owners.set(key, owner ?? resource);
      if (reason !== null) return [{ resource, at, message: `ip ${showValue(ip)} ${reason}` }];
      return owner
        ? [
            {
              resource,
              at,
              message: `ip ${ip} belongs to switch ${owner.id.name} already`,
              related: [{ resource: owner, at, message: owner.id.name }],
            },
          ]
        : [];
    });
  },
};
