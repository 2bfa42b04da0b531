import type { Resource } from './resource';
import { gatewayAddresses } from './switches';

const spineNames = ['spine-01', 'spine-02'];
const leafNames = ['leaf-01', 'leaf-02', 'leaf-03', 'leaf-04', 'leaf-05'];
const linksPerLeaf = 2;
const linksPerSpine = leafNames.length * linksPerLeaf + 1;

/** The n-th /31 of the fabric subnet; the spine has the even address. */
const pair = (index: number): readonly [string, string] => [address(2 * index), address(2 * index + 1)];
const address = (offset: number): string => `172.30.128.${offset}/31`;

const connection = (name: string, spec: Resource['spec']): Resource => ({
  group: 'wiring',
  kind: 'Connection',
  name,
  spec,
});

function fabricLink(spineIndex: number, leafIndex: number, link: number, hydrated: boolean): unknown {
  const [spineAddress, leafAddress] = pair(spineIndex * linksPerSpine + leafIndex * linksPerLeaf + link);
  return {
    leaf: {
      ...(hydrated && { ip: leafAddress }),
      port: `${leafNames[leafIndex]}/E1/${53 + spineIndex * linksPerLeaf + link}`,
    },
    spine: {
      ...(hydrated && { ip: spineAddress }),
      port: `${spineNames[spineIndex]}/E1/${1 + leafIndex * linksPerLeaf + link}`,
    },
  };
}

/** Two cables from every spine to every leaf. */
export const fabricConnections = (hydrated: boolean): Resource[] =>
  spineNames.flatMap((spine, spineIndex) =>
    leafNames.map((leaf, leafIndex) =>
      connection(`${spine}--fabric--${leaf}`, {
        fabric: { links: [0, 1].map((link) => fabricLink(spineIndex, leafIndex, link, hydrated)) },
      }),
    ),
  );

const gatewayPair = (spineIndex: number): readonly [string, string] =>
  pair(spineIndex * linksPerSpine + leafNames.length * linksPerLeaf);

const gatewayInterface = (spineIndex: number): string => `enp2s${spineIndex + 1}`;

export const gatewayConnections: readonly Resource[] = spineNames.map((spine, index) => {
  const [spineAddress, gatewayAddress] = gatewayPair(index);
  return connection(`${spine}--gateway--gateway-1`, {
    gateway: {
      links: [
        {
          gateway: { ip: gatewayAddress, port: `gateway-1/${gatewayInterface(index)}` },
          switch: { ip: spineAddress, port: `${spine}/E1/${leafNames.length * linksPerLeaf + 1}` },
        },
      ],
    },
  });
});

export const gatewayGroup: Resource = { group: 'gateway', kind: 'GatewayGroup', name: 'gw-main', spec: {} };

export const gateway: Resource = {
  group: 'gateway',
  kind: 'Gateway',
  name: 'gateway-1',
  spec: {
    asn: 65534,
    groups: [{ name: 'gw-main', priority: 100 }],
    interfaces: Object.fromEntries(
      spineNames.map((_, index) => [gatewayInterface(index), { ips: [gatewayPair(index)[1]] }]),
    ),
    neighbors: spineNames.map((_, index) => ({
      asn: 65100,
      ip: gatewayPair(index)[0].replace('/31', ''),
      source: gatewayInterface(index),
    })),
    protocolIP: gatewayAddresses.protocolIP,
    vtepIP: gatewayAddresses.vtepIP,
    vtepMAC: 'ca:fe:ba:be:01:01',
    workers: 4,
  },
};
