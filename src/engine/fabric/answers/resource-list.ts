import type { ResourceRow } from '../../../contract/fabric/resources';
import type { OutputOf, ParsedInputOf } from '../../../contract/index';
import { dependencyRank } from '../../../core/fabric/kinds';
import { hasFields } from '../../../core/fabric/search/has-fields';
import type { FieldTerm } from '../../../core/fabric/search/resource-filter';
import { naturalOrder } from '../../../core/text/natural-order';
import type { Snapshot } from '../desk/snapshot';
import { countKinds, countStates } from './overview';
import { rowsOf } from './rows';

type Input = Omit<ParsedInputOf<'fabric.resources'>, 'projectId' | 'moment'>;

function fits(input: Input): (row: ResourceRow) => boolean {
  const kinds = input.kinds === undefined ? null : new Set<string>(input.kinds);
  const states = input.states === undefined ? null : new Set<string>(input.states);
  const paths = input.paths === undefined ? null : new Set<string>(input.paths);
  const words = (input.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    if (input.fabric !== undefined && row.fabric !== input.fabric) return false;
    if (kinds !== null && !kinds.has(row.kind ?? '')) return false;
    if (states !== null && !states.has(row.state)) return false;
    if (input.namespace !== undefined && row.namespace !== input.namespace) return false;
    if (paths !== null && !paths.has(row.path)) return false;
    if (input.problems !== undefined && !weighs(row, input.problems)) return false;
    if (words.length === 0) return true;
    const text = `${row.name ?? ''} ${row.kind ?? ''} ${row.path}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

const weighs = ({ problems }: ResourceRow, least: 'error' | 'warning' | 'note'): boolean =>
  problems.error > 0 || (least !== 'error' && problems.warning > 0) || (least === 'note' && problems.note > 0);

function hasThem(snapshot: Snapshot, row: ResourceRow, fields: readonly FieldTerm[]): boolean {
  if (row.state !== 'live' && row.state !== 'copy') return false;
  return hasFields(snapshot.model.files.get(row.path)?.documents[row.document]?.value, fields);
}

const byText = (one: string | null, other: string | null): number =>
  one === other ? 0 : (one ?? '\uffff') < (other ?? '\uffff') ? -1 : 1;
const byPath = (one: ResourceRow, other: ResourceRow): number =>
  byText(one.path, other.path) || one.document - other.document || byText(one.id, other.id);
const byOwnName = (one: ResourceRow, other: ResourceRow): number =>
  naturalOrder(one.name ?? '\uffff', other.name ?? '\uffff');
const byName = (one: ResourceRow, other: ResourceRow): number =>
  byText(one.namespace, other.namespace) || byOwnName(one, other);

const orders: Readonly<Record<Input['order'], (one: ResourceRow, other: ResourceRow) => number>> = {
  path: byPath,
  kind: (one, other) =>
    byText(one.fabric, other.fabric) ||
    dependencyRank(one.kind ?? '') - dependencyRank(other.kind ?? '') ||
    byText(one.kind, other.kind) ||
    byName(one, other) ||
    byPath(one, other),
  name: (one, other) => byOwnName(one, other) || byText(one.kind, other.kind) || byPath(one, other),
  problems: (one, other) =>
    other.problems.error - one.problems.error ||
    other.problems.warning - one.problems.warning ||
    other.problems.note - one.problems.note ||
    byPath(one, other),
};

/** Rows that fit, counted, and one page of them. */
export function listResources(snapshot: Snapshot, input: Input): OutputOf<'fabric.resources'> {
  const fields = input.fields ?? [];
  const found = rowsOf(snapshot)
    .filter(fits(input))
    .filter((row) => fields.length === 0 || hasThem(snapshot, row, fields));
  const sorted = [...found].sort(orders[input.order]);
  return {
    total: found.length,
    states: countStates(found),
    kinds: countKinds(found),
    rows: sorted.slice(input.offset, input.offset + input.limit),
    generation: snapshot.generation,
  };
}
