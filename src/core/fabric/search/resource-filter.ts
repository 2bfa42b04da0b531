import { fabricKinds } from '../kinds';

/** What a filter can ask of a row of the list of resources. */
export interface FilteredRow {
  readonly state: string;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly path: string;
  readonly area: string | null;
  readonly copies: number;
  readonly vpcs: readonly string[];
  readonly problems: { readonly error: number; readonly warning: number; readonly note: number };
}

/** A field of a document, by the end of its path, and the value that it must have; `name` null: any field. */
export interface FieldTerm {
  readonly name: string | null;
  readonly value: string;
}

type Negatable = { readonly negated: boolean };

export type RowTerm = Negatable &
  (
    | { readonly about: 'word'; readonly value: string }
    | {
        readonly about: 'kind' | 'name' | 'namespace' | 'path' | 'state' | 'area' | 'vpc' | 'problem';
        readonly value: string;
      }
  );

/** What somebody typed into the filter box, understood. All terms must hold. */
export interface ResourceFilter {
  /** Can be judged by rows alone. */
  readonly rows: readonly RowTerm[];
  /** Need the documents themselves. */
  readonly fields: readonly FieldTerm[];
}

const aboutOf: Readonly<Record<string, Exclude<RowTerm['about'], 'word'>>> = {
  kind: 'kind',
  name: 'name',
  namespace: 'namespace',
  ns: 'namespace',
  path: 'path',
  file: 'path',
  in: 'path',
  is: 'state',
  state: 'state',
  area: 'area',
  vpc: 'vpc',
  problem: 'problem',
  problems: 'problem',
};

/** `-` in front, `key:` before, and quotes around what has blanks. */
const piece = /(-?)(?:([A-Za-z][\w.-]*):)?("[^"]*"?|\S*)/y;

/** An address or a prefix stands in values, never in a name or a path. */
const isAddress = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(text);

const unquoted = (text: string): string => text.replace(/^"|"$/g, '');

const kindsByWord = new Map(
  fabricKinds.flatMap((entry) =>
    [entry.kind, entry.plural, ...entry.shortNames].map((word) => [word.toLowerCase(), entry.kind] as const),
  ),
);

/**
 * Reads `kind:VPC vlan:1001 -is:copy leaf-01`: words are looked for in name, kind and path; known keys narrow by what the row
 * is; every other key is a field of the document. A key without a value is not finished yet and narrows nothing.
 */
export function parseResourceFilter(text: string): ResourceFilter {
  const rows: RowTerm[] = [];
  const fields: FieldTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found === null || found[0] === '') break;
    at = piece.lastIndex;
    const [, minus = '', key = '', raw = ''] = found;
    const value = unquoted(raw);
    if (value === '') continue;
    const negated = minus === '-';
    const about = Object.hasOwn(aboutOf, key.toLowerCase()) ? aboutOf[key.toLowerCase()] : undefined;
    if (about !== undefined) rows.push({ about, value, negated });
    else if (key !== '') fields.push({ name: key, value });
    else if (isAddress(value)) fields.push({ name: null, value });
    else rows.push({ about: 'word', value, negated });
  }
  return { rows, fields };
}

const fits = (text: string | null, pattern: string): boolean => {
  if (text === null) return false;
  const [whole, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  if (!wanted.includes('*')) return whole.includes(wanted);
  const parts = wanted.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(whole);
};

const same = (text: string | null, wanted: string): boolean =>
  wanted.includes('*') ? fits(text, wanted) : text !== null && text.toLowerCase() === wanted.toLowerCase();

function hasProblem({ problems }: FilteredRow, wanted: string): boolean {
  switch (wanted.toLowerCase().replace(/s$/, '')) {
    case 'error':
      return problems.error > 0;
    case 'warning':
      return problems.warning > 0;
    case 'note':
      return problems.note > 0;
    case 'none':
    case 'no':
      return problems.error + problems.warning + problems.note === 0;
    default:
      return problems.error + problems.warning + problems.note > 0;
  }
}

function holds(row: FilteredRow, term: RowTerm): boolean {
  switch (term.about) {
    case 'word':
      return fits(row.name, term.value) || fits(row.kind, term.value) || fits(row.path, term.value);
    case 'kind':
      return same(row.kind, kindsByWord.get(term.value.toLowerCase()) ?? term.value);
    case 'name':
      return fits(row.name, term.value);
    case 'namespace':
      return same(row.namespace, term.value);
    case 'path':
      return fits(row.path, term.value);
    case 'state':
      return same(row.state, term.value) || (row.copies > 1 && /^(duplicates?|copy|copies)$/i.test(term.value));
    case 'area':
      return same(row.area, term.value);
    case 'vpc':
      return row.vpcs.some((vpc) => same(vpc, term.value));
    case 'problem':
      return hasProblem(row, term.value);
  }
}

/** Does a row answer the part of a filter that rows can be judged by? */
export const rowFits = (row: FilteredRow, filter: ResourceFilter): boolean =>
  filter.rows.every((term) => holds(row, term) !== term.negated);
