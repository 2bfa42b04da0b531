import type { Resource } from './resource';

export const namespaces: readonly Resource[] = [
  { group: 'wiring', kind: 'VLANNamespace', name: 'default', spec: { ranges: [{ from: 1000, to: 2999 }] } },
  { group: 'wiring', kind: 'VLANNamespace', name: 'lab', spec: { ranges: [{ from: 100, to: 199 }] } },
  { group: 'vpc', kind: 'IPv4Namespace', name: 'default', spec: { subnets: ['10.10.0.0/16'] } },
  { group: 'vpc', kind: 'IPv4Namespace', name: 'lab', spec: { subnets: ['10.50.0.0/16'] } },
];

interface Subnet {
  readonly name: string;
  /** `10.10.1`: the /24's first three bytes. */
  readonly prefix: string;
  readonly vlan: number;
  readonly dhcp?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly leases?: Readonly<Record<string, { ip: string }>>;
}

const subnetSpec = ({ prefix, vlan, dhcp = false, options, leases }: Subnet): Record<string, unknown> => ({
  subnet: `${prefix}.0/24`,
  gateway: `${prefix}.1`,
  vlan,
  ...(dhcp && {
    dhcp: {
      enable: true,
      range: { start: `${prefix}.10`, end: `${prefix}.199` },
      ...(options && { options: { interfaceMTU: 9036, leaseTimeSeconds: 3600, ...options } }),
      ...(leases && { static: leases }),
    },
  }),
});

/** `rest`: keys beside the subnets, for instance `permit`. */
export const vpc = (
  name: string,
  subnets: readonly Subnet[],
  rest: Readonly<Record<string, unknown>> = {},
  namespace = 'default',
): Resource => ({
  group: 'vpc',
  kind: 'VPC',
  name,
  spec: {
    ipv4Namespace: namespace,
    vlanNamespace: namespace,
    ...rest,
    subnets: Object.fromEntries(subnets.map((subnet) => [subnet.name, subnetSpec(subnet)])),
  },
});

export const vpcs = {
  web: vpc('web', [
    { name: 'frontend', prefix: '10.10.1', vlan: 1001, dhcp: true, options: { dnsServers: ['10.10.8.53'] } },
  ]),
  app: vpc(
    'app',
    [
      { name: 'services', prefix: '10.10.2', vlan: 1002, dhcp: true },
      { name: 'jobs', prefix: '10.10.3', vlan: 1003, dhcp: true },
    ],
    { defaultIsolated: true, permit: [['services', 'jobs']] },
  ),
  db: vpc('db', [{ name: 'primary', prefix: '10.10.4', vlan: 1004 }]),
  ci: vpc('ci', [{ name: 'runners', prefix: '10.10.5', vlan: 1005, dhcp: true }]),
  batch: vpc('batch', [{ name: 'workers', prefix: '10.10.6', vlan: 1006, dhcp: true }]),
  storage: vpc('storage', [
    {
      name: 'nfs',
      prefix: '10.10.7',
      vlan: 1007,
      dhcp: true,
      options: { timeServers: ['10.10.8.123'] },
      leases: { '02:5e:1d:01:00:06': { ip: '10.10.7.206' }, '02:5e:1d:01:00:07': { ip: '10.10.7.207' } },
    },
  ]),
  oob: vpc('oob', [{ name: 'default', prefix: '10.10.8', vlan: 1008, dhcp: true }], {
    staticRoutes: [{ prefix: '10.10.200.0/24', nextHops: ['10.10.8.254'] }],
  }),
  lab: vpc('lab', [{ name: 'default', prefix: '10.50.1', vlan: 110, dhcp: true }], {}, 'lab'),
} as const;

/** `connection` is the whole name of a server's connection; the attachment is named for server, VPC and subnet. */
export const attachment = (connection: string, vpcName: string, subnet: string, nativeVLAN = false): Resource => ({
  group: 'vpc',
  kind: 'VPCAttachment',
  name: [connection.split('--')[0], vpcName, subnet].join('--'),
  spec: { connection, nativeVLAN, subnet: `${vpcName}/${subnet}` },
});

export const webAttachments: readonly Resource[] = [
  attachment('server-01--eslag--leaf-01--leaf-02', 'web', 'frontend'),
  attachment('server-02--eslag--leaf-01--leaf-02', 'web', 'frontend'),
];
export const appAttachments: readonly Resource[] = [
  attachment('server-02--eslag--leaf-01--leaf-02', 'app', 'services'),
  attachment('server-03--bundled--leaf-01', 'app', 'services'),
  attachment('server-04--unbundled--leaf-02', 'app', 'jobs', true),
];
export const dataAttachments: readonly Resource[] = [
  attachment('server-05--eslag--leaf-03--leaf-04', 'db', 'primary'),
  attachment('server-06--eslag--leaf-03--leaf-04', 'db', 'primary'),
];
export const workAttachments: readonly Resource[] = [
  attachment('server-06--eslag--leaf-03--leaf-04', 'storage', 'nfs'),
  attachment('server-07--bundled--leaf-03', 'batch', 'workers'),
  attachment('server-08--unbundled--leaf-04', 'ci', 'runners'),
];
export const lastAttachments: readonly Resource[] = [
  attachment('server-09--unbundled--leaf-05', 'lab', 'default'),
  attachment('server-10--unbundled--leaf-01', 'oob', 'default'),
];

type End = readonly [vpc: string, subnet: string];

const peering = (first: End, second: End): Resource => ({
  group: 'vpc',
  kind: 'VPCPeering',
  name: `${first[0]}--${second[0]}`,
  spec: { permit: [{ [first[0]]: { subnets: [first[1]] }, [second[0]]: { subnets: [second[1]] } }] },
});

export const peerings = {
  webApp: peering(['web', 'frontend'], ['app', 'services']),
  appDb: peering(['app', 'services'], ['db', 'primary']),
  ciApp: peering(['ci', 'runners'], ['app', 'jobs']),
} as const;

/** Through the gateway: what each side shows of itself to the other. */
const gatewayPeering = (
  first: readonly [vpc: string, cidr: string],
  second: readonly [vpc: string, cidr: string],
  acl?: Readonly<Record<string, unknown>>,
): Resource => ({
  group: 'gateway',
  kind: 'GatewayPeering',
  name: `${first[0]}--${second[0]}`,
  spec: {
    ...(acl && { acl }),
    gatewayGroup: 'gw-main',
    peering: Object.fromEntries([first, second].map(([name, cidr]) => [name, { expose: [{ ips: [{ cidr }] }] }])),
  },
});

export const gatewayPeerings: readonly Resource[] = [
  gatewayPeering(['batch', '10.10.6.0/24'], ['storage', '10.10.7.0/24'], {
    default: 'deny',
    rules: [
      {
        name: 'nfs-only',
        action: 'allow',
        from: 'batch',
        to: 'storage',
        match: { proto: 'tcp', dst: [{ cidr: '10.10.7.0/24', ports: ['2049'] }] },
      },
    ],
  }),
  gatewayPeering(['ci', '10.10.5.0/24'], ['storage', '10.10.7.0/24']),
];
