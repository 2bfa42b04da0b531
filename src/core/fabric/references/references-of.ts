import type { KindName } from '../kinds';
import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import { parsePortReference } from '../net/ports';
import { asList, asName, asRecord, valueAt } from '../value';
import type { Reference, ReferenceForm } from './reference';

type Path = readonly (string | number)[];

/** Collects the references of one resource. */
class Collector {
  readonly found: Reference[] = [];
  constructor(private readonly from: Resource) {}

  add(path: Path, form: ReferenceForm, kind: KindName, name: string, text: string, part: string | null = null): void {
    this.found.push({ from: this.from, path, form, kind, name, part, text });
  }

  name(path: Path, kind: KindName): void {
    const text = asName(valueAt(this.from.value, path));
    if (text !== null) this.add(path, 'name', kind, text, text);
  }

  names(path: Path, kind: KindName): void {
    for (const index of asList(valueAt(this.from.value, path)).keys()) this.name([...path, index], kind);
  }

  /** Subnets of a VPC, listed by name. */
  subnets(path: Path, vpc: string): void {
    for (const [index, item] of asList(valueAt(this.from.value, path)).entries()) {
      const text = asName(item);
      if (text !== null) this.add([...path, index], 'part', 'VPC', vpc, text, text);
    }
  }

  port(path: Path, kind: KindName): void {
    const text = asName(valueAt(this.from.value, path));
    const read = text === null ? null : parsePortReference(text);
    if (text !== null && read) this.add(path, 'device/port', kind, read.device, text, read.port);
  }
}

function vpc(resource: Resource, collect: Collector): void {
  collect.name(['spec', 'ipv4Namespace'], 'IPv4Namespace');
  collect.name(['spec', 'vlanNamespace'], 'VLANNamespace');
  for (const name of Object.keys(asRecord(resource.spec['subnets'])))
    collect.name(['spec', 'subnets', name, 'dhcp', 'relayVPC'], 'VPC');
  for (const index of asList(resource.spec['permit']).keys())
    collect.subnets(['spec', 'permit', index], resource.id.name);
}

function vpcAttachment(resource: Resource, collect: Collector): void {
  const text = asName(resource.spec['subnet']);
  if (text !== null) {
    const [name = '', subnet] = text.split('/');
    if (name !== '') collect.add(['spec', 'subnet'], 'vpc/subnet', 'VPC', name, text, subnet ?? 'default');
  }
  collect.name(['spec', 'connection'], 'Connection');
}

function vpcPeering(resource: Resource, collect: Collector): void {
  for (const [index, entry] of asList(resource.spec['permit']).entries()) {
    for (const name of Object.keys(asRecord(entry))) {
      const path = ['spec', 'permit', index, name];
      collect.add(path, 'key', 'VPC', name, name);
      collect.subnets([...path, 'subnets'], name);
    }
  }
  collect.name(['spec', 'remote'], 'SwitchGroup');
}

function externalPeering(resource: Resource, collect: Collector): void {
  collect.name(['spec', 'permit', 'vpc', 'name'], 'VPC');
  const name = asName(valueAt(resource.spec, ['permit', 'vpc', 'name']));
  if (name !== null) collect.subnets(['spec', 'permit', 'vpc', 'subnets'], name);
  collect.name(['spec', 'permit', 'external', 'name'], 'External');
}

const linkEnds: Readonly<Record<string, Readonly<Record<string, KindName>>>> = {
  bundled: { server: 'Server', switch: 'Switch' },
  eslag: { server: 'Server', switch: 'Switch' },
  mclag: { server: 'Server', switch: 'Switch' },
  fabric: { spine: 'Switch', leaf: 'Switch' },
  mesh: { leaf1: 'Switch', leaf2: 'Switch' },
  gateway: { switch: 'Switch', gateway: 'Gateway' },
  vpcLoopback: { switch1: 'Switch', switch2: 'Switch' },
};

function connection(resource: Resource, collect: Collector): void {
  collect.port(['spec', 'unbundled', 'link', 'server', 'port'], 'Server');
  collect.port(['spec', 'unbundled', 'link', 'switch', 'port'], 'Switch');
  for (const [type, ends] of Object.entries(linkEnds)) {
    for (const index of asList(asRecord(resource.spec[type])['links']).keys())
      for (const [end, kind] of Object.entries(ends)) collect.port(['spec', type, 'links', index, end, 'port'], kind);
  }
  for (const list of ['peerLinks', 'sessionLinks'])
    for (const index of asList(asRecord(resource.spec['mclagDomain'])[list]).keys())
      for (const end of ['switch1', 'switch2'])
        collect.port(['spec', 'mclagDomain', list, index, end, 'port'], 'Switch');
  collect.port(['spec', 'external', 'link', 'switch', 'port'], 'Switch');
  collect.port(['spec', 'staticExternal', 'link', 'switch', 'port'], 'Switch');
  collect.name(['spec', 'staticExternal', 'withinVPC'], 'VPC');
}

/** A side of a gateway peering: a VPC, or `ext.<external>`. */
const peeringSide = (key: string): { readonly kind: 'VPC' | 'External'; readonly name: string } =>
  key.startsWith('ext.') ? { kind: 'External', name: key.slice('ext.'.length) } : { kind: 'VPC', name: key };

function gatewayPeering(resource: Resource, collect: Collector): void {
  collect.name(['spec', 'gatewayGroup'], 'GatewayGroup');
  const sides = Object.keys(asRecord(resource.spec['peering']));
  for (const key of sides) {
    const side = peeringSide(key);
    const path = ['spec', 'peering', key];
    collect.add(path, side.kind === 'VPC' ? 'key' : 'ext-key', side.kind, side.name, key);
    const exposes = asList(valueAt(resource.spec, ['peering', key, 'expose']));
    for (const [index, expose] of exposes.entries())
      for (const [place, item] of asList(asRecord(expose)['ips']).entries()) {
        const subnet = asName(asRecord(item)['vpcSubnet']);
        const at = [...path, 'expose', index, 'ips', place, 'vpcSubnet'];
        if (subnet !== null && side.kind === 'VPC') collect.add(at, 'part', 'VPC', side.name, subnet, subnet);
      }
  }
  for (const [index, rule] of asList(valueAt(resource.spec, ['acl', 'rules'])).entries())
    aclRule(asRecord(rule), ['spec', 'acl', 'rules', index], sides, collect);
}

function aclRule(rule: Record<string, unknown>, path: Path, sides: readonly string[], collect: Collector): void {
  const [from, to] = [asName(rule['from']), asName(rule['to'])];
  for (const [field, text] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (text === null) continue;
    const side = peeringSide(text);
    collect.add([...path, field], side.kind === 'VPC' ? 'name' : 'ext-name', side.kind, side.name, text);
  }
  const other = (known: string | null): string | null => sides.find((side) => known !== null && side !== known) ?? null;
  for (const [field, key] of [
    ['src', from ?? other(to)],
    ['dst', to ?? other(from)],
  ] as const)
    for (const [index, item] of asList(valueAt(rule, ['match', field])).entries()) {
      const subnet = asName(asRecord(item)['vpcSubnet']);
      if (subnet === null || key === null || peeringSide(key).kind !== 'VPC') continue;
      collect.add([...path, 'match', field, index, 'vpcSubnet'], 'part', 'VPC', key, subnet, subnet);
    }
}

const collectors: Partial<Record<KindName, (resource: Resource, collect: Collector) => void>> = {
  VPC: vpc,
  VPCAttachment: vpcAttachment,
  VPCPeering: vpcPeering,
  External: (_resource, collect) => collect.name(['spec', 'ipv4Namespace'], 'IPv4Namespace'),
  ExternalAttachment: (_resource, collect) => {
    collect.name(['spec', 'external'], 'External');
    collect.name(['spec', 'connection'], 'Connection');
  },
  ExternalPeering: externalPeering,
  Connection: connection,
  Switch: (_resource, collect) => {
    collect.name(['spec', 'profile'], 'SwitchProfile');
    collect.names(['spec', 'groups'], 'SwitchGroup');
    collect.name(['spec', 'redundancy', 'group'], 'SwitchGroup');
    collect.names(['spec', 'vlanNamespaces'], 'VLANNamespace');
  },
  Server: (_resource, collect) => collect.name(['spec', 'profile'], 'ServerProfile'),
  Gateway: (resource, collect) => {
    for (const index of asList(resource.spec['groups']).keys())
      collect.name(['spec', 'groups', index, 'name'], 'GatewayGroup');
    for (const [index, neighbor] of asList(resource.spec['neighbors']).entries()) {
      const source = asName(asRecord(neighbor)['source']);
      if (source !== null)
        collect.add(['spec', 'neighbors', index, 'source'], 'part', 'Gateway', resource.id.name, source, source);
    }
  },
  GatewayPeering: gatewayPeering,
};

/**
 * Everything that a resource names, as it is written (defaults that name `default` are not written, so they are no
 * references). Remembered with the resource.
 */
export const referencesOf: (resource: Resource) => readonly Reference[] = remember((resource) => {
  const collector = new Collector(resource);
  if (resource.kind) collectors[resource.kind.kind]?.(resource, collector);
  return collector.found;
});
