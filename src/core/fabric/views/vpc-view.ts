import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import type { Prefix } from '../net/ip';
import { parsePrefix } from '../net/ip';
import { defaultedSpec } from '../normalize/defaults';
import { prune } from '../normalize/prune';
import { schemaOfKind } from '../schema/schemas';
import { asName, asNumber, asRecord } from '../value';

export interface SubnetView {
  readonly name: string;
  readonly at: readonly (string | number)[];
  readonly text: string | null;
  /** Null when the text is no prefix. */
  readonly prefix: Prefix | null;
  /** With the default filled in. */
  readonly gateway: string | null;
  readonly vlan: number | null;
  readonly hostBgp: boolean;
  readonly dhcpEnabled: boolean;
  /** As written, and as the cluster would hold it. */
  readonly dhcp: Record<string, unknown>;
  readonly defaultedDhcp: Record<string, unknown>;
  readonly fields: Record<string, unknown>;
}

export interface VpcView {
  readonly mode: string;
  readonly ipv4Namespace: string;
  readonly vlanNamespace: string;
  readonly subnets: readonly SubnetView[];
}

const specSchema = (() => {
  const schema = schemaOfKind('VPC').fields['spec'];
  return schema ?? null;
})();

/** A VPC as the rules read it: defaults filled in, wrong types absent. */
export const vpcView: (resource: Resource) => VpcView = remember((resource: Resource) => {
  const spec = defaultedSpec('VPC', prune(specSchema, resource.spec));
  const written = asRecord(resource.spec['subnets']);
  const subnets = Object.entries(asRecord(spec['subnets'])).map(([name, value]): SubnetView => {
    const fields = asRecord(value);
    const text = asName(fields['subnet']);
    const dhcp = asRecord(asRecord(written[name])['dhcp']);
    return {
      name,
      at: ['spec', 'subnets', name],
      text,
      prefix: text === null ? null : parsePrefix(text),
      gateway: asName(fields['gateway']),
      vlan: asNumber(fields['vlan']),
      hostBgp: fields['hostBGP'] === true,
      dhcpEnabled: dhcp['enable'] === true,
      dhcp,
      defaultedDhcp: asRecord(fields['dhcp']),
      fields: asRecord(written[name]),
    };
  });
  return {
    mode: asName(spec['mode']) ?? '',
    ipv4Namespace: asName(spec['ipv4Namespace']) ?? 'default',
    vlanNamespace: asName(spec['vlanNamespace']) ?? 'default',
    subnets,
  };
});

/** `vlan` of a subnet counts only where the fabric uses it: not for hosts that speak BGP without one. */
export const usedVlan = (subnet: SubnetView): number | null =>
  subnet.hostBgp && (subnet.vlan ?? 0) === 0 ? null : subnet.vlan;
