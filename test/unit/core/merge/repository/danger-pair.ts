/** Two changes that are harmless alone and meet in one danger; patches in the notation of the base fabric. */
export interface DangerPair {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What the base fabric gets before the sides part, so that there is something to meet over. */
export const COMMON = `
VPC/vpc-3: {subnets: {default: {subnet: 10.0.4.0/24, vlan: 1004}, db: {subnet: 10.0.5.0/24, vlan: 1005}}}
VPC/vpc-4: {subnets: {default: {subnet: 10.0.6.0/24, vlan: 1006}}}
Server/server-4: {}
Server/server-5: {}
Server/server-6: {}
Connection/server-4--unbundled--leaf-1: {unbundled: {link: {server: {port: server-4/enp2s1}, switch: {port: leaf-1/E1/4}}}}
Connection/leaf-2--external: {external: {link: {switch: {port: leaf-2/E1/9}}}}
External/ext-2: {inboundCommunity: '65102:5001', outboundCommunity: '5001:65102'}
`;

/** More of what stands before the sides part. */
export const SPARE = `
SwitchGroup/spare: {}
VLANNamespace/spare: {ranges: [{from: 3000, to: 3500}]}
IPv4Namespace/spare: {subnets: [10.9.0.0/16]}
Switch/leaf-1: {portBreakouts: {E1/32: 4x25G}}
VPC/wide: {subnets: {a: {subnet: 10.0.80.0/24, vlan: 1700}, b: {subnet: 10.0.90.0/24, vlan: 1701}, c: {subnet: 10.0.91.0/24, vlan: 1702}, d: {subnet: 10.0.92.0/24, vlan: 1703}, f: {subnet: 10.0.93.0/24, vlan: 1704}}}
`;

export const pair = (name: string, ours: string, theirs: string): DangerPair => ({ name, ours, theirs });

export const vpc = (name: string, subnet: string, vlan: number): string =>
  `VPC/${name}: {subnets: {default: {subnet: ${subnet}, vlan: ${vlan}}}}`;
export const cable = (name: string, server: string, port: string): string =>
  `Connection/${name}: {unbundled: {link: {server: {port: ${server}}, switch: {port: ${port}}}}}`;
export const leaf = (name: string, fields: string): string =>
  `Switch/${name}: {role: server-leaf, profile: celestica-ds3000, boot: {mac: 0c:20:12:ff:01:${name.slice(-1)}0}, ${fields}}`;
export const outside = (name: string, external: string, vlan: number, net: number): string =>
  `ExternalAttachment/${name}: {connection: leaf-2--external, external: ${external}, switch: {ip: 100.1.${net}.1/24, vlan: ${vlan}}, neighbor: {asn: 64102, ip: 100.1.${net}.6}}`;
