import { describe, expect, it } from 'vitest';
import { drawTopology } from '../../../../../src/core/fabric/topology/draw-topology';
import { topologyOf } from '../../../../../src/core/fabric/topology/topology';
import { topologyDifference } from '../../../../../src/core/fabric/topology/topology-difference';
import { fabricOf } from '../read-fabric';
import { patchedFabric } from '../rules/patched-fabric';

describe('the fabric as a picture', () => {
  const topology = topologyOf(patchedFabric(''));

  it('has devices, cables, VPCs and peerings', () => {
    expect(topology.nodes.map((node) => `${node.kind} ${node.name}${node.assumed ? ' ?' : ''}`)).toEqual([
      'leaf leaf-1',
      'leaf leaf-2',
      'leaf leaf-3',
      'spine spine-1',
      'server server-1',
      'server server-2',
      'server server-3',
      'gateway gateway-1',
      'external ext-1',
      'external ext-s',
      'external leaf-3--static-external ?',
    ]);
    expect(
      topology.links
        .filter((link) => link.type === 'eslag')
        .map((link) => `${link.from} ${link.fromPort} — ${link.to} ${link.toPort}`),
    ).toEqual(['server/server-2 enp2s1 — switch/leaf-1 E1/2', 'server/server-2 enp2s2 — switch/leaf-2 E1/2']);
    expect(
      topology.links
        .filter((link) => link.type === 'external-attachment')
        .map((link) => `${link.from} ${link.fromPort} — ${link.to}`),
    ).toEqual(['switch/leaf-3 E1/9 — external/ext-1', 'switch/leaf-3 E1/9 — external/ext-s']);
    expect(topology.vpcs[0]).toEqual({
      name: 'vpc-1',
      subnets: [
        { name: 'default', prefix: '10.0.1.0/24', vlan: 1001 },
        { name: 'web', prefix: '10.0.2.0/24', vlan: 1002 },
      ],
      attachments: [
        { subnet: 'default', connection: 'server-1--unbundled--leaf-1', nodes: ['server/server-1', 'switch/leaf-1'] },
        {
          subnet: 'web',
          connection: 'server-2--eslag--leaf-1--leaf-2',
          nodes: ['server/server-2', 'switch/leaf-1', 'switch/leaf-2'],
        },
      ],
    });
    expect(topology.peerings.map((one) => `${one.kind}: ${one.between.join(' and ')}`)).toEqual([
      'vpc: vpc-1 and vpc-2',
      'external: ext.ext-1 and vpc-1',
      'gateway: ext.ext-s and vpc-2',
    ]);
  });

  it('shows devices that only cables name', () => {
    const lone = topologyOf(
      fabricOf({
        'f/a.yaml':
          'apiVersion: wiring.githedgehog.com/v1beta1\nkind: Connection\nmetadata: {name: c}\nspec: {fabric: {links: [{spine: {port: s/E1/1}, leaf: {port: l/E1/1}}]}}\n',
      }),
    );
    expect(lone.nodes).toMatchObject([
      { id: 'switch/s', kind: 'spine', assumed: true },
      { id: 'switch/l', kind: 'leaf', assumed: true },
    ]);
  });

  it('knows what changed between two moments', () => {
    const later = topologyOf(
      patchedFabric(
        'Server/server-9: {}\nConnection/server-1--unbundled--leaf-1: {unbundled: {link: {switch: {port: leaf-1/E1/9}}}}\nVPC/vpc-2: {subnets: {default: {vlan: 1010}}}\nExternalPeering/vpc-1--ext-1: null',
      ),
    );
    const difference = topologyDifference(topology, later);
    expect(difference.nodes.added.map((node) => node.id)).toEqual(['server/server-9']);
    expect(difference.links.removed.map((link) => link.toPort)).toEqual(['E1/1']);
    expect(difference.links.added.map((link) => link.toPort)).toEqual(['E1/9']);
    expect(
      difference.vpcs.changed.map(({ before, after }) => [before.subnets[0]!.vlan, after.subnets[0]!.vlan]),
    ).toEqual([[1003, 1010]]);
    expect(difference.peerings.removed.map((one) => one.id)).toEqual(['vpc-1--ext-1']);
    const readdressed = topologyOf(
      patchedFabric('Gateway/gateway-1: {asn: 65999}\nSwitch/leaf-1: {redundancy: {type: mclag}}'),
    );
    const [leaf, gateway] = topologyDifference(topology, readdressed).nodes.changed.map(({ after }) => after);
    expect(leaf).toMatchObject({ name: 'leaf-1', redundancy: 'mclag' });
    expect(gateway).toMatchObject({ name: 'gateway-1', asn: 65999 });
    expect(
      Object.values(topologyDifference(later, later)).every(
        (one) => one.added.length + one.removed.length + one.changed.length === 0,
      ),
    ).toBe(true);
  });

  it('a device that only cables name any more is gone, and one that is described again has come', () => {
    const without = topologyOf(patchedFabric('Switch/leaf-3: null'));
    const { removed, added, changed } = topologyDifference(topology, without).nodes;
    expect([removed.map(({ name }) => name), added, changed]).toEqual([['leaf-3'], [], []]);
    expect(topologyDifference(without, topology).nodes.added.map(({ name }) => name)).toEqual(['leaf-3']);
    const svg = drawTopology(without, topologyDifference(topology, without), 'x');
    expect(svg.match(/>leaf-3<\/text>/g)).toHaveLength(1);
    expect(svg).toContain('class="node leaf assumed removed"');
  });

  it('what leads out of the fabric is there, also while nothing is attached and where only a peering names it', () => {
    const alone = topologyOf(
      patchedFabric(
        'ExternalAttachment/leaf-3--ext-1: null\nExternalAttachment/leaf-3--ext-s: null\nExternal/ext-1: null',
      ),
    );
    expect(alone.nodes.filter(({ kind }) => kind === 'external').map(({ name }) => name)).toEqual([
      'ext-s',
      'leaf-3--external',
      'leaf-3--static-external',
      'ext-1',
    ]);
    expect(alone.links.filter(({ type }) => type === 'external')).toHaveLength(1);
  });
});
