import { Graph, layout } from '@dagrejs/dagre';
import { revealCharacters } from '../../text/reveal-characters';
import type { NodeKind, Topology, TopologyLink, TopologyNode } from './topology';

/** A device with its place; x and y of its middle. */
export interface PlacedNode {
  readonly node: TopologyNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All cables between two devices, drawn as one. */
export interface PlacedBundle {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly links: readonly TopologyLink[];
}

export interface TopologyLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly bundles: readonly PlacedBundle[];
  /** The rows that hold something, from the top. */
  readonly tiers: readonly { readonly kind: NodeKind; readonly y: number }[];
}

/** From the outside world down to the servers. */
const tierOf: Readonly<Record<NodeKind, number>> = { external: 0, gateway: 1, spine: 2, leaf: 3, server: 4 };
const nodeHeight = 44;
const tierGap = 84;
const nodeGap = 22;
/** More devices than this are put in the order of their names: nobody follows the lines any more. */
const mostOrdered = 1_500;

const lengthOf = (text: string): number => [...revealCharacters(text)].length;

/** About as wide as the text is in a 13 px system font. */
const widthOf = ({ name, detail }: TopologyNode): number =>
  Math.round(Math.max(96, 28 + Math.max(lengthOf(name) * 7.6, lengthOf(detail ?? '') * 6)));

const byName = (one: TopologyNode, other: TopologyNode): number =>
  tierOf[one.kind] - tierOf[other.kind] || one.name.localeCompare(other.name, 'en', { numeric: true });

function bundlesOf(links: readonly TopologyLink[]): Map<string, TopologyLink[]> {
  const bundles = new Map<string, TopologyLink[]>();
  for (const link of links) {
    const key = [link.from, link.to].sort().join('\n');
    const bundle = bundles.get(key);
    if (bundle) bundle.push(link);
    else bundles.set(key, [link]);
  }
  return bundles;
}

/** Places in one row, side by side. */
function inRow(nodes: readonly TopologyNode[]): Map<string, number> {
  let at = 0;
  const places = new Map<string, number>();
  for (const node of nodes) {
    const width = widthOf(node);
    places.set(node.id, at + width / 2);
    at += width + nodeGap;
  }
  return places;
}

/** Places across, so that few lines cross: the layered method, with the tier of each device given. */
function places(nodes: readonly TopologyNode[], bundles: Iterable<readonly TopologyLink[]>): Map<string, number> {
  const sorted = [...nodes].sort(byName);
  if (nodes.length > mostOrdered)
    return new Map(
      Object.values(tierOf).flatMap((tier) => [...inRow(sorted.filter(({ kind }) => tierOf[kind] === tier))]),
    );
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: nodeGap, ranksep: tierGap, ranker: 'none' });
  // The method puts an empty rank between every two, for labels of lines.
  for (const node of sorted)
    graph.setNode(node.id, { width: widthOf(node), height: nodeHeight, rank: 2 * tierOf[node.kind] });
  const tiers = new Map(nodes.map(({ id, kind }) => [id, tierOf[kind]]));
  for (const [link] of bundles) {
    if (!link) continue;
    const [from, to] = [tiers.get(link.from) ?? 0, tiers.get(link.to) ?? 0];
    const [upper, lower] = from < to ? [link.from, link.to] : [link.to, link.from];
    if (from !== to) graph.setEdge(upper, lower, {});
  }
  layout(graph);
  const across = new Map(sorted.map(({ id }) => [id, Number((graph.node(id) as { x?: number }).x ?? 0)]));
  return readsBackwards(sorted, across) ? new Map([...across].map(([id, x]) => [id, -x])) : across;
}

/** Does the picture, read from left to right, name more neighbours from last to first? Its mirror is as good. */
function readsBackwards(sorted: readonly TopologyNode[], across: ReadonlyMap<string, number>): boolean {
  const steps = sorted.slice(1).map((node, index) => {
    const before = sorted[index];
    if (before?.kind !== node.kind) return 0;
    return Math.sign((across.get(node.id) ?? 0) - (across.get(before.id) ?? 0));
  });
  return steps.reduce((sum, step) => sum + step, 0) < 0;
}

const margin = 40;
const leftMargin = 120;

/** Where everything of a picture stands. The same topology gives the same picture. */
export function layoutTopology({ nodes, links }: Pick<Topology, 'nodes' | 'links'>): TopologyLayout {
  const known = new Set(nodes.map(({ id }) => id));
  const bundles = bundlesOf(links.filter((link) => known.has(link.from) && known.has(link.to)));
  const across = places(nodes, bundles.values());
  const used = [...new Set(nodes.map(({ kind }) => kind))].sort((a, b) => tierOf[a] - tierOf[b]);
  const rows = new Map(used.map((kind, row) => [kind, margin + nodeHeight / 2 + row * (nodeHeight + tierGap)]));
  const leftmost = Math.min(...nodes.map((node) => (across.get(node.id) ?? 0) - widthOf(node) / 2), 0);
  const placed = nodes.map((node): PlacedNode => ({
    node,
    x: Math.round(leftMargin - leftmost + (across.get(node.id) ?? 0)),
    y: rows.get(node.kind) ?? 0,
    width: widthOf(node),
    height: nodeHeight,
  }));
  const byId = new Map(placed.map((one) => [one.node.id, one]));
  return {
    width: Math.max(...placed.map(({ x, width }) => x + width / 2), leftMargin + 240) + margin,
    height: Math.max(...rows.values(), margin) + nodeHeight / 2 + margin,
    nodes: placed,
    bundles: [...bundles.values()].flatMap((own): PlacedBundle[] => {
      const [from, to] = [byId.get(own[0]?.from ?? ''), byId.get(own[0]?.to ?? '')];
      if (!from || !to) return [];
      return [from.y <= to.y ? { from, to, links: own } : { from: to, to: from, links: own }];
    }),
    tiers: used.map((kind) => ({ kind, y: rows.get(kind) ?? 0 })),
  };
}
