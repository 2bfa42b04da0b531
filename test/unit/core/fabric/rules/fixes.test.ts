import { describe, expect, it } from 'vitest';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import type { PlanStep } from '../../../../../src/core/fabric/plan/plan-step';
import { checkFabric } from '../../../../../src/core/fabric/rules/run-rules';
import { fabricOf } from '../read-fabric';
import { attachmentCases } from './cases-attachment';
import { connectionCases } from './cases-connection';
import { externalCases } from './cases-external';
import { gatewayCases } from './cases-gateway';
import { linkCases } from './cases-links';
import { switchCases } from './cases-switch';
import { vpcCases } from './cases-vpc';
import { baseFiles } from './patched-fabric';

const cases = [
  ...linkCases,
  ...vpcCases,
  ...attachmentCases,
  ...externalCases,
  ...connectionCases,
  ...switchCases,
  ...gatewayCases,
];

const fixable = cases.flatMap((one) => {
  if (one.policy !== undefined) return [];
  const files = baseFiles(one.bad);
  return checkFabric(fabricOf(files)).flatMap((finding) =>
    finding.fix && finding.rule === one.rule ? [{ files, finding, fix: finding.fix }] : [],
  );
});

describe('a fix does away with its finding and adds no new one', () => {
  it('there are fixes of many rules', () => {
    expect(new Set(fixable.map(({ finding }) => finding.rule)).size).toBeGreaterThanOrEqual(12);
  });

  it.each(fixable.map((one) => [one.finding.rule, one.fix.title, one] as const))(
    '%s: %s',
    (_rule, _title, { files, finding, fix }) => {
      const steps = fix.edits.map((edit): PlanStep => ({ action: 'edit', edit, expect: null }));
      const applied = applySteps(new Map(Object.entries(files)), steps);
      expect(applied.refused).toEqual([]);
      const after = { ...files, ...Object.fromEntries([...applied.files].map(([path, text]) => [path, text ?? ''])) };
      const messages = (texts: Record<string, string>): string[] =>
        checkFabric(fabricOf(texts)).map((one) => `${one.path} ${one.message}`);
      const before = messages(files);
      const now = messages(after);
      expect(now).not.toContain(`${finding.path} ${finding.message}`);
      expect(now.filter((message) => !before.includes(message))).toEqual([]);
    },
  );
});
