import { describe, expect, it } from 'vitest';
import { completeAt } from '../../../../../src/core/fabric/editor/complete';
import { placeOfCursor } from '../../../../../src/core/fabric/editor/cursor';
import { explainAt } from '../../../../../src/core/fabric/editor/explain';

/** `|` is the cursor. */
function at(marked: string): { text: string; cursor: { line: number; column: number } } {
  const offset = marked.indexOf('|');
  const lines = marked.slice(0, offset).split('\n');
  const cursor = { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), cursor };
}

const place = (marked: string): string => {
  const { text, cursor } = at(marked);
  const found = placeOfCursor(text, cursor);
  return found ? `${found.role} ${found.path.join('.')} "${found.written}" [${found.siblings.join(' ')}]` : 'nowhere';
};

const labels = (marked: string): string[] => {
  const { text, cursor } = at(marked);
  return completeAt(null, text, cursor)?.suggestions.map(({ label }) => label) ?? [];
};

const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: vpc-1\n';

describe('placeOfCursor', () => {
  it.each([
    ['|', 'key  "" []'],
    ['ki|', 'key  "ki" []'],
    ['a: 1\nb|\nc: 2\n', 'key  "b" [a c]'],
    ['a:\n  b: 1\n  |\nc: 2\n', 'key a "" [b]'],
    ['a:\n  b: x|y\n', 'value a.b "xy" []'],
    ['a:\n  b: |\n', 'value a.b "" []'],
    ['a:\n- x\n- y|\n', 'value a.1 "y" []'],
    ['a:\n  - x: 1\n    y|\n', 'key a.0 "y" [x]'],
    ['a:\n  - x: 1\n  - x: |\n', 'value a.1.x "" []'],
    ['a:\n- x: 1\n- b:\n    c: |\n', 'value a.1.b.c "" []'],
    ['a: 1\n---\nb:\n  c|\n', 'key b "c" []'],
    ['a: {b: |}\n', 'nowhere'],
    ['# a|\n', 'nowhere'],
    ['a: |\n  text', 'value a "" []'],
    ['a: >\n  te|xt\n', 'nowhere'],
    ['a: 1 # wh|y\n', 'nowhere'],
  ])('%j', (marked, expected) => {
    expect(place(marked)).toBe(expected);
  });
});

describe('completeAt', () => {
  it('offers what a document needs at its top', () => {
    expect(labels('|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(labels('apiVersion: vpc.githedgehog.com/v1beta1\nkind: |\n')).toContain('VPCPeering');
    expect(labels('apiVersion: vpc.githedgehog.com/v1beta1\nkind: |\n')).not.toContain('Switch');
    expect(labels('apiVersion: |\nkind: Switch\n')).toEqual(['wiring.githedgehog.com/v1beta1']);
  });

  it('offers the fields that are not there yet, while the text is broken', () => {
    const found = labels(`${vpc}spec:\n  subnets:\n    default:\n      vlan: 1000\n      g|\n`);
    expect(found).toContain('gateway');
    expect(found).not.toContain('vlan');
  });

  it('offers choices', () => {
    expect(labels(`${vpc}spec:\n  subnets:\n    default:\n      dhcp:\n        enable: |\n`)).toEqual([
      'true',
      'false',
    ]);
  });
});

describe('explainAt', () => {
  it('says what a field is for', () => {
    const { text, cursor } = at(`${vpc}spec:\n  subnets:\n    default:\n      vl|an: 1000\n`);
    expect(explainAt(text, cursor)).toMatchObject({ title: 'spec.subnets.default.vlan' });
    expect(explainAt('a: 1\n', { line: 0, column: 0 })).toBeNull();
  });
});
