import type { ResourceId } from '../identity';
import { isRecord } from '../value';
import { canonicalText } from '../normalize/meaning';
import type { ChangeStep, FieldChange } from './field-changes';

const longest = 80;
const longestNested = 200;
const cut = (text: string, most = longest): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** A value in a few words: `subnet 10.0.2.0/24, vlan 1002`. */
export function summarize(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return cut(value === '' ? '""' : value);
  if (Array.isArray(value)) return cut(value.length === 0 ? 'nothing' : value.map(summarize).join(', '));
  if (!isRecord(value)) return canonicalText(value);
  const entries = Object.entries(value);
  const plain = entries.filter(([, item]) => typeof item !== 'object' || item === null);
  if (plain.length > 0) return withNested(plain, entries);
  return cut(
    entries
      .map(([name, item]) => (isRecord(item) && Object.keys(item).length > 0 ? `${name}: ${summarize(item)}` : name))
      .join(', ') || 'nothing',
    longestNested,
  );
}

type Entries = readonly (readonly [string, unknown])[];

/** The plain entries, then nested ones in brackets as far as there is room; the others are counted. */
function withNested(plain: Entries, entries: Entries): string {
  const nested = entries.filter(([, item]) => typeof item === 'object' && summarize(item) !== 'nothing');
  const parts = [cut(plain.map(([name, item]) => `${name} ${summarize(item)}`).join(', '))];
  for (const [at, [name, item]] of nested.entries()) {
    const part = `${name} (${summarize(item)})`;
    if ([...parts, part].join(', ').length > longestNested) return `${parts.join(', ')} and ${nested.length - at} more`;
    parts.push(part);
  }
  return parts.join(', ');
}

const labelOf = (part: ChangeStep): string =>
  'field' in part ? part.field : 'entry' in part ? part.entry : 'member' in part ? part.member : `#${part.place + 1}`;

/** `dhcp.range.start`; entries of lists in brackets. */
function wayInWords(path: readonly ChangeStep[]): string {
  return path.reduce((text, part) => {
    if ('field' in part) return text === '' ? part.field : `${text}.${part.field}`;
    return `${text}[${labelOf(part)}]`;
  }, '');
}

interface Place {
  /** What the change belongs to: `vpc-1/default`. */
  readonly owner: string;
  readonly rest: readonly ChangeStep[];
  /** A whole part of the resource that came or went: `subnet web`. */
  readonly part: string | null;
}

const singular: Readonly<Record<string, string>> = {
  subnets: 'subnet',
  links: 'cable',
  labels: 'label',
  annotations: 'annotation',
  interfaces: 'interface',
  neighbors: 'neighbour',
  ranges: 'range',
  staticRoutes: 'static route',
  statements: 'access line',
  rules: 'access rule',
  groups: 'group',
  prefixes: 'prefix',
};

function placeOf(id: ResourceId, path: readonly ChangeStep[]): Place {
  const fields = path.map(labelOf);
  const inSpec = fields[0] === 'spec' || fields[0] === 'metadata' ? path.slice(1) : path;
  if (id.kind === 'VPC' && fields[0] === 'spec' && fields[1] === 'subnets' && fields.length > 3)
    return { owner: `${id.name}/${fields[2] ?? ''}`, rest: inSpec.slice(2), part: null };
  const last = inSpec.at(-1);
  const before = inSpec.at(-2);
  const container = before && 'field' in before ? singular[before.field] : undefined;
  const part = container && last ? `${container} ${labelOf(last)}` : null;
  return { owner: id.name, rest: inSpec, part };
}

/** A side of a change; what nobody wrote is said to be the default. */
const said = (change: FieldChange, side: 'before' | 'after'): string =>
  `${summarize(change[side])}${change.byDefault === side ? ' (default)' : ''}`;

/** One change as a sentence: `vlan of vpc-1/default: 1001 → 1002`. */
export function changeInWords(id: ResourceId, change: FieldChange): string {
  const { owner, rest, part } = placeOf(id, change.path);
  const last = change.path.at(-1);
  const isMember = last !== undefined && 'member' in last;
  const way = wayInWords(isMember ? rest.slice(0, -1) : rest) || 'content';
  switch (change.change) {
    case 'changed':
      return `${way} of ${owner}: ${said(change, 'before')} → ${said(change, 'after')}`;
    case 'moved':
      return `order of ${way} of ${owner}: ${summarize(change.before)} → ${summarize(change.after)}`;
    case 'added':
      if (isMember) return `${way} of ${owner}: ${summarize(change.after)} added`;
      return part
        ? `${part} added to ${owner}${detail(change.after)}`
        : `${way} of ${owner}: set to ${summarize(change.after)}`;
    case 'removed':
      if (isMember) return `${way} of ${owner}: ${summarize(change.before)} removed`;
      return part
        ? `${part} removed from ${owner}${detail(change.before)}`
        : `${way} of ${owner}: ${summarize(change.before)} removed`;
  }
}

const detail = (value: unknown): string => {
  const text = summarize(value);
  return text === 'nothing' ? '' : ` (${text})`;
};
