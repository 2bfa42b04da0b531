import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasFields } from '../../../../../src/core/fabric/search/has-fields';
import type { FilteredRow } from '../../../../../src/core/fabric/search/resource-filter';
import { parseResourceFilter, rowFits } from '../../../../../src/core/fabric/search/resource-filter';

const row = (more: Partial<FilteredRow> = {}): FilteredRow => ({
  state: 'live',
  kind: 'VPC',
  namespace: 'default',
  name: 'web',
  path: 'fabric/managed/vpcs/web.yaml',
  area: 'managed',
  copies: 1,
  vpcs: ['web'],
  problems: { error: 0, warning: 0, note: 0 },
  ...more,
});
const leaf = row({ kind: 'Switch', name: 'leaf-01', path: 'fabric/managed/switches/leaf-01.yaml', vpcs: [] });

describe('what is typed', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['leaf-01', ['word leaf-01']],
    ['kind:VPC vlan:1001 leaf-01', ['kind VPC', 'word leaf-01', 'field vlan=1001']],
    ['-is:copy -raw', ['not state copy', 'not word raw']],
    ['path:"a b/c.yaml" "two words"', ['path a b/c.yaml', 'word two words']],
    ['path:"not closed', ['path not closed']],
    ['kind:', []],
    ['dhcp.enable:true', ['field dhcp.enable=true']],
    ['10.0.1.0/24', ['field *=10.0.1.0/24']],
    ['ns:default problem:error', ['namespace default', 'problem error']],
    ['constructor:x', ['field constructor=x']],
  ])('%s', (text, expected) => {
    const { rows, fields } = parseResourceFilter(text);
    const words = rows.map((term) => `${term.negated ? 'not ' : ''}${term.about} ${term.value}`);
    expect([...words, ...fields.map((term) => `field ${term.name ?? '*'}=${term.value}`)]).toEqual(expected);
  });

  it('never fails, and every row answers the empty filter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const filter = parseResourceFilter(text);
        expect(typeof rowFits(leaf, filter)).toBe('boolean');
        if (text.trim() === '') expect(rowFits(leaf, filter)).toBe(true);
      }),
    );
  });
});

describe('rows', () => {
  it.each<[string, FilteredRow, boolean]>([
    ['kind:vpc', row(), true],
    ['kind:vpcs', row(), true],
    ['kind:sw', leaf, true],
    ['kind:VPC', row({ kind: 'VPCPeering' }), false],
    ['kind:VPC*', row({ kind: 'VPCPeering' }), true],
    ['LEAF', leaf, true],
    ['switches/', leaf, true],
    ['name:leaf-*', leaf, true],
    ['name:leaf-*', row({ name: 'my-leaf-1' }), false],
    ['-leaf-01', leaf, false],
    ['is:disabled', row({ state: 'disabled' }), true],
    ['is:duplicate', row({ copies: 2 }), true],
    ['is:duplicate', row(), false],
    ['vpc:web', row({ kind: 'Connection', vpcs: ['app', 'web'] }), true],
    ['vpc:we', row(), false],
    ['problem:error', row({ problems: { error: 2, warning: 0, note: 0 } }), true],
    ['problem:none', row({ problems: { error: 2, warning: 0, note: 0 } }), false],
    ['problem:warnings', row({ problems: { error: 2, warning: 0, note: 0 } }), false],
    ['name:web', row({ name: null }), false],
    ['area:raw', row({ area: null }), false],
  ])('%s', (text, one, expected) => {
    expect(rowFits(one, parseResourceFilter(text))).toBe(expected);
  });
});

describe('fields of a document', () => {
  const vpc = {
    kind: 'VPC',
    spec: {
      subnets: {
        frontend: { vlan: 1001, subnet: '10.0.1.0/24', dhcp: { enable: true, range: { start: '10.0.1.10' } } },
      },
      permit: [['frontend', 'back']],
      size: 12n,
    },
  };
  it.each<[string, boolean]>([
    ['vlan:1001', true],
    ['VLAN:1001', true],
    ['vlan:1000-1099', true],
    ['vlan:100', false],
    ['vlan:10*', true],
    ['subnet:10.0.1.*', true],
    ['subnets:frontend', true],
    ['dhcp.enable:true', true],
    ['range.enable:true', false],
    ['permit:back', true],
    ['size:12', true],
    ['10.0.1.10', true],
    ['10.0.1.11', false],
    ['vlan:1001 permit:front', false],
    ['constructor:x', false],
  ])('%s', (text, expected) => {
    expect(hasFields(vpc, parseResourceFilter(text).fields)).toBe(expected);
  });
});
