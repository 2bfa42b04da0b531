import type { YamlDocument } from '../../yaml/documents';
import type { YamlEntry, YamlItem, YamlNode } from '../../yaml/nodes';
import type { DocumentEdit } from '../rules/finding';
import type { TextChange } from './comment-out';

const refuse = (reason: string): TextChange => ({ ok: false, reason });
const splice = (text: string, start: number, end: number, by: string): TextChange => ({
  ok: true,
  text: text.slice(0, start) + by + text.slice(end),
});

/** Texts that YAML would read as something else, or could not read plain. */
const needsQuotes = (text: string): boolean =>
  text === '' ||
  /^[\s\-?:,[\]{}#&*!|>'"%@`=<~.]|[:]\s|\s#|[:\s]$|[\n\r\t{}[\],]/.test(text) ||
  /^(true|false|null|yes|no|on|off|y|n|[-+]?[\d.].*)$/i.test(text);

/** A scalar as YAML, in the style of what stood there. */
function scalarText(value: unknown, style: 'plain' | 'single' | 'double' | 'other', inKey = false): string | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value === null) return 'null';
  if (typeof value !== 'string') return null;
  const hasControl = [...value].some((char) => char < ' ' || char === '\u007f');
  if (style === 'double' || hasControl) return JSON.stringify(value);
  if (style === 'single' || needsQuotes(value) || (inKey && value.includes(': ')))
    return `'${value.replaceAll("'", "''")}'`;
  return value;
}

interface Found {
  readonly node: YamlNode;
  readonly member: YamlEntry | YamlItem | null;
  readonly parent: YamlNode | null;
}

/** Follows a path; null when it ends early. Aliases are not followed. */
function find(root: YamlNode | null, path: readonly (string | number)[]): Found | null {
  let found: Found | null = root ? { node: root, member: null, parent: null } : null;
  for (const part of path) {
    const node: YamlNode | undefined = found?.node;
    const member: YamlEntry | YamlItem | undefined =
      node?.kind === 'map'
        ? node.entries.find((entry) => entry.key === String(part))
        : node?.kind === 'list'
          ? node.items[Number(part)]
          : undefined;
    if (!node || !member) return null;
    found = { node: member.value, member, parent: node };
  }
  return found;
}

function setScalar(text: string, node: YamlNode, value: unknown): TextChange {
  if (node.kind !== 'scalar') return refuse('The value there is not a single one');
  if (node.style === 'literal' || node.style === 'folded')
    return refuse('The value there is written over several lines');
  const style = node.style === 'single' || node.style === 'double' ? node.style : 'plain';
  const written = scalarText(value, style);
  if (written === null) return refuse('Only single values can be set');
  const lead = node.style === 'empty' && text[node.start - 1] !== ' ' ? ' ' : '';
  return splice(text, node.valueStart, node.end, lead + written);
}

/** Adds `key: value` behind the last entry of a block mapping. */
function addEntry(text: string, map: YamlNode, key: string, value: unknown): TextChange {
  const last = map.kind === 'map' && !map.flow ? map.entries.at(-1) : undefined;
  if (!last) return refuse('There is no block mapping to add to');
  const [name, written] = [scalarText(key, 'plain', true), scalarText(value, 'plain')];
  if (name === null || written === null) return refuse('Only single values can be added');
  const newline = /\r\n/.test(text) ? '\r\n' : '\n';
  const line = `${' '.repeat(last.indent)}${name}: ${written}`;
  const open = last.lineEnd > 0 && text[last.lineEnd - 1] !== '\n';
  return splice(text, last.lineEnd, last.lineEnd, open ? newline + line : line + newline);
}

function remove(text: string, { member, parent }: Found): TextChange {
  if (!member || !parent || (parent.kind !== 'map' && parent.kind !== 'list'))
    return refuse('There is nothing to take away');
  const members: readonly (YamlEntry | YamlItem)[] = parent.kind === 'map' ? parent.entries : parent.items;
  if (parent.flow) {
    if (members.length === 1) return splice(text, parent.valueStart, parent.end, parent.kind === 'map' ? '{}' : '[]');
    const at = members.indexOf(member);
    const before = members[at - 1];
    const after = members[at + 1];
    return before
      ? splice(text, before.end, member.end, '')
      : splice(text, member.start, after?.start ?? member.end, '');
  }
  if (members.length === 1) {
    const first = text.lastIndexOf('\n', parent.start - 1) + 1;
    const ownLine = text.slice(first, parent.start).trim() === '';
    const empty = parent.kind === 'map' ? '{}' : '[]';
    if (!ownLine) return splice(text, parent.valueStart, parent.end, empty);
    // The key above stays and gets an empty value on its own line.
    const above = text.slice(0, first).replace(/\r?\n$/, '');
    if (!/:[ \t]*$/.test(above)) return refuse('It is the only entry there');
    return splice(text, above.trimEnd().length, member.lineEnd, ` ${empty}${text.slice(above.length, first)}`);
  }
  const lineStart = text.lastIndexOf('\n', member.start - 1) + 1;
  if (
    text.slice(lineStart, member.start).replace(/-/g, ' ').trim() !== '' ||
    text.slice(lineStart, member.start).includes('-')
  )
    return refuse('It shares its line with a dash');
  return splice(text, member.leadStart, member.lineEnd, '');
}

/**
 * Does one edit in the text of a file, touching nothing but the place itself: comments, order, quotes and blank lines
 * stay. `document` must have been read from this very text. Refuses, with a reason, what it cannot do surely.
 */
export function editDocument(text: string, document: YamlDocument, edit: DocumentEdit): TextChange {
  if (document.unsupported !== null) return refuse(`The document is ${document.unsupported}`);
  const found = find(document.root, edit.at);
  switch (edit.action) {
    case 'set': {
      if (found) return setScalar(text, found.node, edit.value);
      const parent = find(document.root, edit.at.slice(0, -1));
      const key = edit.at.at(-1);
      if (!parent || typeof key !== 'string') return refuse('There is no such place in the document');
      return addEntry(text, parent.node, key, edit.value);
    }
    case 'delete':
      return found ? remove(text, found) : refuse('There is no such place in the document');
    case 'rename-key': {
      const member = found?.member;
      if (!member || !('key' in member) || found?.parent?.kind !== 'map')
        return refuse('There is no such key in the document');
      if (!member.simpleKey) return refuse('The key is written in an unusual way');
      if (found.parent.entries.some((entry) => entry.key === edit.to))
        return refuse(`There is a key ${edit.to} already`);
      const source = text.slice(member.keyRange.start, member.keyRange.end);
      const style = source.startsWith("'") ? 'single' : source.startsWith('"') ? 'double' : 'plain';
      return splice(text, member.keyRange.start, member.keyRange.end, scalarText(edit.to, style, true) ?? edit.to);
    }
  }
}
