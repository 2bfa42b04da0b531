import type { Address, Prefix } from '../net/ip';
import { parseAddress, parsePrefix } from '../net/ip';
import type { VlanRange } from '../net/vlan';
import { closeRange } from '../net/vlan';
import type { Installation } from '../model/installations';
import type { Resource } from '../model/model-file';
import { installerDefaults } from '../policy/fabric-settings';
import type { ValuePath } from '../schema/check-value';
import { showValue } from '../schema/check-value';
import { asList, asNumber, asRecord, asText, valueAt } from '../value';

/** What holds where `spec.config` says nothing (fabricator, pkg/fab/defaults.go). */
const defaults = {
  control: {
    managementSubnet: installerDefaults.managementSubnet,
    controlVIP: `${installerDefaults.controlVip}/32`,
    kubeClusterSubnet: '172.28.0.0/16',
    kubeServiceSubnet: '172.29.0.0/16',
    dummySubnet: '172.30.90.0/24',
  },
  fabric: {
    mode: 'spine-leaf',
    managementDHCPStart: installerDefaults.managementDhcpStart,
    managementDHCPEnd: '172.30.7.254',
    protocolSubnet: installerDefaults.protocolSubnet,
    vtepSubnet: installerDefaults.vtepSubnet,
    fabricSubnet: installerDefaults.fabricSubnet,
    mclagSessionSubnet: installerDefaults.mclagSessionSubnet,
    vpcWorkaroundSubnet: installerDefaults.vpcWorkaroundSubnet,
    spineASN: installerDefaults.spineAsn,
    leafASNStart: installerDefaults.leafAsnStart,
    leafASNEnd: installerDefaults.leafAsnEnd,
    vpcIRBVLANs: [installerDefaults.irbVlans],
    th5WorkaroundVLANs: [installerDefaults.th5Vlans],
  },
  gateway: { asn: installerDefaults.gatewayAsn },
} as const;

type Defaults = typeof defaults;
/** `[section, field]` of `spec.config`, of those that have a default. */
export type InstallField = { [S in keyof Defaults]: readonly [S, keyof Defaults[S] & string] }[keyof Defaults];

/** A value of `spec.config`: the author's, or the installer's own. */
export interface InstallValue {
  readonly at: ValuePath;
  readonly name: string;
  readonly value: unknown;
  readonly isWritten: boolean;
}

/** What Go leaves at its zero value counts as not written. */
const isZero = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);

export function installValue(fabricator: Resource, [section, field]: InstallField): InstallValue {
  const at = ['spec', 'config', section, field];
  const written = valueAt(fabricator.value, at);
  const isWritten = !isZero(written);
  const value = isWritten ? written : (defaults[section] as Readonly<Record<string, unknown>>)[field];
  return { at, name: field, value, isWritten };
}

/** The prefix of a field; null: what is written is none. */
export const installPrefix = (fabricator: Resource, field: InstallField): Prefix | null =>
  parsePrefix(asText(installValue(fabricator, field).value) ?? '');

export const installAddress = (fabricator: Resource, field: InstallField): Address | null =>
  parseAddress(asText(installValue(fabricator, field).value) ?? '');

export const installNumber = (fabricator: Resource, field: InstallField): number | null =>
  asNumber(installValue(fabricator, field).value);

export const installVlans = (fabricator: Resource, field: InstallField): VlanRange[] =>
  asList(installValue(fabricator, field).value).map((entry) => {
    const { from, to } = asRecord(entry);
    return closeRange(asNumber(from) ?? 0, asNumber(to));
  });

/** `dummySubnet "172.30.90.0/24" (the installer’s default)`. */
export const installWords = ({ name, value, isWritten }: InstallValue): string =>
  `${name} ${showValue(value)}${isWritten ? '' : ' (the installer’s default)'}`;

/** All nodes, control nodes first; their addresses are of one management network. */
export const nodesOf = ({ controlNodes, fabNodes }: Installation): readonly Resource[] => [
  ...controlNodes,
  ...fabNodes,
];
