import { isRecord } from '../value';

/** Texts that YAML would read as something else, or could not read plain. */
const needsQuotes = (text: string): boolean =>
  text === '' ||
  /^[\s\-?:,[\]{}#&*!|>'"%@`=<~.]|[:]\s|\s#|[:\s]$|[\n\r\t{}[\],]/.test(text) ||
  /^(true|false|null|yes|no|on|off|y|n|[-+]?[\d.].*)$/i.test(text);

/** A single value as YAML, in the style of what stood there; null when it is not single. */
export function scalarText(
  value: unknown,
  style: 'plain' | 'single' | 'double' | 'other',
  inKey = false,
): string | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value === null) return 'null';
  if (typeof value !== 'string') return null;
  const hasControl = [...value].some((char) => char < ' ' || char === '\u007f');
  if (style === 'double' || hasControl) return JSON.stringify(value);
  if (style === 'single' || needsQuotes(value) || (inKey && value.includes(': ')))
    return `'${value.replaceAll("'", "''")}'`;
  return value;
}

/** Any value on one line: `{a: 1, b: [x, y]}`. Null when it holds what YAML does not know. */
export function flowText(value: unknown, style: 'plain' | 'double' = 'plain'): string | null {
  if (Array.isArray(value)) {
    const items = value.map((item) => flowText(item, style));
    return items.includes(null) ? null : `[${items.join(', ')}]`;
  }
  if (!isRecord(value)) return scalarText(value, style);
  const entries = Object.entries(value).map(([key, item]) => {
    const [name, text] = [scalarText(key, style, true), flowText(item, style)];
    return name === null || text === null ? null : `${name}: ${text}`;
  });
  return entries.includes(null) ? null : `{${entries.join(', ')}}`;
}

type Lines = readonly string[];

/** A mapping over several lines, in the plugin's manner: lists stand under their key without more indentation. */
export function blockLines(value: Record<string, unknown>, indent: number): Lines | null {
  const lines: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const written = entryLines(key, item, indent);
    if (written === null) return null;
    lines.push(...written);
  }
  return lines;
}

/** `key: value` over as many lines as it takes. */
function entryLines(key: string, value: unknown, indent: number): Lines | null {
  const name = scalarText(key, 'plain', true);
  if (name === null) return null;
  const lead = `${' '.repeat(indent)}${name}:`;
  if (isRecord(value) && Object.keys(value).length > 0) {
    const inner = blockLines(value, indent + 2);
    return inner && [lead, ...inner];
  }
  if (Array.isArray(value) && value.length > 0) {
    const items = value.map((item) => itemLines(item, indent));
    return items.some((item) => item === null) ? null : [lead, ...items.flatMap((item) => item ?? [])];
  }
  const text = flowText(value);
  return text === null ? null : [`${lead} ${text}`];
}

/** `- value` over as many lines as it takes. */
export function itemLines(value: unknown, indent: number): Lines | null {
  const dash = `${' '.repeat(indent)}- `;
  if (isRecord(value) && Object.keys(value).length > 0) {
    const [first, ...rest] = blockLines(value, indent + 2) ?? [];
    return first === undefined ? null : [dash + first.slice(indent + 2), ...rest];
  }
  const text = flowText(value);
  return text === null ? null : [dash + text];
}
