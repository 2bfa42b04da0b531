import type { Fabric } from '../model/fabric-model';
import { findResource, resourcesOfKind } from '../model/fabric-model';
import type { Prefix } from '../net/ip';
import {
  comparePrefixes,
  containsAddress,
  formatPrefix,
  lastOf,
  networkOf,
  overlaps,
  parsePrefix,
  sizeOf,
} from '../net/ip';
import { parsePortReference, portKey } from '../net/ports';
import { formatRange, inRange, rangesOverlap } from '../net/vlan';
import { cableablePorts } from '../profiles/profile-ports';
import { namespacePrefixes } from '../rules/vpc/040-subnet-in-namespace';
import { statementsOf } from '../rules/external/091-acl-sequence';
import { asNumber, asRecord } from '../value';
import { connectionView } from '../views/connection-view';
import { claimed } from '../model/unread-parts';
import { doubting } from './doubt';
import { rangesOf } from '../views/namespace-view';
import { factsOf, switchView } from '../views/switch-view';
import { usedVlan, vpcView } from '../views/vpc-view';

/** A free value with the reason why it is the next one, or the reason why there is none. */
export type NextFree<T> =
  | { readonly found: true; readonly value: T; readonly reason: string }
  | { readonly found: false; readonly reason: string };

const none = (reason: string): { readonly found: false; readonly reason: string } => ({ found: false, reason });

/**
 * The lowest VLAN of a namespace that no VPC in it uses and that the fabric does not keep for itself; `alsoTaken` are
 * passed over without being counted.
 */
export const nextFreeVlan = doubting<NextFree<number>, [namespace?: string, alsoTaken?: readonly number[]]>(function (
  fabric: Fabric,
  namespace = 'default',
  alsoTaken: readonly number[] = [],
): NextFree<number> {
  const resource = findResource(fabric, 'VLANNamespace', namespace);
  if (!resource) return none(`VLAN namespace ${namespace} is not in this directory, so its ranges are not known`);
  const used = new Set(
    resourcesOfKind(fabric, 'VPC')
      .map(vpcView)
      .filter((vpc) => vpc.vlanNamespace === namespace)
      .flatMap((vpc) => vpc.subnets.flatMap((subnet) => usedVlan(subnet) ?? [])),
  );
  const passedOver = new Set([...alsoTaken, ...claimed(fabric, 'vlans')]);
  const ranges = [...rangesOf(resource)].sort((a, b) => a.from - b.from);
  const { reservedVlans } = fabric.policy.settings;
  const isReserved = (vlan: number): boolean => reservedVlans.some(({ range }) => inRange(vlan, range));
  for (const range of ranges)
    for (let vlan = Math.max(range.from, 1); vlan <= Math.min(range.to, 4094); vlan += 1)
      if (!used.has(vlan) && !isReserved(vlan) && !passedOver.has(vlan))
        return {
          found: true,
          value: vlan,
          reason: `lowest of ${formatRange(range)} in VLAN namespace ${namespace} that none of its ${used.size} VLANs in use takes`,
        };
  const inTheWay = reservedVlans.filter((kept) => ranges.some((range) => rangesOverlap(range, kept.range)));
  const kept = inTheWay.map(({ name, range }) => `${name} ${formatRange(range)}`).join(', ');
  return none(
    `all VLANs of namespace ${namespace} (${ranges.map(formatRange).join(', ')}) are in use${kept && ` or kept by the fabric (${kept})`}`,
  );
});

function takenIn(fabric: Fabric, namespace: string): Prefix[] {
  return resourcesOfKind(fabric, 'VPC')
    .map(vpcView)
    .filter((vpc) => vpc.ipv4Namespace === namespace)
    .flatMap((vpc) =>
      vpc.subnets.flatMap((subnet) => [
        ...(subnet.prefix ? [subnet.prefix] : []),
        ...Object.keys(asRecord(subnet.fields['hostBGPExtraPrefixes'])).flatMap((text) => parsePrefix(text) ?? []),
      ]),
    );
}

/** The lowest prefix of a length inside `outer` that overlaps none of `taken`; jumps over what is taken. */
export function firstGap(outer: Prefix, bits: number, taken: readonly Prefix[]): Prefix | null {
  if (bits < outer.bits) return null;
  const inside = taken.filter((prefix) => overlaps(prefix, outer)).sort(comparePrefixes);
  const step = sizeOf({ ...outer, bits });
  let at = networkOf(outer);
  for (const prefix of inside) {
    if (at + step - 1n < networkOf(prefix)) break;
    const behind = lastOf(prefix) + 1n;
    if (behind > at) at = ((behind + step - 1n) / step) * step;
  }
  const candidate: Prefix = { family: outer.family, address: at, bits };
  return at + step - 1n <= lastOf(outer) ? candidate : null;
}

/** The lowest free subnet of a length in an IPv4 namespace, clear of VPCs and of what the fabric keeps for itself. */
export const nextFreeSubnet = doubting<
  NextFree<string>,
  [bits?: number, namespace?: string, alsoTaken?: readonly string[]]
>(function (fabric: Fabric, bits = 24, namespace = 'default', alsoTaken: readonly string[] = []): NextFree<string> {
  const prefixes = namespacePrefixes(fabric, namespace);
  if (!prefixes) return none(`IPv4 namespace ${namespace} is not in this directory, so its prefixes are not known`);
  if (bits > 30) return none(`a /${bits} is too small for a VPC; a /30 is the smallest`);
  const used = takenIn(fabric, namespace);
  const passedOver = [...alsoTaken, ...claimed(fabric, 'prefixes')].flatMap((text) => parsePrefix(text) ?? []);
  const reserved = [...fabric.policy.settings.reservedSubnets.map((entry) => entry.prefix), ...passedOver];
  for (const outer of [...prefixes.prefixes].sort(comparePrefixes)) {
    const gap = firstGap(outer, bits, [...used, ...reserved]);
    if (gap)
      return {
        found: true,
        value: formatPrefix(gap),
        reason: `lowest free /${bits} of ${formatPrefix(outer)} in IPv4 namespace ${namespace}, beside ${used.length} prefixes in use`,
      };
  }
  return none(`IPv4 namespace ${namespace} (${prefixes.texts.join(', ')}) has no room for a /${bits}`);
});

/** The lowest AS number of the range for leaves that no leaf has. */
export const nextFreeAsn = doubting(function (fabric: Fabric, alsoTaken: readonly number[] = []): NextFree<number> {
  const { leafAsns } = fabric.policy.settings;
  const used = new Set(resourcesOfKind(fabric, 'Switch').flatMap((resource) => switchView(resource).asn ?? []));
  const passedOver = new Set([...alsoTaken, ...claimed(fabric, 'asns')]);
  for (let asn = leafAsns.from; asn <= leafAsns.to; asn += 1)
    if (!used.has(asn) && !passedOver.has(asn))
      return {
        found: true,
        value: asn,
        reason: `lowest of ${formatRange(leafAsns)}, the range for leaves, that no switch has`,
      };
  return none(`all AS numbers for leaves (${formatRange(leafAsns)}) are in use`);
});

/** Every `port` below a value, at whatever depth. */
function portsBelow(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(portsBelow);
  return Object.entries(asRecord(value)).flatMap(([name, item]) =>
    name === 'port' && typeof item === 'string' ? [item] : portsBelow(item),
  );
}

/** Keys of the ports that some connection uses, whatever its type: an MCLAG cable is plugged in as well. */
function usedPorts(fabric: Fabric): Set<string> {
  const texts = [
    ...resourcesOfKind(fabric, 'Connection').flatMap((resource) => portsBelow(resource.spec)),
    ...claimed(fabric, 'ports'),
  ];
  return new Set(
    texts.flatMap((text) => {
      const port = parsePortReference(text);
      return port ? [portKey(port)] : [];
    }),
  );
}

/** The first port of a switch, in the order of its front, that no connection uses, under the breakouts as they are. */
export const nextFreePort = doubting(function (
  fabric: Fabric,
  switchName: string,
  alsoTaken: readonly string[] = [],
): NextFree<string> {
  const resource = findResource(fabric, 'Switch', switchName);
  if (!resource) return none(`switch ${switchName} is not in this directory`);
  const facts = factsOf(fabric, resource);
  if (!facts) return none(`the ports of switch ${switchName} are not known, because its model is not`);
  const ports = cableablePorts(facts, switchView(resource).breakouts);
  const used = usedPorts(fabric);
  const free = ports
    .filter((port) => !used.has(portKey({ device: switchName, port })))
    .map((port) => `${switchName}/${spelled(port, ports)}`);
  const first = free.find((port) => !alsoTaken.includes(port));
  if (first === undefined) return none(`all ${ports.length} ports of ${switchName} (${facts.displayName}) are in use`);
  return {
    found: true,
    value: first,
    reason: `first of ${free.length} free ports of ${switchName} (${facts.displayName})`,
  };
});

/** A port that is not split is called by its base name. */
function spelled(port: string, ports: readonly string[]): string {
  const base = port.replace(/\/1$/, '');
  return port.split('/').length === 3 && !ports.includes(`${base}/2`) ? base : port;
}

/** The next number of an access list, ten behind the last. */
export const nextFreeSequence = doubting(function (
  fabric: Fabric,
  attachment: string,
  alsoTaken: readonly number[] = [],
): NextFree<number> {
  const resource = findResource(fabric, 'ExternalAttachment', attachment);
  if (!resource) return none(`external attachment ${attachment} is not in this directory`);
  const numbers = statementsOf(resource).flatMap(({ fields }) => asNumber(fields['seq']) ?? []);
  const last = [...numbers, ...alsoTaken].reduce((most, number) => Math.max(most, number), 0);
  const value = Math.max(10, (Math.floor(last / 10) + 1) * 10);
  return value > 65535
    ? none(`the last number is ${last} already`)
    : {
        found: true,
        value,
        reason:
          numbers.length === 0
            ? 'numbers start at 10'
            : `the next ten behind ${last}, the highest of ${numbers.length}`,
      };
});

/** The lowest free /31 of the fabric subnet, for a cable between switches: both its addresses. */
export const nextFreeLink = doubting(function (
  fabric: Fabric,
  alsoTaken: readonly string[] = [],
): NextFree<readonly [string, string]> {
  const { fabricSubnet } = fabric.policy.settings;
  const used = resourcesOfKind(fabric, 'Connection').flatMap((resource) =>
    connectionView(resource).ends.flatMap((end) => {
      const prefix = parsePrefix(end.ip ?? '');
      return prefix && containsAddress(fabricSubnet, { family: prefix.family, value: prefix.address })
        ? [{ ...prefix, bits: 31 }]
        : [];
    }),
  );
  const passedOver = [...alsoTaken, ...claimed(fabric, 'prefixes')].flatMap((text) => parsePrefix(text) ?? []);
  const gap = firstGap(fabricSubnet, 31, [...used, ...passedOver]);
  if (!gap) return none(`the fabric subnet ${formatPrefix(fabricSubnet)} has no free /31`);
  const second = formatPrefix({ ...gap, address: gap.address + 1n, bits: 32 }).replace(/\/32$/, '/31');
  return {
    found: true,
    value: [formatPrefix(gap), second],
    reason: `lowest free /31 of the fabric subnet ${formatPrefix(fabricSubnet)}`,
  };
});
