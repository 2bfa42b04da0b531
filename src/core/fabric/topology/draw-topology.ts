import { revealCharacters } from '../../text/reveal-characters';
import { layoutTopology } from './layout-topology';
import type { PlacedBundle, PlacedNode } from './layout-topology';
import type { NodeKind, Topology, TopologyLink, TopologyNode, TopologyVpc } from './topology';
import type { TopologyDifference } from './topology-difference';
import { cableId } from './topology-difference';

type Change = 'added' | 'removed' | 'changed';

/** XML text, line by line; what hides or turns text is shown, and what XML does not know is replaced. */
const escaped = (text: string): string =>
  text
    .split('\n')
    .map(revealCharacters)
    .join('\n')
    .replace(/[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const style = `
text { font: 13px system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; fill: #1b2330 }
.small { font-size: 11px; fill: #5b6675 } .tier { font-size: 12px; font-weight: 600; fill: #7b8594 }
.node rect { fill: #fff; stroke: #7b8594; stroke-width: 1.25 } .node.assumed rect { stroke-dasharray: 4 3 }
.spine rect { fill: #eef3fd; stroke: #3f6fd1 } .leaf rect { fill: #eefaf3; stroke: #2c8a57 }
.gateway rect { fill: #f6effc; stroke: #8247b5 } .external rect { fill: #fdf4e7; stroke: #b4741a }
.link { fill: none; stroke: #97a1af; stroke-width: 1.25 } .link.several { stroke-width: 2.25 }
.added rect, path.added { stroke: #1a7f37 } .removed rect, path.removed { stroke: #cf222e; stroke-dasharray: 5 3 }
.changed rect, path.changed { stroke: #9a6700 } .added rect, .removed rect, .changed rect { stroke-width: 2.5 }
path.added, path.removed, path.changed { stroke-width: 2.5 }
`.trim();

const tierWords: Readonly<Record<NodeKind, string>> = {
  external: 'Outside',
  gateway: 'Gateways',
  spine: 'Spines',
  leaf: 'Leaves',
  server: 'Servers',
};

/** Told apart also by people who see colours differently. */
const vpcColours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#8c6bb1',
  '#7a7a00',
  '#4d4d4d',
  '#a6761d',
  '#1b7837',
  '#c51b7d',
];
const colourOf = (place: number): string => vpcColours[place % vpcColours.length] ?? '#000';
/** Dots and legend lines that still say something. */
const mostDots = 8;
const mostListed = 40;

const endOf = (id: string, port: string | null): string => `${id.slice(id.indexOf('/') + 1)}${port ? `:${port}` : ''}`;

function bundlePath({ from, to, links }: PlacedBundle, change: Change | null): string {
  const classes = ['link', ...(links.length > 1 ? ['several'] : []), ...(change ? [change] : [])].join(' ');
  const sameRow = from.y === to.y;
  const [one, other] = from.x <= to.x ? [from, to] : [to, from];
  const bottom = from.y + from.height / 2;
  const middle = (bottom + to.y - to.height / 2) / 2;
  const sag = bottom + 18 + Math.min(34, Math.abs(other.x - one.x) / 20);
  const way = sameRow
    ? `M${one.x} ${bottom} C${one.x} ${sag} ${other.x} ${sag} ${other.x} ${bottom}`
    : `M${from.x} ${bottom} C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y - to.height / 2}`;
  const title = links
    .map(
      (link) =>
        `${link.connection}: ${endOf(link.from, link.fromPort)} – ${endOf(link.to, link.toPort)} (${link.type})`,
    )
    .join('\n');
  return `<path class="${classes}" d="${way}"><title>${escaped(title)}</title></path>`;
}

/** Everything about a device, line by line. */
const hintOf = ({ name, detail, group, redundancy, groups, asn, assumed }: TopologyNode): string =>
  [
    name,
    detail,
    group === null ? null : [redundancy, group].filter((one) => one !== null).join(' '),
    groups.length === 0 ? null : groups.join(', '),
    asn === null ? null : `AS ${asn}`,
    assumed ? 'named by a cable or a peering, not in this directory' : null,
  ]
    .filter((line) => line !== null)
    .join('\n');

function nodeShape({ node, x, y, width, height }: PlacedNode, change: Change | null, vpcs: readonly number[]): string {
  const classes = ['node', node.kind, ...(node.assumed ? ['assumed'] : []), ...(change ? [change] : [])].join(' ');
  const [left, top] = [x - width / 2, y - height / 2];
  const dots = vpcs
    .slice(0, mostDots)
    .map(
      (place, index) => `<circle cx="${left + 10 + index * 10}" cy="${top + height}" r="4" fill="${colourOf(place)}"/>`,
    );
  const name = `<text x="${x}" y="${node.detail === null ? y + 4 : y - 2}" text-anchor="middle">${escaped(node.name)}</text>`;
  const detail =
    node.detail === null
      ? ''
      : `<text class="small" x="${x}" y="${y + 14}" text-anchor="middle">${escaped(node.detail)}</text>`;
  const title = `<title>${escaped(hintOf(node))}</title>`;
  const box = `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${node.kind === 'external' ? 22 : 6}"/>`;
  return `<g class="${classes}">${title}${box}${name}${detail}${dots.join('')}</g>`;
}

const vpcLine = ({ name, subnets }: TopologyVpc): string =>
  `${name}: ${subnets.map((subnet) => [subnet.name, subnet.prefix, subnet.vlan === null ? null : `VLAN ${subnet.vlan}`].filter(Boolean).join(' ')).join(', ')}`;

function legend(vpcs: readonly TopologyVpc[], top: number, compared: boolean): { text: string; height: number } {
  const lines = vpcs.slice(0, mostListed).map((vpc, index) => {
    const y = top + 20 + index * 20;
    return `<circle cx="48" cy="${y - 4}" r="5" fill="${colourOf(index)}"/><text class="small" x="62" y="${y}">${escaped(vpcLine(vpc))}</text>`;
  });
  if (vpcs.length > mostListed)
    lines.push(
      `<text class="small" x="62" y="${top + 20 + mostListed * 20}">and ${vpcs.length - mostListed} more VPCs</text>`,
    );
  const height = lines.length * 20 + (lines.length > 0 ? 20 : 0);
  if (!compared) return { text: lines.join('\n'), height };
  const y = top + height + 16;
  const keys = (['added', 'removed', 'changed'] as const).map(
    (change, index) =>
      `<path class="link ${change}" d="M${44 + index * 110} ${y - 4} h30"/><text class="small" x="${80 + index * 110}" y="${y}">${change}</text>`,
  );
  return { text: [...lines, ...keys].join('\n'), height: height + 36 };
}

/** What of a picture came, went or changed; what is gone is drawn too. */
function changesOf(difference: TopologyDifference | null): {
  readonly nodes: ReadonlyMap<string, Change>;
  readonly links: ReadonlyMap<string, Change>;
  readonly gone: Pick<Topology, 'nodes' | 'links'>;
} {
  if (!difference) return { nodes: new Map(), links: new Map(), gone: { nodes: [], links: [] } };
  const told = <T>(
    list: { added: readonly T[]; removed: readonly T[]; changed: readonly { after: T }[] },
    id: (item: T) => string,
  ): Map<string, Change> =>
    new Map<string, Change>([
      ...list.added.map((item) => [id(item), 'added'] as const),
      ...list.removed.map((item) => [id(item), 'removed'] as const),
      ...list.changed.map(({ after }) => [id(after), 'changed'] as const),
    ]);
  return {
    nodes: told(difference.nodes, ({ id }) => id),
    links: told(difference.links, cableId),
    gone: { nodes: difference.nodes.removed, links: difference.links.removed },
  };
}

function changeOfBundle(links: readonly TopologyLink[], changes: ReadonlyMap<string, Change>): Change | null {
  const found = new Set(links.map((link) => changes.get(cableId(link)) ?? null));
  const [only] = found;
  return found.size === 1 ? (only ?? null) : 'changed';
}

/**
 * A fabric as an SVG picture: the outside on top, then gateways, spines, leaves, servers; cables between two devices as
 * one line (ports in its tooltip), VPCs as dots at what they reach. With a difference, what came and went is marked.
 */
export function drawTopology(topology: Topology, difference: TopologyDifference | null, title: string): string {
  const changes = changesOf(difference);
  const there = new Set(topology.nodes.map(({ id }) => id));
  const picture = layoutTopology({
    nodes: [...topology.nodes, ...changes.gone.nodes.filter(({ id }) => !there.has(id))],
    links: [...topology.links, ...changes.gone.links],
  });
  const reached = (id: string): number[] =>
    topology.vpcs.flatMap((vpc, place) => (vpc.attachments.some(({ nodes }) => nodes.includes(id)) ? [place] : []));
  const { text, height } = legend(topology.vpcs, picture.height, difference !== null);
  const [width, total] = [Math.ceil(picture.width), Math.ceil(picture.height + height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${total}" fill="#fff"/>`,
    ...picture.tiers.map(({ kind, y }) => `<text class="tier" x="24" y="${y + 4}">${tierWords[kind]}</text>`),
    ...picture.bundles.map((bundle) => bundlePath(bundle, changeOfBundle(bundle.links, changes.links))),
    ...picture.nodes.map((placed) =>
      nodeShape(
        placed,
        changes.nodes.get(placed.node.id) ?? null,
        placed.node.kind === 'server' ? reached(placed.node.id) : [],
      ),
    ),
    text,
    '</svg>',
    '',
  ].join('\n');
}
