import { describe, expect, it } from 'vitest';
import { drawTopology } from '../../../../../src/core/fabric/topology/draw-topology';
import { layoutTopology } from '../../../../../src/core/fabric/topology/layout-topology';
import type { Topology, TopologyLink, TopologyNode } from '../../../../../src/core/fabric/topology/topology';
import { topologyDifference } from '../../../../../src/core/fabric/topology/topology-difference';

const node = (kind: TopologyNode['kind'], name: string): TopologyNode => ({
  id: `${kind}/${name}`,
  kind,
  name,
  detail: null,
  group: null,
  redundancy: null,
  groups: [],
  asn: null,
  assumed: false,
});
const link = (from: TopologyNode, to: TopologyNode, port = 'E1/1'): TopologyLink => ({
  id: `${from.name}-${to.name}-${port}`,
  connection: `${from.name}--${to.name}`,
  type: 'fabric',
  from: from.id,
  to: to.id,
  fromPort: port,
  toPort: null,
});
const topology = (nodes: readonly TopologyNode[], links: readonly TopologyLink[]): Topology => ({
  nodes,
  links,
  vpcs: [],
  peerings: [],
});
const [spine, one, two, ten] = [
  node('spine', 's'),
  node('leaf', 'leaf-1'),
  node('leaf', 'leaf-2'),
  node('leaf', 'leaf-10'),
];

describe('the picture of a fabric', () => {
  it('stands in tiers, nothing overlaps, names read from left to right, and it is the same every time', () => {
    const links = [one, two, ten].map((leaf) => link(spine, leaf));
    const drawn = layoutTopology({ nodes: [ten, spine, two, one], links });
    const at = new Map(drawn.nodes.map((placed) => [placed.node.name, placed]));
    expect(at.get('s')!.y).toBeLessThan(at.get('leaf-1')!.y);
    const leaves = ['leaf-1', 'leaf-2', 'leaf-10'].map((name) => at.get(name)!);
    expect(new Set(leaves.map(({ y }) => y)).size).toBe(1);
    for (const [index, right] of leaves.entries()) {
      const left = leaves[index - 1];
      if (left) expect(left.x + left.width / 2).toBeLessThan(right.x - right.width / 2);
    }
    for (const { x, y, width, height } of drawn.nodes) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(drawn.width);
      expect(y + height / 2).toBeLessThanOrEqual(drawn.height);
    }
    expect(layoutTopology({ nodes: [one, two, ten, spine], links })).toMatchObject({ width: drawn.width });
  });

  it('draws several cables as one line, links of a mesh too, and escapes what a repository says', () => {
    const odd = node('leaf', '<script>&"\u0007\u202e\uffff');
    const svg = drawTopology(topology([one, odd], [link(one, odd), link(one, odd, 'E1/2')]), null, '</title>');
    expect(svg.match(/<path class="link several"/g)).toHaveLength(1);
    expect(svg).toContain('&lt;script&gt;&amp;&quot;\\x07\\u{202e}\ufffd');
    expect(svg).not.toContain('\u202e');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<title>&lt;/title&gt;</title>');
  });

  it('marks what came, went and changed, and draws what is gone', () => {
    const before = topology([spine, one, two], [link(spine, one), link(spine, two)]);
    const after = topology([spine, { ...one, detail: 'new' }, ten], [link(spine, one), link(spine, ten)]);
    const svg = drawTopology(after, topologyDifference(before, after), 'x');
    expect(svg).toContain('class="node leaf removed"');
    expect(svg).toContain('class="node leaf added"');
    expect(svg).toContain('class="node leaf changed"');
    expect(svg.match(/<path class="link (?:added|removed)" d="M\d+ \d+ C/g)).toHaveLength(2);
  });

  it('has room for nothing, and for more than can be followed', () => {
    expect(drawTopology(topology([], []), null, 'empty')).toMatch(/^<svg /);
    const servers = Array.from({ length: 1_600 }, (_, index) => node('server', `server-${index}`));
    const startMs = performance.now();
    expect(layoutTopology({ nodes: servers, links: [] }).nodes).toHaveLength(1_600);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });
});
