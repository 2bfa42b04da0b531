import type { Resource } from './resource';

/**
 * Two spines, two ESLAG pairs of server leaves, one border leaf.
 *
 * Addresses follow the order in which a fabric is hydrated: spines first, then by role and name; the first
 * management address after the control node, protocol and VTEP addresses from the start of their subnets,
 * leaf ASNs from 65101.
 */
interface Device {
  readonly name: string;
  readonly role: 'spine' | 'server-leaf' | 'border-leaf';
  readonly profile: string;
  readonly description: string;
  readonly redundancyGroup?: string;
  readonly vlanNamespaces: readonly string[];
}

const leaf = (number: number, redundancyGroup: string): Device => ({
  name: `leaf-0${number}`,
  role: 'server-leaf',
  profile: 'dell-s5248f-on',
  description: `Row ${number < 3 ? 'A' : 'B'}, rack ${number}`,
  redundancyGroup,
  vlanNamespaces: ['default'],
});

const devices: readonly Device[] = [
  {
    name: 'spine-01',
    role: 'spine',
    profile: 'celestica-ds3000',
    description: 'Row A, middle',
    vlanNamespaces: ['default'],
  },
  {
    name: 'spine-02',
    role: 'spine',
    profile: 'celestica-ds3000',
    description: 'Row B, middle',
    vlanNamespaces: ['default'],
  },
  {
    name: 'leaf-05',
    role: 'border-leaf',
    profile: 'dell-s5248f-on',
    description: 'Row B, by the carrier cage',
    vlanNamespaces: ['default', 'lab'],
  },
  leaf(1, 'eslag-1'),
  leaf(2, 'eslag-1'),
  leaf(3, 'eslag-2'),
  leaf(4, 'eslag-2'),
];

const spines = devices.filter((device) => device.role === 'spine').length;
const leaves = devices.length - spines;

/** `hydrated` false: as they were first written down, without addresses. */
export const switches = (hydrated: boolean): Resource[] =>
  devices.map((device, index) => ({
    group: 'wiring',
    kind: 'Switch',
    name: device.name,
    spec: {
      ...(hydrated && { asn: device.role === 'spine' ? 65100 : 65101 + index - spines }),
      boot: { mac: `02:5e:1d:00:00:${(index + 1).toString(16).padStart(2, '0')}` },
      description: device.description,
      ...(device.redundancyGroup !== undefined && { groups: [device.redundancyGroup] }),
      ...(hydrated && { ip: `172.30.0.${6 + index}/21` }),
      profile: device.profile,
      ...(hydrated && { protocolIP: `172.30.8.${index}/32` }),
      ...(device.redundancyGroup !== undefined && { redundancy: { group: device.redundancyGroup, type: 'eslag' } }),
      role: device.role,
      vlanNamespaces: device.vlanNamespaces,
      ...(hydrated && device.role !== 'spine' && { vtepIP: `172.30.12.${index - spines}/32` }),
    },
  }));

export const switchGroups: readonly Resource[] = ['eslag-1', 'eslag-2'].map((name) => ({
  group: 'wiring',
  kind: 'SwitchGroup',
  name,
  spec: {},
}));

/** Gateways get their addresses after the switches. */
export const gatewayAddresses = {
  protocolIP: `172.30.8.${devices.length}/32`,
  vtepIP: `172.30.12.${leaves}/32`,
} as const;
