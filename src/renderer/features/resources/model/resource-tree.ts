import type { ResourceRow } from '../../../../contract/fabric/resources';
import { naturalOrder } from '../../../../core/text/natural-order';

export type Grouping = 'kind' | 'file' | 'vpc';

interface Counts {
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
}

/** One line of the list: a head that can be closed, or a document. */
export type TreeRow =
  | {
      readonly type: 'group';
      readonly key: string;
      readonly level: number;
      readonly title: string;
      readonly isPath: boolean;
      readonly counts: Counts;
    }
  | { readonly type: 'document'; readonly key: string; readonly level: number; readonly row: ResourceRow };

export type DocumentRow = Extract<TreeRow, { type: 'document' }>;

interface Group {
  readonly key: string;
  readonly title: string;
  readonly isPath: boolean;
  readonly groups: Map<string, Group>;
  readonly rows: ResourceRow[];
}

const newGroup = (key: string, title: string, isPath = false): Group => ({
  key,
  title,
  isPath,
  groups: new Map(),
  rows: [],
});

function inside(parent: Group, name: string, title: string, isPath = false): Group {
  const known = parent.groups.get(name);
  if (known !== undefined) return known;
  const made = newGroup(`${parent.key}/${name}`, title, isPath);
  parent.groups.set(name, made);
  return made;
}

const kindTitles: Readonly<Partial<Record<ResourceRow['state'], string>>> = {
  broken: 'Cannot be read',
  template: 'Templates',
  foreign: 'Without a kind',
};

/** The head under which a document stands when the list is grouped by kind. */
const kindTitle = ({ kind, state }: ResourceRow): string => kind ?? kindTitles[state] ?? 'Without a kind';

const fabricTitle = (fabric: string | null): string =>
  fabric === null ? 'Outside of every fabric' : fabric === '' ? 'This repository' : fabric;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function byKind(root: Group, rows: readonly ResourceRow[], perFabric: boolean): void {
  for (const row of rows) {
    const fabric = perFabric
      ? inside(root, row.fabric ?? ' outside', fabricTitle(row.fabric), row.fabric !== null)
      : root;
    inside(fabric, kindTitle(row), kindTitle(row)).rows.push(row);
  }
}

function byFile(root: Group, rows: readonly ResourceRow[]): void {
  const perFile = new Map<string, ResourceRow[]>();
  for (const row of rows) {
    const known = perFile.get(row.path);
    if (known === undefined) perFile.set(row.path, [row]);
    else known.push(row);
  }
  for (const path of [...perFile.keys()].sort(naturalOrder)) {
    const documents = perFile.get(path) ?? [];
    const folder = folderOf(path);
    const group = inside(root, folder, folder === '' ? 'Top folder' : folder, folder !== '');
    if (documents.length === 1) group.rows.push(...documents);
    else
      inside(group, ` ${path}`, path.slice(folder.length === 0 ? 0 : folder.length + 1), true).rows.push(
        ...documents.sort((one, other) => one.line - other.line),
      );
  }
}

function byVpc(root: Group, rows: readonly ResourceRow[], perFabric: boolean): void {
  const named = new Map<string, ResourceRow[]>();
  const rest: ResourceRow[] = [];
  for (const row of rows) {
    if (row.vpcs.length === 0) rest.push(row);
    for (const vpc of row.vpcs) {
      const name = perFabric && row.fabric !== null && row.fabric !== '' ? `${vpc} · ${row.fabric}` : vpc;
      const known = named.get(name);
      if (known === undefined) named.set(name, [row]);
      else known.push(row);
    }
  }
  for (const name of [...named.keys()].sort(naturalOrder)) {
    const members = named.get(name) ?? [];
    const isSelf = (row: ResourceRow): number => (row.kind === 'VPC' && name.startsWith(row.name ?? ' ') ? 0 : 1);
    inside(root, name, `VPC ${name}`).rows.push(...members.sort((one, other) => isSelf(one) - isSelf(other)));
  }
  if (rest.length > 0) inside(root, ' none', 'Belongs to no VPC').rows.push(...rest);
}

function countsOf(group: Group): Counts {
  let counts: Counts = { rows: 0, errors: 0, warnings: 0 };
  const add = (rows: number, errors: number, warnings: number): void => {
    counts = { rows: counts.rows + rows, errors: counts.errors + errors, warnings: counts.warnings + warnings };
  };
  for (const { problems } of group.rows) add(1, problems.error, problems.warning);
  for (const part of group.groups.values()) {
    const { rows, errors, warnings } = countsOf(part);
    add(rows, errors, warnings);
  }
  return counts;
}

function flatten(group: Group, level: number, closed: ReadonlySet<string>, into: TreeRow[]): void {
  for (const part of group.groups.values()) {
    const { key, title, isPath } = part;
    into.push({ type: 'group', key, level, title, isPath, counts: countsOf(part) });
    if (!closed.has(key)) flatten(part, level + 1, closed, into);
  }
  for (const row of group.rows) into.push({ type: 'document', key: `${group.key}|${row.id}`, level, row });
}

/** The lines of the list. Rows keep the order in which they come, except by file, where paths and lines order them. */
export function resourceTree(
  rows: readonly ResourceRow[],
  grouping: Grouping,
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  const root = newGroup(grouping, '');
  const perFabric = new Set(rows.map((row) => row.fabric)).size > 1;
  if (grouping === 'kind') byKind(root, rows, perFabric);
  else if (grouping === 'file') byFile(root, rows);
  else byVpc(root, rows, perFabric);
  const lines: TreeRow[] = [];
  flatten(root, 1, closed, lines);
  return lines;
}

const stateWords: Readonly<Record<ResourceRow['state'], string>> = {
  live: '',
  copy: 'copy that does not count',
  disabled: 'commented out',
  foreign: 'another kind',
  template: 'template',
  broken: 'cannot be read',
};

/** What is unusual about a document, in words; empty for those that count. */
export const wordsOfState = ({ state, kind }: ResourceRow): string =>
  state === 'foreign' && kind === null ? 'no resource' : stateWords[state];

/** "VPC web", or where the document stands when nothing names it. */
export function titleOf({ kind, name, path, document }: ResourceRow): string {
  if (name !== null) return `${kind ?? 'Document'} ${name}`;
  const file = path.slice(path.lastIndexOf('/') + 1);
  return document === 0 ? file : `${file}, document ${document + 1}`;
}

/** The whole line in words, for those who listen. */
export function lineInWords(line: TreeRow): string {
  if (line.type === 'group') {
    const { rows, errors, warnings } = line.counts;
    return [`${line.title}, ${rows}`, problemWords(errors, warnings)].filter((part) => part !== '').join(', ');
  }
  const { row } = line;
  const { problems, copies, path } = row;
  return [
    titleOf(row),
    wordsOfState(row),
    copies > 1 ? `${copies} copies` : '',
    problemWords(problems.error, problems.warning),
    path,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const counted = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${count} ${word}s`);

function problemWords(errors: number, warnings: number): string {
  return [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '']
    .filter((part) => part !== '')
    .join(', ');
}
