import type { Prefix } from '../net/ip';
import { parsePrefix } from '../net/ip';
import type { VlanRange } from '../net/vlan';

/**
 * The installation's numbers that the rules need. A fabric directory does not hold them; these are the installer's
 * own defaults (fabricator, pkg/fab/defaults.go), and the policy file can replace each.
 */
export interface FabricSettings {
  readonly managementSubnet: Prefix;
  /** Switch addresses stay below the addresses given out by DHCP. */
  readonly managementDhcpStart: string;
  readonly controlVip: string;
  readonly protocolSubnet: Prefix;
  readonly vtepSubnet: Prefix;
  readonly fabricSubnet: Prefix;
  /** Nothing in a namespace or VPC may overlap these. */
  readonly reservedSubnets: readonly { readonly name: string; readonly prefix: Prefix }[];
  readonly spineAsn: number;
  readonly leafAsns: VlanRange;
  readonly gatewayAsn: number;
  readonly reservedVlans: readonly { readonly name: string; readonly range: VlanRange }[];
  readonly fabricMtu: number;
  readonly serverMtuOffset: number;
  readonly gatewayEnabled: boolean;
  readonly gatewayCommunities: number;
  readonly vpcPeeringDisabled: boolean;
  readonly extraSwitchProfiles: boolean;
}

/** What a policy may say, as it is written. */
export interface SettingTexts {
  readonly managementSubnet: string;
  readonly managementDhcpStart: string;
  readonly controlVip: string;
  readonly protocolSubnet: string;
  readonly vtepSubnet: string;
  readonly fabricSubnet: string;
  readonly vpcWorkaroundSubnet: string;
  readonly mclagSessionSubnet: string;
  readonly proxyExternalSubnet: string;
  readonly spineAsn: number;
  readonly leafAsnStart: number;
  readonly leafAsnEnd: number;
  readonly gatewayAsn: number;
  readonly irbVlans: { readonly from: number; readonly to: number };
  readonly th5Vlans: { readonly from: number; readonly to: number };
  readonly fabricMtu: number;
  readonly serverMtuOffset: number;
  readonly gatewayEnabled: boolean;
  readonly gatewayCommunities: number;
  readonly vpcPeeringDisabled: boolean;
  readonly extraSwitchProfiles: boolean;
}

export const installerDefaults: SettingTexts = {
  managementSubnet: '172.30.0.0/21',
  managementDhcpStart: '172.30.4.0',
  controlVip: '172.30.0.1',
  protocolSubnet: '172.30.8.0/22',
  vtepSubnet: '172.30.12.0/22',
  fabricSubnet: '172.30.128.0/17',
  vpcWorkaroundSubnet: '172.30.96.0/19',
  mclagSessionSubnet: '172.30.95.0/31',
  proxyExternalSubnet: '172.30.16.0/22',
  spineAsn: 65100,
  leafAsnStart: 65101,
  leafAsnEnd: 65533,
  gatewayAsn: 65534,
  irbVlans: { from: 3000, to: 3899 },
  th5Vlans: { from: 3900, to: 3999 },
  fabricMtu: 9100,
  serverMtuOffset: 64,
  gatewayEnabled: true,
  gatewayCommunities: 10,
  vpcPeeringDisabled: false,
  extraSwitchProfiles: false,
};

function prefix(text: string): Prefix {
  const read = parsePrefix(text);
  if (!read) throw new Error(`not a prefix: ${text}`);
  return read;
}

/** Reads the texts; they have been checked before (see the policy's schema), so a bad one is a bug. */
export function readSettings(texts: SettingTexts): FabricSettings {
  const subnets = {
    managementSubnet: prefix(texts.managementSubnet),
    protocolSubnet: prefix(texts.protocolSubnet),
    vtepSubnet: prefix(texts.vtepSubnet),
    fabricSubnet: prefix(texts.fabricSubnet),
  };
  return {
    ...subnets,
    managementDhcpStart: texts.managementDhcpStart,
    controlVip: texts.controlVip,
    reservedSubnets: [
      { name: 'management', prefix: subnets.managementSubnet },
      { name: 'fabric', prefix: subnets.fabricSubnet },
      { name: 'protocol', prefix: subnets.protocolSubnet },
      { name: 'VTEP', prefix: subnets.vtepSubnet },
      { name: 'VPC workaround', prefix: prefix(texts.vpcWorkaroundSubnet) },
      { name: 'MCLAG session', prefix: prefix(texts.mclagSessionSubnet) },
      { name: 'proxy external', prefix: prefix(texts.proxyExternalSubnet) },
    ],
    spineAsn: texts.spineAsn,
    leafAsns: { from: texts.leafAsnStart, to: texts.leafAsnEnd },
    gatewayAsn: texts.gatewayAsn,
    reservedVlans: [
      { name: 'routing (IRB)', range: texts.irbVlans },
      { name: 'TH5 workaround', range: texts.th5Vlans },
    ],
    fabricMtu: texts.fabricMtu,
    serverMtuOffset: texts.serverMtuOffset,
    gatewayEnabled: texts.gatewayEnabled,
    gatewayCommunities: texts.gatewayCommunities,
    vpcPeeringDisabled: texts.vpcPeeringDisabled,
    extraSwitchProfiles: texts.extraSwitchProfiles,
  };
}
