import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import type { PortReference } from '../net/ports';
import { parsePortReference } from '../net/ports';
import { asList, asName, asNumber, asRecord, asText, isRecord } from '../value';

export const connectionTypes = [
  'unbundled',
  'bundled',
  'mclag',
  'eslag',
  'mclagDomain',
  'fabric',
  'mesh',
  'gateway',
  'vpcLoopback',
  'external',
  'staticExternal',
] as const;
export type ConnectionType = (typeof connectionTypes)[number];

/** One end of one cable. */
export interface EndView {
  /** The field: server, switch, spine, leaf, leaf1, leaf2, gateway, switch1, switch2. */
  readonly field: string;
  readonly device: 'Server' | 'Switch' | 'Gateway';
  readonly at: readonly (string | number)[];
  readonly text: string | null;
  readonly port: PortReference | null;
  readonly ip: string | null;
  readonly fields: Record<string, unknown>;
}

export interface ConnectionView {
  /** Every type that is set, in the order in which upstream looks for them. */
  readonly types: readonly ConnectionType[];
  readonly type: ConnectionType | null;
  /** Each cable with its ends. */
  readonly links: readonly (readonly EndView[])[];
  readonly ends: readonly EndView[];
  readonly mtu: number | null;
  readonly fields: Record<string, unknown>;
}

const endFields: Readonly<Record<ConnectionType, readonly string[]>> = {
  unbundled: ['server', 'switch'],
  bundled: ['server', 'switch'],
  mclag: ['server', 'switch'],
  eslag: ['server', 'switch'],
  mclagDomain: ['switch1', 'switch2'],
  fabric: ['spine', 'leaf'],
  mesh: ['leaf1', 'leaf2'],
  gateway: ['switch', 'gateway'],
  vpcLoopback: ['switch1', 'switch2'],
  external: ['switch'],
  staticExternal: ['switch'],
};

const deviceOf = (field: string): EndView['device'] =>
  field === 'server' ? 'Server' : field === 'gateway' ? 'Gateway' : 'Switch';

function linkView(type: ConnectionType, link: unknown, at: readonly (string | number)[]): EndView[] {
  return endFields[type].map((field) => {
    const fields = asRecord(asRecord(link)[field]);
    const text = asText(fields['port']);
    return {
      field,
      device: deviceOf(field),
      at: [...at, field],
      text,
      port: text === null ? null : parsePortReference(text),
      ip: asName(fields['ip']),
      fields,
    };
  });
}

function linksOf(type: ConnectionType, fields: Record<string, unknown>): EndView[][] {
  const at = ['spec', type];
  if (type === 'unbundled' || type === 'external' || type === 'staticExternal')
    return [linkView(type, fields['link'], [...at, 'link'])];
  const lists = type === 'mclagDomain' ? ['peerLinks', 'sessionLinks'] : ['links'];
  return lists.flatMap((list) => asList(fields[list]).map((link, index) => linkView(type, link, [...at, list, index])));
}

/** A connection as the rules read it: its type and all ends of all cables. */
export const connectionView: (resource: Resource) => ConnectionView = remember((resource: Resource) => {
  const types = connectionTypes.filter((type) => isRecord(resource.spec[type]));
  const type = types[0] ?? null;
  const fields = type === null ? {} : asRecord(resource.spec[type]);
  const links = type === null ? [] : linksOf(type, fields);
  return { types, type, links, ends: links.flat(), mtu: asNumber(fields['mtu']), fields };
});

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Names of the devices of one sort at the ends, each once, in order. */
export const devicesOf = (view: ConnectionView, device: EndView['device']): string[] =>
  distinct(view.ends.flatMap((end) => (end.device === device && end.port ? [end.port.device] : [])));

/** MCLAG is gone: the fabric only warns and checks nothing else about such connections. */
export const isMclag = (view: ConnectionView): boolean =>
  view.types.includes('mclag') || view.types.includes('mclagDomain');
