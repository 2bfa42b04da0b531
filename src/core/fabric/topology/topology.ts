import type { Fabric } from '../model/fabric-model';
import { findResource, resourcesOfKind } from '../model/fabric-model';
import { asList, asName, asNumber, asRecord, valueAt } from '../value';
import { attachmentView } from '../views/attachment-view';
import type { ConnectionType } from '../views/connection-view';
import { connectionView, devicesOf } from '../views/connection-view';
import { sidesOf } from '../views/gateway-peering-view';
import { switchView } from '../views/switch-view';
import { usedVlan, vpcView } from '../views/vpc-view';

export type NodeKind = 'spine' | 'leaf' | 'server' | 'gateway' | 'external';

/** A device, or something outside. `assumed`: only named, not in this directory. */
export interface TopologyNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly detail: string | null;
  /** The group that shares server connections with a switch, and how. */
  readonly group: string | null;
  readonly redundancy: string | null;
  /** Other groups that it belongs to. */
  readonly groups: readonly string[];
  readonly asn: number | null;
  readonly assumed: boolean;
}

/** One cable. `from` and `to` are node ids; ports as written. */
export interface TopologyLink {
  readonly id: string;
  readonly connection: string;
  readonly type: ConnectionType | 'external-attachment';
  readonly from: string;
  readonly to: string;
  readonly fromPort: string | null;
  readonly toPort: string | null;
}

/** One VPC with the servers that its subnets reach. */
export interface TopologyVpc {
  readonly name: string;
  readonly subnets: readonly { readonly name: string; readonly prefix: string | null; readonly vlan: number | null }[];
  readonly attachments: readonly {
    readonly subnet: string;
    readonly connection: string;
    readonly nodes: readonly string[];
  }[];
}

/** What may talk to what, over devices: VPCs and externals (`ext.<name>`). */
export interface TopologyPeering {
  readonly id: string;
  readonly kind: 'vpc' | 'external' | 'gateway';
  readonly between: readonly string[];
}

export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly links: readonly TopologyLink[];
  readonly vpcs: readonly TopologyVpc[];
  readonly peerings: readonly TopologyPeering[];
}

const deviceId = (device: 'Switch' | 'Server' | 'Gateway', name: string): string => `${device.toLowerCase()}/${name}`;

const plain = { detail: null, group: null, redundancy: null, groups: [], asn: null, assumed: false } as const;

function devices(fabric: Fabric): Map<string, TopologyNode> {
  const nodes = new Map<string, TopologyNode>();
  const add = (id: string, kind: NodeKind, name: string, more: Partial<TopologyNode>): void =>
    void nodes.set(id, { ...plain, id, kind, name, ...more });
  for (const resource of resourcesOfKind(fabric, 'Switch')) {
    const { name } = resource.id;
    const { isSpine, profile, redundancyGroup: group, redundancyType: redundancy, asn, ...view } = switchView(resource);
    const groups = view.groups.filter((one) => one !== group);
    add(deviceId('Switch', name), isSpine ? 'spine' : 'leaf', name, {
      detail: profile,
      group,
      redundancy,
      groups,
      asn,
    });
  }
  for (const { id, spec } of resourcesOfKind(fabric, 'Server'))
    add(deviceId('Server', id.name), 'server', id.name, { detail: asName(spec['description']) });
  for (const { id, spec } of resourcesOfKind(fabric, 'Gateway')) {
    const groups = asList(spec['groups']).flatMap((group) => asName(asRecord(group)['name']) ?? []);
    add(deviceId('Gateway', id.name), 'gateway', id.name, { asn: asNumber(spec['asn']), groups });
  }
  for (const { id, spec } of resourcesOfKind(fabric, 'External'))
    add(externalId(id.name), 'external', id.name, { detail: spec['static'] ? 'static' : 'BGP' });
  return nodes;
}

const externalId = (name: string): string => `external/${name}`;

/** Adds a node for a device that is named by a cable or a peering but lives elsewhere. */
function ensure(nodes: Map<string, TopologyNode>, id: string, kind: NodeKind, name: string): void {
  if (!nodes.has(id)) nodes.set(id, { ...plain, id, kind, name, assumed: true });
}

const kindOfField = (field: string, device: string): NodeKind =>
  device === 'Server' ? 'server' : device === 'Gateway' ? 'gateway' : field === 'spine' ? 'spine' : 'leaf';

function cables(fabric: Fabric, nodes: Map<string, TopologyNode>): TopologyLink[] {
  const attached = new Set(
    resourcesOfKind(fabric, 'ExternalAttachment').flatMap(({ spec }) => asName(spec['connection']) ?? []),
  );
  return resourcesOfKind(fabric, 'Connection').flatMap((resource) => {
    const { type, links } = connectionView(resource);
    const { name } = resource.id;
    return links.flatMap((ends, index): TopologyLink[] => {
      if (type === null || ends.some((end) => !end.port)) return [];
      const [one, other] = ends.map((end) => {
        const device = end.port?.device ?? '';
        const id = deviceId(end.device, device);
        ensure(nodes, id, kindOfField(end.field, end.device), device);
        return { id, port: end.port?.port ?? null };
      });
      if (!one) return [];
      const id = `${name}#${index}`;
      if (other)
        return [{ id, connection: name, type, from: one.id, to: other.id, fromPort: one.port, toPort: other.port }];
      // A cable out of the fabric ends somewhere, also while nothing is attached to it.
      if (type !== 'staticExternal' && (type !== 'external' || attached.has(name))) return [];
      ensure(nodes, externalId(name), 'external', name);
      return [{ id, connection: name, type, from: one.id, to: externalId(name), fromPort: one.port, toPort: null }];
    });
  });
}

function externalCables(fabric: Fabric, nodes: Map<string, TopologyNode>): TopologyLink[] {
  return resourcesOfKind(fabric, 'ExternalAttachment').flatMap((resource): TopologyLink[] => {
    const [external, name] = [asName(resource.spec['external']), asName(resource.spec['connection'])];
    const connection = name === null ? null : findResource(fabric, 'Connection', name);
    const port = connection ? connectionView(connection).ends[0]?.port : null;
    if (external === null || name === null || !port) return [];
    const [from, to] = [deviceId('Switch', port.device), externalId(external)];
    ensure(nodes, from, 'leaf', port.device);
    ensure(nodes, to, 'external', external);
    return [
      {
        id: resource.id.name,
        connection: name,
        type: 'external-attachment',
        from,
        to,
        fromPort: port.port,
        toPort: null,
      },
    ];
  });
}

function overlay(fabric: Fabric): TopologyVpc[] {
  const attached = new Map<string, TopologyVpc['attachments'][number][]>();
  for (const resource of resourcesOfKind(fabric, 'VPCAttachment')) {
    const { vpcName, subnetName, connectionName, connection } = attachmentView(resource, fabric);
    if (connectionName === null) continue;
    const nodes = connection
      ? (['Server', 'Switch'] as const).flatMap((device) =>
          devicesOf(connection.view, device).map((name) => deviceId(device, name)),
        )
      : [];
    const list = attached.get(vpcName) ?? [];
    list.push({ subnet: subnetName, connection: connectionName, nodes });
    attached.set(vpcName, list);
  }
  return resourcesOfKind(fabric, 'VPC').map((resource) => ({
    name: resource.id.name,
    subnets: vpcView(resource).subnets.map((subnet) => ({
      name: subnet.name,
      prefix: subnet.text,
      vlan: usedVlan(subnet),
    })),
    attachments: attached.get(resource.id.name) ?? [],
  }));
}

function peerings(fabric: Fabric): TopologyPeering[] {
  const named = (kind: 'vpc' | 'external' | 'gateway', id: string, between: (string | null)[]): TopologyPeering => ({
    id,
    kind,
    between: [...new Set(between.flatMap((one) => one ?? []))].sort(),
  });
  return [
    ...resourcesOfKind(fabric, 'VPCPeering').map(({ id, spec }) =>
      named(
        'vpc',
        id.name,
        asList(spec['permit']).flatMap((entry) => Object.keys(asRecord(entry))),
      ),
    ),
    ...resourcesOfKind(fabric, 'ExternalPeering').map(({ id, spec }) => {
      const external = asName(valueAt(spec, ['permit', 'external', 'name']));
      return named('external', id.name, [
        asName(valueAt(spec, ['permit', 'vpc', 'name'])),
        external === null ? null : `ext.${external}`,
      ]);
    }),
    ...resourcesOfKind(fabric, 'GatewayPeering').map((resource) =>
      named(
        'gateway',
        resource.id.name,
        sidesOf(resource).map((side) => side.key),
      ),
    ),
  ];
}

/** The fabric as a picture would show it, as data. The same fabric gives the same lists, in the same order. */
export function topologyOf(fabric: Fabric): Topology {
  const nodes = devices(fabric);
  const links = [...cables(fabric, nodes), ...externalCables(fabric, nodes)];
  for (const { spec } of resourcesOfKind(fabric, 'ExternalPeering')) {
    const external = asName(valueAt(spec, ['permit', 'external', 'name']));
    if (external !== null) ensure(nodes, externalId(external), 'external', external);
  }
  return { nodes: [...nodes.values()], links, vpcs: overlay(fabric), peerings: peerings(fabric) };
}
