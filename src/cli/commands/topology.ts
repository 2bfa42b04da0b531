import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import type { FabricTopology, FabricTopologyDifference } from '../../contract/fabric/topology';
import type { Moment } from '../../contract/problems';
import type { Topology } from '../../core/fabric/topology/topology';
import type { TopologyDifference } from '../../core/fabric/topology/topology-difference';
import { failureOfDisk } from '../../engine/faults/failure-of-disk';
import { columns } from '../columns';
import type { Terminal } from '../end';
import { ask, chooseFabric, rootName } from '../fabric/ask-fabric';
import type { FabricAnswer } from '../fabric/with-fabric';
import { tellUnread } from '../fabric/tell-unread';
import { withFabric } from '../fabric/with-fabric';
import type { FabricOptions } from './fabric-lists';

export interface TopologyOptions extends FabricOptions {
  readonly svg: boolean;
  /** Null: standard output. */
  readonly output: string | null;
  /** A revision to look at instead of the working tree. */
  readonly at: string | null;
  /** An earlier revision to compare with. */
  readonly against: string | null;
}

/** The fabric as a picture, as data, or as a list of its devices. */
export const topologyCommand = (options: TopologyOptions, terminal: Terminal): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    if (options.svg && options.json)
      return fail({ code: 'bad-input', where: '--svg', problem: 'it cannot be used together with --json' });
    if (options.output !== null && !options.svg)
      return fail({ code: 'bad-input', where: '--output', problem: 'it says where the picture of --svg goes' });
    const fabric = await chooseFabric(asked, options.fabric);
    if (!fabric.ok) return fabric;
    const moment: Moment = options.at === null ? { kind: 'working-tree' } : { kind: 'revision', revision: options.at };
    const found = await ask(asked, 'fabric.topology', { fabric: fabric.value, moment });
    if (!found.ok) return found;
    const compared =
      options.against === null
        ? null
        : await ask(asked, 'fabric.topology-difference', {
            fabric: fabric.value,
            before: { kind: 'revision', revision: options.against },
            after: moment,
          });
    if (compared?.ok === false) return compared;
    const difference = compared?.value ?? null;
    if (options.at === null) await tellUnread(asked, { json: options.json, fabric: fabric.value }, terminal);
    if (!options.svg)
      return ok({
        words: inWords(found.value, difference),
        json: { fabric: fabric.value, ...found.value, difference },
      });
    const { drawTopology } = await import('../../core/fabric/topology/draw-topology');
    const title = `Topology of ${rootName(fabric.value)}`;
    const picture = drawTopology(found.value as Topology, difference as TopologyDifference | null, title);
    if (options.output === null) terminal.raw(picture);
    else return savePicture(options.output, picture);
    return ok({ words: '', json: {} });
  });

const savePicture = (path: string, picture: string): Promise<Result<FabricAnswer>> =>
  writeFile(resolve(path), picture).then(
    () => ok({ words: '', json: {} }),
    (error: unknown) => fail<Failure>(failureOfDisk(error, path)),
  );

type Part = keyof FabricTopology;
type Row = readonly string[];

const rowOf: { readonly [P in Part]: (item: FabricTopology[P][number]) => Row } = {
  nodes: ({ kind, name, detail, group, redundancy, groups, asn, assumed }) => [
    kind,
    name,
    detail ?? '',
    [
      ...(group === null ? [] : [`${redundancy ?? 'group'} ${group}`]),
      ...groups,
      ...(asn === null ? [] : [`AS ${asn}`]),
      ...(assumed ? ['only named'] : []),
    ].join(', '),
  ],
  links: ({ connection, type, from, to, fromPort, toPort }) => [
    'link',
    connection,
    `${from}${fromPort ? `:${fromPort}` : ''} – ${to}${toPort ? `:${toPort}` : ''}`,
    type,
  ],
  vpcs: ({ name, subnets, attachments }) => [
    'vpc',
    name,
    subnets
      .map((one) => [one.prefix ?? one.name, ...(one.vlan === null ? [] : [`VLAN ${one.vlan}`])].join(' '))
      .join(', '),
    attachments.map(({ subnet, connection }) => `${subnet} on ${connection}`).join(', '),
  ],
  peerings: ({ id, kind, between }) => ['peering', id, between.join(' – '), kind],
};

/** Everything of one part; with a difference, each row with its mark, and what was before it. */
function rowsOf<P extends Part>(part: P, items: FabricTopology[P], difference: FabricTopologyDifference | null): Row[] {
  type Item = FabricTopology[P][number];
  const row = (item: Item): Row => (rowOf[part] as (item: Item) => Row)(item);
  if (difference === null) return items.map(row);
  const { added, removed, changed } = difference[part] as FabricTopologyDifference[P] & {
    readonly changed: readonly { readonly before: Item; readonly after: Item }[];
  };
  // Ids of cables are made for comparing only: the rows say whether two are the same.
  const text = (item: Item): string => JSON.stringify(row(item));
  const came = new Set((added as readonly Item[]).map(text));
  const was = new Map(changed.map(({ before, after }) => [text(after), row(before)]));
  const gone = (removed as readonly Item[]).map((item) => ['-', ...row(item)]);
  const here = items.map((item): Row => {
    const now = row(item);
    const earlier = was.get(text(item));
    if (earlier === undefined) return [came.has(text(item)) ? '+' : ' ', ...now];
    const other = earlier.filter((cell, index) => cell !== now[index]).map((cell) => cell || 'nothing');
    return ['~', ...now, other.length === 0 ? '' : `was ${other.join('; ')}`];
  });
  return [...here, ...gone];
}

function inWords(topology: FabricTopology, difference: FabricTopologyDifference | null): string {
  const parts = ['nodes', 'links', 'vpcs', 'peerings'] as const;
  const rows = parts.flatMap((part) => rowsOf(part, topology[part], difference));
  const told = difference
    ? parts.map((part) => {
        const { added, removed, changed } = difference[part];
        return `${part}: ${added.length} added, ${removed.length} removed, ${changed.length} changed`;
      })
    : [];
  return [rows.length === 0 ? 'There is nothing to draw.' : columns(rows), ...told].join('\n');
}
