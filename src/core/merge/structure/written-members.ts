import type { RenderedMember } from './leaf';

/**
 * What a person wrote in the place of members that exclude each other: whole lines (`- one`, `key: one`), several of
 * them perhaps, or one value, which then stands behind a dash or behind the name of the member. Null: none of them.
 */
export function writtenMembers(value: string, name: string, isMap: boolean): RenderedMember | null {
  const lines = value.replace(/\n+$/, '').split('\n');
  const [first = '', ...more] = lines;
  if (first.trim() === '') return null;
  const isWhole = isMap
    ? /^(?:[^\s#'"[{|>&*!%@`-][^#]*?|'[^']*'|"[^"]*"):(?:\s|$)/.test(first)
    : /^-(?:\s|$)/.test(first);
  if (isWhole) return { text: `${lines.join('\n')}\n`, indent: 0, value: 0 };
  const inner = more.map((line) => (line === '' ? '' : `  ${line}`)).map((line) => `${line}\n`);
  if (!isMap) return { text: `- ${first}\n${inner.join('')}`, indent: 0, value: 0 };
  const startsBlock = more.length > 0 && !/^[|>]/.test(first);
  const text = startsBlock ? `${name}:\n  ${first}\n${inner.join('')}` : `${name}: ${first}\n${inner.join('')}`;
  return { text, indent: 0, value: 0 };
}
