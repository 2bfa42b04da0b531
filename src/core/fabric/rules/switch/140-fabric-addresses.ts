import { resourcesOfKind } from '../../model/fabric-model';
import type { Fabric } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import type { Prefix } from '../../net/ip';
import { formatPrefix, isSubset, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import { switchView } from '../../views/switch-view';
import type { FabricRule, PlacedDraft } from '../rule';

interface Claim {
  readonly resource: Resource;
  readonly field: 'protocolIP' | 'vtepIP';
  readonly text: string;
  /** Switches of one MCLAG pair share their VTEP. */
  readonly shares: string | null;
}

function* claims(fabric: Fabric): Generator<Claim> {
  for (const resource of resourcesOfKind(fabric, 'Switch')) {
    const view = switchView(resource);
    if (view.protocolIp !== null) yield { resource, field: 'protocolIP', text: view.protocolIp, shares: null };
    const shares = view.redundancyType === 'mclag' ? view.redundancyGroup : null;
    if (view.vtepIp !== null && !view.isSpine) yield { resource, field: 'vtepIP', text: view.vtepIp, shares };
  }
  for (const resource of resourcesOfKind(fabric, 'Gateway'))
    for (const field of ['protocolIP', 'vtepIP'] as const) {
      const text = asName(resource.spec[field]);
      if (text !== null) yield { resource, field, text, shares: null };
    }
}

function whyNot(text: string, subnet: Prefix): string | null {
  const prefix = parsePrefix(text);
  if (prefix?.family !== 4 || prefix.bits !== 32) return 'has to be an IPv4 /32';
  return isSubset(prefix, subnet) ? null : `is not in ${formatPrefix(subnet)}`;
}

export const fabricAddresses: FabricRule = {
  id: 'fabric-addresses',
  numbers: [140, 142, 156, 157],
  kinds: ['Switch', 'Gateway'],
  severity: 'error',
  title: 'protocolIP and vtepIP are /32 addresses of their subnets, each used once by switches and gateways',
  source: 'fabric v0.126, Switch.HydrationValidation and Gateway.Validate',
  looksAt: 'fabric',
  check: (fabric) => {
    const { protocolSubnet, vtepSubnet } = fabric.policy.settings;
    const owners = new Map<string, Claim>();
    const found: PlacedDraft[] = [];
    for (const claim of claims(fabric)) {
      const { resource, field, text, shares } = claim;
      const at = ['spec', field];
      const reason = whyNot(text, field === 'protocolIP' ? protocolSubnet : vtepSubnet);
      if (reason !== null) found.push({ resource, at, message: `${field} ${showValue(text)} ${reason}` });
      const owner = owners.get(`${field} ${text}`);
      if (!owner) owners.set(`${field} ${text}`, claim);
      else if (shares === null || shares !== owner.shares)
        found.push({
          resource,
          at,
          message: `${field} ${text} belongs to ${owner.resource.id.kind} ${owner.resource.id.name} already`,
          related: [{ resource: owner.resource, at: ['spec', owner.field], message: owner.resource.id.name }],
        });
    }
    return found;
  },
};
