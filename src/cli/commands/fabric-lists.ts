import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { FreeQuestion } from '../../contract/fabric/free-values';
import type { ReferencePlace, ResourceRow } from '../../contract/fabric/resources';
import { fail } from '../../contract/call';
import { parseResourceFilter, rowFits } from '../../core/fabric/search/resource-filter';
import { columns } from '../columns';
import type { Terminal } from '../end';
import type { AskedFabric } from '../fabric/ask-fabric';
import { ask, chooseFabric, chooseFabrics, findRow, rootName } from '../fabric/ask-fabric';
import { tellUnread } from '../fabric/tell-unread';
import { withFabric } from '../fabric/with-fabric';
import { counted } from '../words';
import type { ProjectOptions } from '../with-project';

export interface FabricOptions extends ProjectOptions {
  readonly fabric: string | null;
}

const place = ({ path, line }: { readonly path: string; readonly line: number }): string => `${path}:${line + 1}`;
const nameOf = ({ kind, name }: Pick<ResourceRow, 'kind' | 'name'>): string => `${kind ?? '-'}/${name ?? '-'}`;

/** Every document of every fabric, by a filter in the words of the Resources screen. */
export const resourcesCommand = (
  options: FabricOptions & { readonly filter: string; readonly all: boolean },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const fabrics = await chooseFabrics(asked, options.fabric);
    if (!fabrics.ok) return fabrics;
    const filter = parseResourceFilter(options.filter);
    const named = filter.rows.some(({ about }) => about === 'state');
    const found = await ask(asked, 'fabric.resources', {
      ...(options.fabric === null ? {} : { fabric: fabrics.value[0] ?? '' }),
      ...(options.all || named ? {} : { states: ['live', 'copy', 'disabled', 'broken'] as const }),
      ...(filter.fields.length === 0 ? {} : { fields: filter.fields.map((term) => ({ ...term })) }),
      limit: 100_000,
    });
    if (!found.ok) return found;
    const rows = found.value.rows.filter((row) => rowFits(row, filter));
    if (options.filter !== '') await tellUnread(asked, { json: options.json, fabric: null }, terminal);
    const lines = rows.map((row) => [nameOf(row), row.state === 'live' ? '' : row.state, place(row), troubles(row)]);
    return ok({
      words: rows.length === 0 ? 'Nothing was found.' : `${columns(lines)}\n${counted(rows.length, 'document')}`,
      json: { total: rows.length, resources: rows },
    });
  });

const troubles = ({ problems }: ResourceRow): string =>
  problems.error > 0
    ? counted(problems.error, 'error')
    : problems.warning > 0
      ? counted(problems.warning, 'warning')
      : '';

const target = ({ to }: ReferencePlace): string => `${to.kind}/${to.name}${to.part === null ? '' : `/${to.part}`}`;

/** What a resource names, and who names it. Exit code 1 when something that it names is missing. */
export const refsCommand = (
  options: FabricOptions & { readonly resource: string },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const row = await findRow(asked, options.resource, { fabric: options.fabric, states: ['live'] });
    if (!row.ok) return row;
    const shown = await ask(asked, 'fabric.resource', { path: row.value.path, document: row.value.document });
    if (!shown.ok) return shown;
    const { references, referrers } = shown.value;
    await tellUnread(asked, { json: options.json, fabric: row.value.fabric }, terminal);
    const asleep = await commentedOutTargets(asked, row.value, references);
    if (!asleep.ok) return asleep;
    const names = references.map((one) => [
      '  ',
      target(one),
      one.field,
      one.resolution === 'found'
        ? one.target
          ? place(one.target)
          : ''
        : (asleep.value.get(`${one.to.kind}/${one.to.name}`) ?? one.resolution),
    ]);
    const named = referrers.map((one) => ['  ', `${one.from.kind}/${one.from.name}`, one.field, place(one)]);
    return ok({
      words: [
        `${nameOf(row.value)} names ${counted(references.length, 'thing')}`,
        ...(names.length > 0 ? [columns(names)] : []),
        `${counted(referrers.length, 'place')} ${referrers.length === 1 ? 'names' : 'name'} it`,
        ...(named.length > 0 ? [columns(named)] : []),
      ].join('\n'),
      json: { resource: row.value, references, referrers },
      ending: references.some(({ resolution }) => resolution === 'missing') ? 'conflicts' : 'done',
    });
  });

/** Of what is named and missing: where it stands commented out. By `Kind/name`. */
async function commentedOutTargets(
  asked: AskedFabric,
  { fabric }: ResourceRow,
  references: readonly ReferencePlace[],
): Promise<Result<ReadonlyMap<string, string>>> {
  if (fabric === null || references.every(({ resolution }) => resolution !== 'missing')) return ok(new Map());
  const rows = await ask(asked, 'fabric.resources', { fabric, states: ['disabled'], limit: 100_000 });
  if (!rows.ok) return rows;
  return ok(new Map(rows.value.rows.map((row) => [nameOf(row), `missing, commented out in ${place(row)}`])));
}

/** Resources that stand more than once, and which copy counts. Exit code 1 when there are any. */
export const duplicatesCommand = (options: FabricOptions, terminal: Terminal): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const fabric = options.fabric === null ? null : await chooseFabric(asked, options.fabric);
    if (fabric?.ok === false) return fabric;
    const found = await ask(asked, 'fabric.duplicates', fabric === null ? {} : { fabric: fabric.value });
    if (!found.ok) return found;
    const { groups } = found.value;
    const lines = groups.flatMap((group) => [
      [`${rootName(group.fabric)}: ${group.kind}/${group.name}`, '', group.reason],
      ...group.copies.map((copy, index) => [
        `  ${group.winner === index ? 'keeps' : group.winner === null ? 'open ' : 'loses'} ${place(copy)}`,
        copy.area,
        copy.likeness === 'bytes'
          ? index === (group.winner ?? 0)
            ? ''
            : 'same bytes'
          : copy.likeness === 'meaning'
            ? 'same meaning'
            : 'different',
      ]),
    ]);
    return ok({
      words:
        groups.length === 0
          ? 'No resource stands more than once.'
          : `${columns(lines)}\n${counted(groups.length, 'duplicate')}`,
      json: { groups },
      ending: groups.length === 0 ? 'done' : 'conflicts',
    });
  });

export const freeThings = ['vlan', 'subnet', 'asn', 'port', 'seq', 'link'] as const;
type FreeThing = (typeof freeThings)[number];

/** Free VLANs, subnets, AS numbers, ports, access list numbers or cable addresses, with the reason. */
export const nextFreeCommand = (
  options: FabricOptions & {
    readonly what: FreeThing;
    readonly of: string | null;
    readonly bits: number;
    readonly count: number;
  },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const fabric = await chooseFabric(asked, options.fabric);
    if (!fabric.ok) return fabric;
    const question = freeQuestion(options);
    if (typeof question === 'string') return fail({ code: 'bad-input', where: options.what, problem: question });
    const free = await ask(asked, 'fabric.next-free', { fabric: fabric.value, question, count: options.count });
    if (!free.ok) return free;
    const { candidates, reason } = free.value;
    return ok({
      words: [
        ...candidates.map((one) => `${one.value}  (${one.reason})`),
        ...(candidates.length === 0 && reason !== null ? [reason] : []),
        ...(candidates.length > 0 && candidates.length < options.count
          ? [`Only ${candidates.length} of ${options.count}: ${reason ?? 'there are no more'}`]
          : []),
      ].join('\n'),
      json: { what: options.what, candidates, reason },
      ending: candidates.length < options.count ? 'conflicts' : 'done',
    });
  });

function freeQuestion({
  what,
  of,
  bits,
}: {
  readonly what: FreeThing;
  readonly of: string | null;
  readonly bits: number;
}): FreeQuestion | string {
  switch (what) {
    case 'vlan':
      return { what, namespace: of ?? 'default' };
    case 'subnet':
      return { what, namespace: of ?? 'default', bits };
    case 'asn':
    case 'link':
      return { what };
    case 'port':
      return of === null ? 'the name of a switch is missing' : { what, switch: of };
    case 'seq':
      return of === null ? 'the name of an external attachment is missing' : { what: 'acl-sequence', attachment: of };
  }
}
