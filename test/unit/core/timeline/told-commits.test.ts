import { describe, expect, test } from 'vitest';
import type { CommitMeaning } from '../../../../src/core/timeline/commit-meaning';
import type { MeantResource } from '../../../../src/core/timeline/meant-resource';
import { summarizeMeaning } from '../../../../src/core/timeline/summarize-meaning';
import type { ToldCommit } from '../../../../src/core/timeline/told-commits';
import { covers, spanChanges } from '../../../../src/core/timeline/covers';
import { findReturns, findReturnsOf } from '../../../../src/core/timeline/find-returns';
import { readValueQuestion, searchSpans, searchValues } from '../../../../src/core/timeline/told-commits';

const change = (name: string, values: MeantResource['values'] = []): MeantResource => ({
  key: `g/VPC/default/${name}`,
  kind: 'VPC',
  name,
  what: 'changed',
  path: `${name}.yaml`,
  fromPath: null,
  fromName: null,
  words: [`something of ${name}`],
  values,
});

/** `a1 b2`: after the commit a is in state 1 and b in state 2; `-`: nothing of the fabric. */
const told = (...story: string[]): ToldCommit<number>[] =>
  story
    .map((picture, commit) => {
      const parts = picture === '-' ? [] : picture.split(' ');
      const meaning: CommitMeaning = {
        resources: parts.map((part) => change(part[0] ?? '')),
        silent: false,
        summary: '',
        states: Object.fromEntries(
          parts.map((part) => [`${part[0] ?? ''}.yaml`, { [`g/VPC/default/${part[0] ?? ''}`]: part.slice(1) }]),
        ),
      };
      return { commit, meaning: parts.length === 0 ? null : meaning };
    })
    .reverse();

describe('going back', () => {
  test.each<[string, string[], [number, number][]]>([
    ['to the state before', ['a1', 'a2', 'a1'], [[2, 0]]],
    ['over others', ['a1', 'b1', 'a2', '-', 'a1'], [[4, 0]]],
    [
      'to the newest such state',
      ['a1', 'a2', 'a1', 'a3', 'a1'],
      [
        [2, 0],
        [4, 2],
      ],
    ],
    ['of all that a commit touched', ['a1', 'b1', 'a2 b2', 'a1 b1'], [[3, 1]]],
    ['not when only part of it is as it was', ['a1', 'b1', 'a2 b2', 'a1 b3'], []],
    ['not when the states were never there together', ['a1', 'a2', 'b1', 'b2', 'a1 b1'], []],
    ['away again, to nothing', ['a-', 'a1', 'a-'], [[2, 0]]],
    ['nowhere', ['a1', 'a2', 'a3'], []],
  ])('%s', (_what, story, expected) => {
    expect([...findReturns(told(...story))].sort()).toEqual(expected);
  });
});

test('a resource goes back although its commit did other things too; its last state again is no way back', () => {
  const moments = (...states: string[]) =>
    states.map((state, commit) => ({ commit, change: change('a'), state })).reverse();
  expect([...findReturnsOf(moments('1', '2', '1', '3', '1'))]).toEqual([
    [2, 0],
    [4, 2],
  ]);
  expect([...findReturnsOf(moments('1', '1', '2'))]).toEqual([]);
});

test.each<[string, string[]]>([
  ['2500', ['2 spec.ranges[1000]: 1000–1999 → 1000–2999 came', '4 spec.ranges[1000]: 1000–2999 → null went']],
  ['vlan 1500', ['1 spec.ranges[1000]: null → 1000–1999 came', '4 spec.ranges[1000]: 1000–2999 → null went']],
  ['1000', ['1 spec.ranges[1000]: null → 1000–1999 came', '4 spec.ranges[1000]: 1000–2999 → null went']],
  ['asn 2500', []],
  ['10.0.2.7', ['3 spec.subnets[]: null → 10.0.2.0/24 came']],
  ['subnet 10.0.2.128/25', ['3 spec.subnets[]: null → 10.0.2.0/24 came']],
  ['10.0.2.0/24', []],
  ['10.0.0.0/8', []],
])('a value inside of what is written: %s', (text, expected) => {
  const values: Record<number, MeantResource['values']> = {
    1: [
      { at: 'spec.ranges[1000].from', before: null, after: '1000' },
      { at: 'spec.ranges[1000].to', before: null, after: '1999' },
    ],
    2: [{ at: 'spec.ranges[1000].to', before: '1999', after: '2999' }],
    3: [{ at: 'spec.subnets[]', before: null, after: '10.0.2.0/24' }],
    4: [
      { at: 'spec.ranges[1000].from', before: '1000', after: null },
      { at: 'spec.ranges[1000].to', before: '2999', after: null },
    ],
  };
  const story = Object.entries(values)
    .map(([commit, list]): ToldCommit<string> => ({
      commit,
      meaning: { resources: [change('ns', list)], silent: false, summary: '', states: {} },
    }))
    .reverse();
  const found = searchSpans(story, readValueQuestion(text));
  expect(
    found.map(({ commit, value, event }) => `${commit} ${value.at}: ${value.before} → ${value.after} ${event}`),
  ).toEqual(expected);
});

test.each([
  ['1000–2999', '2999', true],
  ['1000–2999', '3000', false],
  ['1000–2999', '10.0.0.1', false],
  ['10.0.0.0/16', '10.0.9.0/24', true],
  ['10.0.0.0/24', '10.0.0.0/16', false],
  ['fd00::/16', 'fd00:1::5', true],
  ['leaf-1/E1/1', '1', false],
  [null, '1', false],
])('%s covers %s: %s', (text, wanted, expected) => {
  expect(covers(text, wanted)).toBe(expected);
});

test('an end that is left out is the start, and a list without names tells no span for an end alone', () => {
  const [one] = spanChanges([
    { at: 'spec.ranges[7].from', before: null, after: '7' },
    { at: 'spec.ranges[7].to', before: null, after: '0' },
  ]);
  expect(one).toEqual({ at: 'spec.ranges[7]', before: null, after: '7–7' });
  expect(spanChanges([{ at: 'spec.config.fabric.vpcIRBVLANs[0].to', before: '3899', after: '3950' }])).toEqual([]);
});

test.each([
  ['1002', null, '1002'],
  ['vlan 1002', 'vlan', '1002'],
  ['vlan=1002', 'vlan', '1002'],
  ['vlan:1002', 'vlan', '1002'],
  ['fd00:1::/64', null, 'fd00:1::/64'],
  ['spec.subnets.default.vlan: 1002', 'spec.subnets.default.vlan', '1002'],
  ['10.0.1.0/24', null, '10.0.1.0/24'],
  ['links[leaf-1/E1/1].mtu = 9000', 'links[leaf-1/E1/1].mtu', '9000'],
])('a question about a value: %s', (text, field, value) => {
  expect(readValueQuestion(text)).toEqual({ field, value });
});

test('a value is found as itself, as a side of a pair, and not inside of another', () => {
  const values = [
    { at: 'spec.subnets.default.vlan', before: '1001', after: '1002' },
    { at: 'spec.subnets.default.subnet', before: null, after: '10.0.2.0/24' },
    { at: 'spec.vlanNamespace', before: '21002', after: null },
  ];
  const story: ToldCommit<number>[] = [
    { commit: 1, meaning: { resources: [change('a', values)], silent: false, summary: '', states: {} } },
  ];
  const found = (text: string) =>
    searchValues(story, readValueQuestion(text)).map(({ value, event }) => `${value.at} ${event}`);
  expect(found('1002')).toEqual(['spec.subnets.default.vlan came']);
  expect(found('vlan 1001')).toEqual(['spec.subnets.default.vlan went']);
  expect(found('10.0.2.0')).toEqual(['spec.subnets.default.subnet came']);
  expect(found('subnet 1002')).toEqual([]);
});

test('a merge is no second arrival, unless the value had gone; what is lost in it went there', () => {
  const parents: Record<string, string[]> = { merge: ['main', 'branch'], main: ['first'], branch: ['first'] };
  const nothing: ToldCommit<string> = { commit: 'merge', meaning: null };
  const step = (commit: string, before: string | null, after: string | null): ToldCommit<string> => ({
    commit,
    meaning: { resources: [change('a', [{ at: 'spec.vlan', before, after }])], silent: false, summary: '', states: {} },
  });
  const asked = (newestFirst: ToldCommit<string>[]): string[] =>
    searchValues(newestFirst, readValueQuestion('1002'), (commit) => ({
      commit,
      parents: parents[commit] ?? [],
    })).map(({ commit, event, value }) => `${commit} ${event}${event === 'went' ? ` → ${value.after}` : ''}`);
  expect(asked([step('merge', '1001', '1002'), step('branch', '1001', '1002')])).toEqual(['branch came']);
  const story = [step('merge', '1', '1002'), step('main', '1002', '1'), step('first', null, '1002')];
  expect(asked(story)).toEqual(['first came', 'main went → 1', 'merge came']);
  const branch = [step('branch', '1001', '1002'), step('main', '7', '8'), step('first', null, '1001')];
  expect(asked([step('merge', '8', '1003'), ...branch])).toEqual(['branch came', 'merge went → 1003']);
  expect(asked([nothing, ...branch])).toEqual(['branch came', 'merge went → 8']);
  expect(asked([step('merge', '8', '1002'), ...branch])).toEqual(['branch came']);
});

test('the same thing of many resources is said once', () => {
  const version = { at: 'apiVersion', before: 'v1', after: 'v2' };
  expect(summarizeMeaning([])).toBe('');
  expect(summarizeMeaning([change('a', [version])])).toBe('something of a');
  expect(summarizeMeaning([change('a', [version]), change('b', [version]), change('c')])).toBe(
    'apiVersion: v1 → v2 in 2 resources: VPC a, VPC b, and 1 more',
  );
});
