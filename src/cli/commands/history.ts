import type { OutputOf } from '../../contract/index';
import { fail, ok } from '../../contract/call';
import { columns } from '../columns';
import type { Terminal } from '../end';
import { rootOf } from '../../core/fabric/model/fabric-roots';
import type { Result } from '../../contract/call';
import type { AskedFabric } from '../fabric/ask-fabric';
import { ask, chooseFabric, rootName } from '../fabric/ask-fabric';
import { readResourceField, readResourceName } from '../fabric/resource-name';
import { withFabric } from '../fabric/with-fabric';
import { second } from '../words';
import type { FabricOptions } from './fabric-lists';

export interface HistoryOptions extends FabricOptions {
  /** `Kind/name`, or `Kind/name.field.path`. */
  readonly resource: string;
  readonly limit: number;
}

type Entries = OutputOf<'history.resource'>['entries'];

/** What happened to a resource, or to one of its values: when, who, what. Exit code 4 when no commit knows it. */
export const historyCommand = (options: HistoryOptions, terminal: Terminal): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const under = options.fabric === null ? ok('') : await chooseFabric(asked, options.fabric);
    if (!under.ok) return under;
    const whole = readResourceName(options.resource);
    const rows = await ask(asked, 'fabric.resources', { limit: 100_000 });
    if (!rows.ok) return rows;
    const alive = new Set(rows.value.rows.map(({ kind, name }) => `${kind ?? ''}/${name ?? ''}`));
    const read = readResourceField(options.resource, (kind, name) => alive.has(`${kind}/${name}`));
    const tries = [...(read ? [read] : []), ...(whole ? [{ resource: whole, field: null }] : [])];
    for (const { resource, field } of tries) {
      const { kind, name } = resource;
      const found = await ask(asked, 'history.resource', {
        kind,
        name,
        field,
        under: under.value,
        limit: options.limit,
      });
      if (!found.ok) return found;
      const { key, total, entries } = found.value;
      if (key === null) continue;
      const where = await whereIn(asked, entries);
      if (!where.ok) return where;
      return ok({
        words: entries.length === 0 ? 'No commit changed it.' : columns(entries.flatMap(rowsOf(where.value))),
        json: { key, field, total, entries },
      });
    }
    return fail({ code: 'file-missing', path: options.resource });
  });

/** Says of which fabric directory an entry is, where there are several with such a resource. */
async function whereIn(asked: AskedFabric, entries: Entries): Promise<Result<(path: string) => string>> {
  const overview = await ask(asked, 'fabric.overview', {});
  if (!overview.ok) return overview;
  const roots = new Set(overview.value.fabrics.map(({ root }) => root));
  const rootAt = (path: string): string => rootOf(path, roots) ?? '';
  const isOne = new Set(entries.map(({ change }) => rootAt(change.path))).size <= 1;
  return ok((path) => (isOne ? '' : `${rootName(rootAt(path))}: `));
}

const rowsOf =
  (where: (path: string) => string) =>
  ({ commit, at, author, change, returnsTo }: Entries[number]): string[][] => {
    const words = change.words.length === 0 ? [change.what] : change.words;
    const back = returnsTo ? [`back to what it was after ${returnsTo.commit.slice(0, 10)}`] : [];
    return [...words.map((word) => `${where(change.path)}${word}`), ...back].map((word, index) =>
      index === 0 ? [second(at), commit.slice(0, 10), author.name, word] : ['', '', '', word],
    );
  };

/** When a value came into use and went out of it: `1002`, `vlan 1002`. Exit code 4 when no commit knows it. */
export const searchHistoryCommand = (
  options: FabricOptions & { readonly value: string; readonly limit: number },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const under = options.fabric === null ? ok('') : await chooseFabric(asked, options.fabric);
    if (!under.ok) return under;
    const found = await ask(asked, 'history.search', { text: options.value, under: under.value, limit: options.limit });
    if (!found.ok) return found;
    const { first, entries } = found.value;
    const row = ({ commit, at, author, event, inside, value, change }: (typeof entries)[number]): string[] => [
      second(at),
      commit.slice(0, 10),
      author.name,
      inside ? `${event} inside` : event,
      `${change.kind}/${change.name}`,
      `${value.at}: ${value.before ?? '-'} → ${value.after ?? '-'}`,
    ];
    return ok({
      words:
        first === null
          ? 'It was never used.'
          : `First ${first.inside ? 'inside of a range or prefix' : 'used'} ${second(first.at)} in ${first.commit.slice(0, 10)} by ${first.author.name}: ${first.change.kind}/${first.change.name} ${first.value.at}\n${columns(entries.map(row))}`,
      json: { ...found.value },
      ending: first === null ? 'notFound' : 'done',
    });
  });
