import type { ResourceIdentity } from './identity';
import { readIdentity } from './identity';
import { parseTree } from './parse';
import type { TextRange } from './split';

/** A resource that somebody commented out: a run of comment lines which, uncommented, is a resource. */
export interface DisabledResource {
  readonly identity: ResourceIdentity;
  /** Whole lines in the file. */
  readonly range: TextRange;
  /** The lines without their comment signs. */
  readonly text: string;
}

/** The first line of a file may carry the mark of its encoding. */
const COMMENT_SIGN = /^\uFEFF?[ \t]*#/;

/** Commented-out resources among the comment lines of `text.slice(range)`; `# ---` separates two of them. */
export function findDisabled(text: string, range: TextRange): DisabledResource[] {
  const slice = text.slice(range.start, range.end);
  if (!/^\uFEFF?[ \t]*#[ \t]*kind:/m.test(slice)) return [];
  const found: DisabledResource[] = [];
  let block: { start: number; lines: string[] } | null = null;
  const close = (end: number): void => {
    const resource = block && asResource(block.lines, { start: block.start, end });
    if (resource) found.push(resource);
    block = null;
  };
  let at = range.start;
  for (const line of slice.split(/(?<=\n)/)) {
    const isComment = COMMENT_SIGN.test(line);
    if (!isComment || /^\uFEFF?[ \t]*#[ \t]?---[ \t]*\r?\n?$/.test(line)) close(at);
    else {
      block ??= { start: at, lines: [] };
      block.lines.push(line);
    }
    at += line.length;
  }
  close(at);
  return found;
}

/** The first line that looks like a key starts the resource; remarks above it are not part of it. */
function asResource(written: readonly string[], range: TextRange): DisabledResource | null {
  const lines = written.map((line) => line.replace(COMMENT_SIGN, ''));
  const first = lines.findIndex((line) => /^ ?(?:apiVersion|kind|metadata):/.test(line));
  if (first < 0) return null;
  const own = lines.slice(first);
  const text = own.every((line) => line.startsWith(' ') || line.trim() === '')
    ? own.map((line) => line.replace(/^ /, '')).join('')
    : own.join('');
  const tree = parseTree(text, { start: 0, end: text.length });
  const identity = readIdentity(tree.root);
  if (!identity) return null;
  const start = range.start + written.slice(0, first).join('').length;
  return { identity, range: { start, end: range.end }, text };
}
