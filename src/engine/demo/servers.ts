import type { Resource } from './resource';

const server = (number: number, description: string): Resource => ({
  group: 'wiring',
  kind: 'Server',
  name: nameOf(number),
  spec: { description },
});

const nameOf = (number: number): string => `server-${String(number).padStart(2, '0')}`;

const connection = (name: string, spec: Resource['spec']): Resource => ({
  group: 'wiring',
  kind: 'Connection',
  name,
  spec,
});

/** Port `enp2s<n>` of the server to a port of a leaf. */
const cable = (number: number, network: number, switchPort: string): unknown => ({
  server: { port: `${nameOf(number)}/enp2s${network}` },
  switch: { port: switchPort },
});

/** One cable. */
const unbundled = (number: number, leaf: string, port: number): Resource =>
  connection(`${nameOf(number)}--unbundled--${leaf}`, { unbundled: { link: cable(number, 1, `${leaf}/E1/${port}`) } });

/** Two cables to the same leaf. */
const bundled = (number: number, leaf: string, port: number): Resource =>
  connection(`${nameOf(number)}--bundled--${leaf}`, {
    bundled: { links: [0, 1].map((link) => cable(number, link + 1, `${leaf}/E1/${port + link}`)) },
  });

/** One cable to each leaf of a redundancy group, the same port on both. */
const eslag = (number: number, leaves: readonly [string, string], port: number): Resource =>
  connection([nameOf(number), 'eslag', ...leaves].join('--'), {
    eslag: { links: leaves.map((leaf, index) => cable(number, index + 1, `${leaf}/E1/${port}`)) },
  });

const rowA = ['leaf-01', 'leaf-02'] as const;
const rowB = ['leaf-03', 'leaf-04'] as const;

export const firstServers: readonly Resource[] = [
  server(1, 'Web front end, active'),
  server(2, 'Web front end, standby'),
  server(3, 'Application host'),
  server(4, 'Job runner of the application'),
];
export const firstServerConnections: readonly Resource[] = [
  eslag(1, rowA, 1),
  eslag(2, rowA, 2),
  bundled(3, 'leaf-01', 3),
  unbundled(4, 'leaf-02', 3),
];

export const moreServers: readonly Resource[] = [
  server(5, 'Database, primary'),
  server(6, 'Database, replica and file store'),
  server(7, 'Batch workers'),
  server(8, 'Build runners'),
];
export const moreServerConnections: readonly Resource[] = [
  eslag(5, rowB, 1),
  eslag(6, rowB, 2),
  bundled(7, 'leaf-03', 3),
  unbundled(8, 'leaf-04', 3),
];

export const lastServers: readonly Resource[] = [server(9, 'Bench of the lab'), server(10, 'Out-of-band console host')];
export const lastServerConnections: readonly Resource[] = [unbundled(9, 'leaf-05', 1), unbundled(10, 'leaf-01', 5)];

/** Only on the branch that grows the storage. */
export const storageServers: readonly Resource[] = [
  server(11, 'Object store, first half'),
  server(12, 'Object store, second half'),
];
export const storageServerConnections: readonly Resource[] = [eslag(11, rowB, 5), eslag(12, rowB, 6)];

/** In the raw drop: announced, not yet taken over. */
export const announcedServers: readonly Resource[] = [server(21, 'Edge cache, left'), server(22, 'Edge cache, right')];
export const announcedServerConnections: readonly Resource[] = [
  unbundled(21, 'leaf-02', 9),
  unbundled(22, 'leaf-04', 9),
];
