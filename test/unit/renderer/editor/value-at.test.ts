import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../../src/renderer/editor/value-at';

/** The line with the value in brackets, as `text` would take its place at the caret `|`. */
function marked(lineWithCaret: string): string {
  const column = lineWithCaret.indexOf('|');
  const line = lineWithCaret.replace('|', '');
  const { start, end, before } = valueAt(line, column);
  return `${line.slice(0, start)}${before}[${line.slice(start, end)}]${line.slice(end)}`;
}

describe('the value that an offered one replaces', () => {
  it.each([
    ['    vlan: 10|02', '    vlan: [1002]'],
    ['    vl|an: 1002', '    vlan: [1002]'],
    ['    vlan: |', '    vlan: []'],
    ['    vlan:|', '    vlan: []'],
    ['    vlan: 1002 # why|', '    vlan: [1002] # why'],
    ['    subnet: 10.0.1.0/24|', '    subnet: [10.0.1.0/24]'],
    ['    name: "a # b"|', '    name: ["a # b"]'],
    ['  - 65|100', '  - [65100]'],
    ['  - port: leaf-01/E1/1|', '  - port: [leaf-01/E1/1]'],
    ['no value |here', 'no value []here'],
    ['|', '[]'],
  ])('%s', (line, expected) => {
    expect(marked(line)).toBe(expected);
  });
});
