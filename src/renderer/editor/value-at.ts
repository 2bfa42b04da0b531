interface ValueStretch {
  /** Columns, 0-based; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** What must be written before the value: a space behind a key's colon. */
  readonly before: string;
}

/** `key: value # remark` and `- value`: everything up to the value, the value, the rest. */
const entry = /^(\s*(?:- +)*(?:[^\s#:'"][^#:]*:(?=\s|$))?)(\s*)("[^"]*"|'[^']*'|[^\s#](?:[^#]|\S#)*?)?(\s*(?:\s#.*)?)$/;

/**
 * Which part of a line of YAML a value replaces when it is offered at `column`: the value of the line's key, or of its list
 * item. Where the line has neither, the caret's own place.
 */
export function valueAt(line: string, column: number): ValueStretch {
  const parts = entry.exec(line);
  const head = parts?.[1] ?? '';
  if (parts === null || !/(:|- +)$/.test(head)) return { start: column, end: column, before: '' };
  const space = parts[2] ?? '';
  const start = head.length + space.length;
  const end = start + (parts[3]?.length ?? 0);
  return { start, end, before: head.endsWith(':') && space === '' ? ' ' : '' };
}
