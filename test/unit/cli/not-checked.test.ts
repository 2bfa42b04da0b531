import { expect, test } from 'vitest';
import { notCheckedAsText, whatIsNotChecked } from '../../../src/cli/fabric/not-checked';
import { readPolicy } from '../../../src/core/fabric/policy/policy';
import { describeRules } from '../../../src/engine/fabric/answers/rules';

const described = (severities: Record<string, string> = {}) =>
  describeRules(readPolicy({ version: 1, severities }).policy, { loaded: [] });

test('each of the 179 upstream checks is ours, or is said not to be checked with the reason', () => {
  const { rules, notOffline } = described();
  const ours = new Set(rules.flatMap(({ numbers }) => numbers));
  const told = notOffline.flatMap(({ numbers, why }) => (why === '' ? [] : numbers));
  expect(told.filter((number) => ours.has(number))).toEqual([]);
  const all = [...ours, ...told].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 179 }, (_, at) => at + 1));
});

test('a run says what it left out: rules about changes without two moments, and what the policy switches off', () => {
  const whys = (compared: boolean, severities?: Record<string, string>) =>
    whatIsNotChecked(described(severities), compared).map(({ why }) => why);
  const all = described().notOffline.length;
  expect(whys(true)).toHaveLength(all);
  expect(whys(false).slice(all)).toEqual(['They compare two moments: ask with --against <revision>.']);
  expect(whys(true, { unused: 'off' }).slice(all)).toEqual(['The policy of this repository switches them off.']);
  expect(notCheckedAsText(whatIsNotChecked(described({ unused: 'off' }), true))).toMatch(
    /^Not checked:\n.*\n(?:.*\n)*.*unused/,
  );
});
