import type { YamlDocument } from '../../yaml/documents';
import type { TextRange } from '../../yaml/split';
import type { YamlAlias, YamlEntry, YamlItem, YamlList, YamlMap, YamlNode } from '../../yaml/nodes';
import type { DocumentEdit } from '../rules/finding';
import type { TextChange } from './comment-out';
import { toPlainValue } from '../../yaml/value';
import { valueAt } from '../value';
import { blockLines, flowText, itemLines, scalarText } from './write-value';

const refuse = (reason: string): TextChange => ({ ok: false, reason });
const unwritable = refuse('There is no way to write this value');
const splice = (text: string, start: number, end: number, by: string): TextChange => ({
  ok: true,
  text: text.slice(0, start) + by + text.slice(end),
});

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

function setValue(text: string, node: YamlNode, value: unknown, root: YamlNode | null = null): TextChange {
  if (node.kind === 'alias') {
    // Only this place changes; what the alias stood for stays.
    const written = scalarText(value, 'plain') ?? null;
    return written === null ? unwritable : splice(text, node.start, node.end, written);
  }
  const heir = node.anchor === null ? null : firstAlias(root, node.anchor, node.end);
  if (heir) return leaveAnchor(text, node, heir, value);
  if (node.kind === 'map' || node.kind === 'list') {
    const written = node.flow ? flowText(value, flowStyle(text, node)) : null;
    return written === null
      ? refuse('The value there is not a single one')
      : splice(text, node.valueStart, node.end, written);
  }
  if (node.kind !== 'scalar') return refuse('The value there is not a single one');
  if (node.style === 'literal' || node.style === 'folded')
    return refuse('The value there is written over several lines');
  const style = node.style === 'single' || node.style === 'double' ? node.style : 'plain';
  const written = scalarText(value, style) ?? flowText(value);
  if (written === null) return unwritable;
  const lead = node.style === 'empty' && text[node.start - 1] !== ' ' ? ' ' : '';
  return splice(text, node.valueStart, node.end, lead + written);
}

/** The first alias to an anchor behind an offset, as the text has them in order. */
function firstAlias(node: YamlNode | null, name: string, from: number): YamlAlias | null {
  if (node?.kind === 'alias') return node.name === name && node.start >= from ? node : null;
  if (node?.kind !== 'map' && node?.kind !== 'list') return null;
  const members: readonly { readonly value: YamlNode }[] = node.kind === 'map' ? node.entries : node.items;
  for (const { value } of members) {
    const found = firstAlias(value, name, from);
    if (found) return found;
  }
  return null;
}

/** Sets a value that other places take over by an alias: the first of them gets the anchor and the old value. */
function leaveAnchor(text: string, node: YamlNode, heir: YamlAlias, value: unknown): TextChange {
  const old = text.slice(node.start, node.end);
  const plain = node.kind === 'scalar' && !/[\n,[\]{}]/.test(old);
  const written = plain ? scalarText(value, 'plain') : null;
  if (written === null) return refuse(`Other places take this value over (*${heir.name})`);
  return {
    ok: true,
    text: text.slice(0, node.start) + written + text.slice(node.end, heir.start) + old + text.slice(heir.end),
  };
}

/** How the line above a place ends; for the first line, and for a last one without an end, how others of the file do. */
function newlineAt(text: string, at: number): string {
  const above = at > 0 ? text.lastIndexOf('\n', at - 1) : -1;
  const end = above < 0 ? text.indexOf('\n') : above;
  return text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** JSON in a YAML file stays JSON. */
const flowStyle = (text: string, { start, end }: TextRange): 'plain' | 'double' =>
  /^[[{]\s*(?:[[{]\s*)*"/.test(text.slice(start, end)) ? 'double' : 'plain';

/** Whole lines put in at a line's start; a line above without an end gets one. */
function insertLines(text: string, at: number, lines: readonly string[]): TextChange {
  const newline = newlineAt(text, at);
  const open = at > 0 && text[at - 1] !== '\n';
  const block = lines.join(newline);
  return splice(text, at, at, open ? newline + block : block + newline);
}

/** Puts more members into `[…]` or `{…}`. */
function insertFlow(text: string, node: YamlMap | YamlList, written: string): TextChange {
  const last: YamlEntry | YamlItem | undefined = node.kind === 'map' ? node.entries.at(-1) : node.items.at(-1);
  if (last === undefined) return splice(text, node.valueStart + 1, node.end - 1, written);
  return splice(text, last.end, last.end, `, ${written}`);
}

/** Adds entries behind the last one of a mapping, or makes a mapping of what is empty. */
function addEntries(
  text: string,
  { node, member }: Found,
  added: Readonly<Record<string, unknown>>,
  root: YamlNode | null,
): TextChange {
  if (node.kind === 'map' && node.flow) {
    const written = flowText(added, flowStyle(text, root ?? node));
    return written === null ? unwritable : insertFlow(text, node, written.slice(1, -1));
  }
  if (node.kind === 'map') {
    const last = node.entries.at(-1);
    const lines = last ? blockLines(added, last.indent) : null;
    return last && lines ? insertLines(text, last.lineEnd, lines) : refuse('There is no block mapping to add to');
  }
  const nothing = node.kind === 'scalar' && node.value === null && node.anchor === null && node.tag === null;
  if (!nothing || !member) return refuse('There is no mapping to add to');
  if (node.style !== 'empty' || !('key' in member)) return setValue(text, node, added);
  const lines = blockLines(added, member.indent + 2);
  return lines ? insertLines(text, member.lineEnd, lines) : unwritable;
}

/** Sets what is not there yet: the missing mappings on the way are made too. */
function setMissing(text: string, root: YamlNode | null, at: DocumentEdit['at'], value: unknown): TextChange {
  for (let depth = at.length - 1; depth >= 0; depth -= 1) {
    const around = find(root, at.slice(0, depth));
    const [key, ...rest] = at.slice(depth);
    if (!around) continue;
    if (typeof key !== 'string' || rest.some((part) => typeof part !== 'string')) break;
    const inner = rest.reduceRight<unknown>((made, part) => ({ [part]: made }), value);
    return addEntries(text, around, { [key]: inner }, root);
  }
  return refuse('There is no such place in the document');
}

/** Does an alias on the way lead to the wanted value already? */
function isReached(root: YamlNode | null, at: DocumentEdit['at'], value: unknown): boolean {
  const read = toPlainValue(root);
  return read.ok && valueAt(read.value, at) === value;
}

/** Appends one item to a list; an empty or missing one is made. */
export function appendToList(text: string, document: YamlDocument, at: DocumentEdit['at'], value: unknown): TextChange {
  if (document.unsupported !== null) return refuse(`The document is ${document.unsupported}`);
  const found = find(document.root, at);
  if (!found) return setMissing(text, document.root, at, [value]);
  const { node } = found;
  if (node.kind === 'scalar' && node.value === null) return setValue(text, node, [value]);
  if (node.kind !== 'list') return refuse('There is no list');
  if (node.flow) {
    const written = flowText(value, flowStyle(text, document.root ?? node));
    return written === null ? unwritable : insertFlow(text, node, written);
  }
  const last = node.items.at(-1);
  const lines = last ? itemLines(value, last.indent) : null;
  return last && lines ? insertLines(text, last.lineEnd, lines) : unwritable;
}

/** Adds annotations that are not there; those that are stay as they are. */
export function addAnnotations(
  text: string,
  document: YamlDocument,
  annotations: Readonly<Record<string, string>>,
): TextChange {
  if (document.unsupported !== null) return refuse(`The document is ${document.unsupported}`);
  const at = ['metadata', 'annotations'];
  const known = find(document.root, at);
  const missing = Object.entries(annotations).filter(([name]) => !find(document.root, [...at, name]));
  if (missing.length === 0) return { ok: true, text };
  if (!known) return setMissing(text, document.root, at, Object.fromEntries(missing));
  return addEntries(text, known, Object.fromEntries(missing), document.root);
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
  if (text.slice(lineStart, member.start).trim() !== '') {
    // `- first: 1`: the entry below takes its place behind the dash.
    const next = members[members.indexOf(member) + 1];
    const between = next ? text.slice(member.end, next.start) : '#';
    return next && !between.includes('#')
      ? splice(text, member.start, next.start, '')
      : refuse('It shares its line with a dash');
  }
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
      if (found) return setValue(text, found.node, edit.value, document.root);
      if (isReached(document.root, edit.at, edit.value)) return { ok: true, text };
      return setMissing(text, document.root, edit.at, edit.value);
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
