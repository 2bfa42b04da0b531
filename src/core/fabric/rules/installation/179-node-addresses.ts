import type { Resource } from '../../model/model-file';
import type { Prefix } from '../../net/ip';
import { containsAddress, formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../net/ip';
import { asName, asText, valueAt } from '../../value';
import { installPrefix, installValue, nodesOf } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

/** The numbers that addresses of nodes are held against. */
interface Network {
  readonly management: Prefix | null;
  readonly dummy: Prefix | null;
  readonly vip: string | null;
  readonly dhcpStart: string | null;
}

/** Two fields of a node that are filled in together. */
const fields = [
  { at: ['spec', 'management', 'ip'], name: 'management ip' },
  { at: ['spec', 'dummy', 'ip'], name: 'dummy ip' },
] as const;

const addressOf = ({ family, address }: Prefix): { family: 4 | 6; value: bigint } => ({ family, value: address });

function managementFault(ip: Prefix, { management, vip, dhcpStart }: Network): string | null {
  if (!management) return null;
  if (!containsAddress(management, addressOf(ip))) return `is not in the management subnet ${formatPrefix(management)}`;
  if (ip.bits !== management.bits) return `has to have the length of the management subnet, /${management.bits}`;
  if (formatAddress(addressOf(ip)) === vip) return 'is the shared address of the control nodes';
  const leases = parseAddress(dhcpStart ?? '');
  return leases && ip.address >= leases.value
    ? `is among the addresses given out by DHCP, from ${String(dhcpStart)}`
    : null;
}

function dummyFault(ip: Prefix, { dummy }: Network): string | null {
  if (ip.bits !== 31) return 'has to be a /31';
  return dummy && !containsAddress(dummy, addressOf(ip)) ? `is not in the dummy subnet ${formatPrefix(dummy)}` : null;
}

const faults = [managementFault, dummyFault] as const;

function networkOf(fabricator: Resource): Network {
  const vip = parsePrefix(asText(installValue(fabricator, ['control', 'controlVIP']).value) ?? '');
  return {
    management: installPrefix(fabricator, ['control', 'managementSubnet']),
    dummy: installPrefix(fabricator, ['control', 'dummySubnet']),
    vip: vip && formatAddress(addressOf(vip)),
    dhcpStart: asText(installValue(fabricator, ['fabric', 'managementDHCPStart']).value),
  };
}

/** Nobody knows the subnets when the Fabricator is somewhere else; what addresses are to each other still counts. */
const unknownNetwork: Network = { management: null, dummy: null, vip: null, dhcpStart: null };

export const nodeAddresses: InstallationRule = {
  id: 'node-addresses',
  numbers: [179],
  kinds: ['ControlNode', 'FabNode'],
  severity: 'error',
  title:
    'A node’s management address is in the management subnet, its dummy address a /31 of the dummy subnet; both its own',
  source: 'fabricator, ControlNode.Validate and FabNode.Validate; hydrate.go getHydration',
  looksAt: 'installation',
  check: (installation) => {
    const [fabricator] = installation.fabricators;
    const network = fabricator ? networkOf(fabricator) : unknownNetwork;
    const owners = new Map<string, Resource>();
    return nodesOf(installation).flatMap((resource): PlacedDraft[] => {
      const texts = fields.map(({ at }) => asName(valueAt(resource.value, at)));
      // Neither: the installer gives both.
      if (texts.every((text) => text === null)) return [];
      return fields.flatMap(({ at, name }, index): PlacedDraft[] => {
        const text = texts[index] ?? null;
        const whose = `The ${name} of ${resource.id.kind} ${resource.id.name}`;
        if (text === null)
          return [{ resource, at: [...at], message: `${whose} is missing, but the other address is there` }];
        const ip = parsePrefix(text);
        if (!ip) return [{ resource, at: [...at], message: `${whose} is ${text}, no address with a length` }];
        const fault = faults[index]?.(ip, network) ?? null;
        const key = `${name} ${formatAddress(addressOf(ip))}`;
        const owner = owners.get(key);
        if (!owner) owners.set(key, resource);
        const related = owner ? [{ resource: owner, at: [...at], message: owner.id.name }] : [];
        return [
          ...(fault === null ? [] : [{ resource, at: [...at], message: `${whose}, ${text}, ${fault}` }]),
          ...(owner
            ? [
                {
                  resource,
                  at: [...at],
                  message: `${whose}, ${text}, belongs to ${owner.id.kind} ${owner.id.name} already`,
                  related,
                },
              ]
            : []),
        ];
      });
    });
  },
};
