import { fabricGroups, splitApiVersion } from '../kinds';
import { defaultNamespace, keyOf } from '../identity';
import { remember } from './remember';

/** What a text that cannot be read as YAML seems to hold, going by its lines. Too much rather than too little. */
export interface UnreadClaims {
  /** The text itself, or, where nobody may read it, what git had last. */
  readonly from: 'text' | 'git';
  /** Keys of resources of the fabric's groups. */
  readonly keys: readonly string[];
  readonly vlans: readonly number[];
  readonly asns: readonly number[];
  /** Subnets of VPCs, and addresses of cables. */
  readonly prefixes: readonly string[];
  readonly ports: readonly string[];
}

const cidr = String.raw`[0-9a-fA-F:.]+\/\d{1,3}`;
const word = String.raw`[^\s"',}\])#]+`;
/** What may stand around a value by mistake: quotes and brackets that nobody closed, a line's end. */
const around = String.raw`["'\s[{(]{0,40}`;
const field = (names: string, value: string): string => String.raw`\b(?:${names})["']?\s{0,40}:${around}(${value})`;
const patterns = {
  vlan: new RegExp(field('vlan', String.raw`\d{1,4}\b`), 'g'),
  asn: new RegExp(field('asn', String.raw`\d{1,10}\b`), 'g'),
  port: new RegExp(field('port', `${word}/${word}`), 'g'),
  // As the value of a field, or as a key (`hostBGPExtraPrefixes`).
  prefix: new RegExp(String.raw`${field('subnet|ip', cidr)}|^[ \t]{0,80}["']?(${cidr})["']?\s{0,40}:`, 'gm'),
  part: new RegExp(String.raw`\b(apiVersion|kind|name|namespace)["']?\s{0,40}:${around}(${word})`, 'g'),
} as const;

const groups = new Set(fabricGroups);
const comments = /^[ \t]*#.*$/gm;

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap(([, one, other]) => one ?? other ?? [])),
];

/** A resource begins at its `apiVersion`; its name is the first one behind the kind. */
function keysIn(text: string): string[] {
  const keys = new Set<string>();
  let parts: { group?: string; kind?: string; name?: string; namespace?: string } = {};
  const take = (): void => {
    const { group, kind, name, namespace = defaultNamespace } = parts;
    if (group !== undefined && kind !== undefined && name !== undefined && groups.has(group))
      keys.add(keyOf({ group, kind, namespace, name }));
  };
  for (const [, part, value = ''] of text.matchAll(patterns.part))
    if (part === 'apiVersion') {
      take();
      parts = { group: splitApiVersion(value).group };
    } else if (part === 'kind') parts.kind ??= value;
    else if (part === 'name') parts.name ??= value;
    else parts.namespace ??= value;
  take();
  return [...keys];
}

/** Reads a text line by line, whatever its form; comments claim nothing. */
export function claimsIn(source: string, from: UnreadClaims['from'] = 'text'): UnreadClaims {
  const text = source.replace(comments, '');
  return {
    from,
    keys: keysIn(text),
    vlans: found(text, patterns.vlan).map(Number),
    asns: found(text, patterns.asn).map(Number),
    prefixes: found(text, patterns.prefix),
    ports: found(text, patterns.port),
  };
}

/** The resources that a file seems to hold beside those that could be read. */
export const keysClaimedBy = remember(
  (file: { readonly documents: readonly { readonly claims?: UnreadClaims }[] }): readonly string[] =>
    file.documents.flatMap(({ claims }) => claims?.keys ?? []),
);
