import { describe, expect, it } from 'vitest';
import { allRules } from '../../../../../src/core/fabric/rules/all-rules';
import { notOffline } from '../../../../../src/core/fabric/rules/not-offline';
import { checkFabric } from '../../../../../src/core/fabric/rules/run-rules';
import { attachmentCases } from './cases-attachment';
import { changeCases } from './cases-change';
import { connectionCases } from './cases-connection';
import { externalCases } from './cases-external';
import { fileCases } from './cases-file';
import { gatewayCases } from './cases-gateway';
import { installationCases } from './cases-installation';
import { linkCases } from './cases-links';
import { switchCases } from './cases-switch';
import { vpcCases } from './cases-vpc';
import { patchedFabric } from './patched-fabric';

const cases = [
  ...linkCases,
  ...vpcCases,
  ...attachmentCases,
  ...externalCases,
  ...connectionCases,
  ...switchCases,
  ...gatewayCases,
];

const said = (rule: string, patch: string, policy?: string): string[] =>
  checkFabric(patchedFabric(patch, policy))
    .filter((finding) => finding.rule === rule)
    .map((finding) => finding.message);

describe('a rule', () => {
  it('finds nothing in the base fabric', () => {
    expect(checkFabric(patchedFabric('')).map((one) => `${one.rule}: ${one.message}`)).toEqual([]);
  });

  it.each(cases.map((one) => [one.rule, one.bad, one] as const))('%s speaks about %s', (rule, bad, one) => {
    expect(said(rule, bad, one.policy).sort()).toEqual([...one.says].sort());
  });

  it.each(cases.flatMap((one) => (one.good === undefined ? [] : [[one.rule, one.good, one] as const])))(
    '%s is silent about %s',
    (rule, good, one) => {
      expect(said(rule, good, one.policy)).toEqual([]);
    },
  );
});

describe('the table of rules', () => {
  const ids = allRules.map((rule) => rule.id);

  it('has each id once, and a case for each rule', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const tested = new Set([...cases, ...fileCases, ...changeCases, ...installationCases].map((one) => one.rule));
    expect(ids.filter((id) => !tested.has(id))).toEqual([]);
    expect([...tested].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('covers every number from 1 to 179, or says why not', () => {
    const ruled = new Set(allRules.flatMap((rule) => rule.numbers));
    const excused = new Set(notOffline.flatMap(({ numbers }) => numbers));
    const all = Array.from({ length: 179 }, (_, index) => index + 1);
    expect(all.filter((number) => ruled.has(number) === excused.has(number))).toEqual([]);
    expect([...ruled, ...excused].filter((number) => !all.includes(number))).toEqual([]);
    expect(notOffline.filter(({ why }) => why.length < 20)).toEqual([]);
  });

  it('can be turned down, up and off by the policy', () => {
    const severities = (level: string): (string | undefined)[] =>
      checkFabric(
        patchedFabric('Switch/leaf-1: {boot: null}', `{version: 1, severities: {switch-boot: ${level}}}`),
      ).map((one) => one.severity);
    expect(severities('error')).toEqual(['error']);
    expect(severities('note')).toEqual(['note']);
    expect(severities('off')).toEqual([]);
  });
});
