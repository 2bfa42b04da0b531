import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { TestRepository } from '../../support/repository';
import { existingRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';
import { buildDemo } from './build-demo';

/** A second opinion on the demo fabric, written without the engine's own rules. */

interface Found {
  readonly file: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- shapes differ by kind, this is what is checked
  readonly spec: any;
}

let repo: TestRepository;
beforeAll(async () => {
  repo = existingRepository((await buildDemo()).path);
});
afterAll(removeAllFolders);

async function fabricAt(revision: string, below: string): Promise<Found[]> {
  const names = (await repo.git('ls-tree', '-r', '--name-only', revision, `gitops/hedgehog/weaver-lab/${below}`))
    .split('\n')
    .filter((name) => name.endsWith('.yaml'));
  const found = await Promise.all(
    names.map(async (file) =>
      parseAllDocuments(await repo.git('show', `${revision}:${file}`)).map(
        (document) => ({ file, ...(document.toJS() as object) }) as Found,
      ),
    ),
  );
  return found.flat();
}

const named = (all: Found[], kind: string): Map<string, Found> =>
  new Map(all.filter((one) => one.kind === kind).map((one) => [one.metadata.name, one]));

function strings(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strings(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : strings(inner, key),
  );
}

const repeated = <T>(values: readonly T[]): T[] => values.filter((value, index) => values.indexOf(value) !== index);

describe.each(['main', 'feature/storage-growth', 'origin/main'])('the fabric on %s', (revision) => {
  let all: Found[];
  beforeAll(async () => {
    all = await fabricAt(revision, 'managed');
  });

  test('is large and varied enough', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map((one) => one.kind)).size).toBeGreaterThanOrEqual(8);
  });

  test('identities are unique, files are named for them', () => {
    expect(repeated(all.map((one) => `${one.kind}/${one.metadata.name}`))).toEqual([]);
    for (const one of all) {
      expect(one.metadata.namespace).toBe('default');
      expect(one.file).toMatch(
        new RegExp(
          `/${one.kind === 'Switch' ? 'switches' : `${one.kind.toLowerCase()}s`}/${one.metadata.name}\\.yaml$`,
        ),
      );
    }
  });

  test('ports: used once, of devices that exist', () => {
    const connections = all.filter((one) => one.kind === 'Connection');
    const ports = connections.flatMap((one) => strings(one.spec, 'port'));
    const devices = new Set([
      ...named(all, 'Switch').keys(),
      ...named(all, 'Server').keys(),
      ...named(all, 'Gateway').keys(),
    ]);
    expect(repeated(ports)).toEqual([]);
    expect(ports.filter((port) => !devices.has(port.split('/')[0] ?? ''))).toEqual([]);
    for (const connection of connections) expect(Object.keys(connection.spec)).toHaveLength(1);
  });

  test('link addresses: each /31 has its two ends, none is used twice', () => {
    for (const connection of all.filter((one) => one.kind === 'Connection')) {
      const links = connection.spec.fabric?.links ?? connection.spec.gateway?.links ?? [];
      for (const link of links) {
        const [odd, even] = strings(link, 'ip').map((ip) => Number(ip.replace('/31', '').split('.')[3]));
        expect(Math.floor((odd ?? 0) / 2)).toBe(Math.floor((even ?? 1) / 2));
      }
    }
    expect(repeated(all.filter((one) => one.kind === 'Connection').flatMap((one) => strings(one.spec, 'ip')))).toEqual(
      [],
    );
  });

  test('switches are hydrated, addresses are their own', () => {
    const switches = [...named(all, 'Switch').values()];
    const gateways = [...named(all, 'Gateway').values()];
    for (const key of ['ip', 'protocolIP', 'vtepIP'])
      expect(repeated([...switches, ...gateways].flatMap((one) => one.spec[key] ?? []))).toEqual([]);
    for (const one of switches) {
      expect(one.spec.asn).toBeGreaterThanOrEqual(65100);
      expect(one.spec.role === 'spine').toBe(one.spec.vtepIP === undefined);
    }
    expect(repeated(switches.filter((one) => one.spec.role !== 'spine').map((one) => one.spec.asn))).toEqual([]);
  });

  test('VPCs: names, VLANs, subnets, DHCP', () => {
    const vpcs = [...named(all, 'VPC').values()];
    const vlanRanges = named(all, 'VLANNamespace');
    const subnets = vpcs.flatMap((vpc) =>
      Object.values(vpc.spec.subnets).map((subnet) => ({ vpc, subnet: subnet as Found['spec'] })),
    );
    expect(repeated(subnets.map(({ subnet }) => subnet.subnet))).toEqual([]);
    expect(repeated(subnets.map(({ vpc, subnet }) => `${vpc.spec.vlanNamespace}/${subnet.vlan}`))).toEqual([]);
    for (const { vpc, subnet } of subnets) {
      expect(vpc.metadata.name.length).toBeLessThanOrEqual(11);
      const network = subnet.subnet.replace('.0/24', '');
      expect(subnet.gateway).toBe(`${network}.1`);
      const ranges: { from: number; to: number }[] = vlanRanges.get(vpc.spec.vlanNamespace)?.spec.ranges;
      expect(ranges.some(({ from, to }) => from <= subnet.vlan && subnet.vlan <= to)).toBe(true);
      const spaces: string[] = named(all, 'IPv4Namespace').get(vpc.spec.ipv4Namespace)?.spec.subnets;
      expect(spaces.some((space) => network.startsWith(space.replace('.0.0/16', '.')))).toBe(true);
      for (const ip of strings(subnet.dhcp?.range ?? {}, 'start')) expect(ip.startsWith(`${network}.`)).toBe(true);
    }
  });

  test('what refers to something finds it', () => {
    const vpcs = named(all, 'VPC');
    const connections = named(all, 'Connection');
    const expectSubnet = (vpc: string, subnet: string): void =>
      expect(vpcs.get(vpc)?.spec.subnets[subnet], `${vpc}/${subnet}`).toBeDefined();
    for (const one of named(all, 'VPCAttachment').values()) {
      const [vpc = '', subnet = ''] = one.spec.subnet.split('/');
      expectSubnet(vpc, subnet);
      const connection = connections.get(one.spec.connection);
      expect(Object.keys(connection?.spec ?? {})[0]).toMatch(/^(?:unbundled|bundled|eslag)$/);
    }
    for (const one of named(all, 'VPCPeering').values())
      for (const [vpc, { subnets }] of Object.entries<{ subnets: string[] }>(one.spec.permit[0]))
        subnets.forEach((subnet) => expectSubnet(vpc, subnet));
    for (const one of named(all, 'ExternalPeering').values()) {
      expect(named(all, 'External').has(one.spec.permit.external.name)).toBe(true);
      one.spec.permit.vpc.subnets.forEach((subnet: string) => expectSubnet(one.spec.permit.vpc.name, subnet));
    }
    for (const one of named(all, 'ExternalAttachment').values()) {
      expect(connections.get(one.spec.connection)?.spec.external).toBeDefined();
      expect(named(all, 'External').has(one.spec.external)).toBe(true);
    }
    for (const one of named(all, 'GatewayPeering').values()) {
      expect(named(all, 'GatewayGroup').has(one.spec.gatewayGroup)).toBe(true);
      for (const vpc of Object.keys(one.spec.peering)) expect(vpcs.has(vpc)).toBe(true);
    }
  });

  const definitions = resolve(import.meta.dirname, '../../../../shared/data/crds');
  test.skipIf(!existsSync(definitions))(
    'every field is one that the fabric knows (skipped without the definitions)',
    () => {
      const problems = all.flatMap((one) => schemaProblems(schemaOf(definitions, one.kind), one, one.file));
      expect(problems).toEqual([]);
    },
  );
});

test('the corners: a raw drop, a duplicate, something unmanaged with its note, the manifest', async () => {
  const raw = await fabricAt('main', 'raw');
  const managed = await fabricAt('main', 'managed');
  const identity = (one: Found): string => `${one.kind}/${one.metadata.name}`;
  const known = new Set(managed.map(identity));
  expect(raw.filter((one) => known.has(identity(one))).map(identity)).toEqual(['VPC/web']);
  expect(raw.length).toBe(5);
  const sidecar = await repo.read('gitops/hedgehog/weaver-lab/unmanaged/console-notes.yaml.metadata');
  expect(Object.keys(parse(sidecar) as object)).toEqual(['moved_at', 'original_path', 'reason', 'fabric']);
  const manifest = await repo.read('gitops/hedgehog/weaver-lab/.hnp/manifest.yaml');
  expect(parse(manifest)).toMatchObject({ fabric_name: 'Weaver lab', version: '1.0' });
});

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
  pattern?: string;
  minItems?: number;
}

const schemas = new Map<string, Schema>();

function schemaOf(folder: string, kind: string): Schema {
  if (schemas.size === 0)
    for (const name of readdirSync(folder).filter((file) => /^(?:wiring|vpc|gateway)\./.test(file))) {
      const crd = parse(readFileSync(resolve(folder, name), 'utf8')) as {
        spec: { names: { kind: string }; versions: { schema: { openAPIV3Schema: Schema } }[] };
      };
      const spec = crd.spec.versions[0]?.schema.openAPIV3Schema.properties?.['spec'];
      schemas.set(crd.spec.names.kind, spec ?? {});
    }
  const schema = schemas.get(kind);
  if (schema === undefined) throw new Error(`No definition of ${kind}`);
  return schema;
}

function schemaProblems(schema: Schema, one: Found, at: string): string[] {
  const walk = (part: Schema, value: unknown, path: string): string[] => {
    if (Array.isArray(value))
      return [
        ...(part.items && value.length >= (part.minItems ?? 0) ? [] : [`${path}: not a list of that size`]),
        ...value.flatMap((item, index) => walk(part.items ?? {}, item, `${path}[${index}]`)),
      ];
    if (typeof value === 'object' && value !== null)
      return [
        ...(part.required ?? []).filter((key) => !(key in value)).map((key) => `${path}.${key} is missing`),
        ...Object.entries(value).flatMap(([key, inner]) => {
          const next = part.properties?.[key] ?? part.additionalProperties;
          return typeof next === 'object' ? walk(next, inner, `${path}.${key}`) : [`${path}.${key} is not known`];
        }),
      ];
    const type = typeof value === 'number' ? 'integer' : typeof value;
    return [
      ...(part.type === type ? [] : [`${path} is ${type}, not ${part.type}`]),
      ...(part.enum && !part.enum.includes(value) ? [`${path} is ${String(value)}`] : []),
      ...(part.pattern !== undefined && !new RegExp(part.pattern).test(String(value)) ? [`${path} is malformed`] : []),
    ];
  };
  return walk(schema, one.spec, at);
}
