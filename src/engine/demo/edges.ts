import type { Resource } from './resource';

/** The way out: one BGP external at the border leaf. */
export const externalConnection: Resource = {
  group: 'wiring',
  kind: 'Connection',
  name: 'leaf-05--external',
  spec: { external: { link: { switch: { port: 'leaf-05/E1/48' } } } },
};

export const external: Resource = {
  group: 'vpc',
  kind: 'External',
  name: 'wan',
  spec: { inboundCommunity: '64900:100', ipv4Namespace: 'default', outboundCommunity: '64900:200' },
};

export const externalAttachment: Resource = {
  group: 'vpc',
  kind: 'ExternalAttachment',
  name: 'leaf-05--wan',
  spec: {
    connection: 'leaf-05--external',
    external: 'wan',
    neighbor: { asn: 64900, ip: '198.51.100.1' },
    switch: { ip: '198.51.100.0/31', vlan: 300 },
  },
};

export const externalPeering = (vpc: string, subnet: string): Resource => ({
  group: 'vpc',
  kind: 'ExternalPeering',
  name: `${vpc}--wan`,
  spec: {
    permit: {
      external: { name: 'wan', prefixes: [{ prefix: '0.0.0.0/0' }] },
      vpc: { name: vpc, subnets: [subnet] },
    },
  },
});
