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

const COMMENT_LINE = /^[ \t]*#/;

/** Commented-out resources among the comment lines of `text.slice(range)`; `# ---` separates two of them. */
export function findDisabled(text: string, range: TextRange): DisabledResource[] {
  const slice = text.slice(range.start, range.end);
  if (!/^[ \t]*#[ \t]*kind:/m.test(slice)) return [];
  const found: DisabledResource[] = [];
  let block: { start: number; lines: string[] } | null = null;
  const close = (end: number): void => {
    const resource = block && asResource(block.lines, { start: block.start, end });
    if (resource) found.push(resource);
    block = null;
  };
  let at = range.start;
  for (const line of slice.split(/(?<=\n)/)) {
    const isComment = COMMENT_LINE.test(line);
    if (!isComment || /^[ \t]*#[ \t]?---[ \t]*\r?\n?$/.test(line)) close(at);
    else {
      block ??= { start: at, lines: [] };
      block.lines.push(line.replace(/^[ \t]*#/, ''));
    }
    at += line.length;
  }
  close(at);
  return found;
}

/** The first line that looks like a key starts the resource; remarks above it are not part of it. */
function asResource(lines: readonly string[], range: TextRange): DisabledResource | null {
  const first = lines.findIndex((line) => /^ ?(?:apiVersion|kind|metadata):/.test(line));
  if (first < 0) return null;
  const own = lines.slice(first);
  const text = own.every((line) => line.startsWith(' ') || line.trim() === '')
    ? own.map((line) => line.replace(/^ /, '')).join('')
    : own.join('');
  const tree = parseTree(text, { start: 0, end: text.length });
  const identity = readIdentity(tree.root);
  if (!identity) return null;
  return { identity, range, text };
}
