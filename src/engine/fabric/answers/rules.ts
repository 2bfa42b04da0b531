import type { RuleDescription } from '../../../contract/problems';
import type { Policy } from '../../../core/fabric/policy/policy';
import { allRules } from '../../../core/fabric/rules/all-rules';
import { notOffline } from '../../../core/fabric/rules/not-offline';
import type { Extensions } from '../desk/load-extensions';
import { policyRule } from '../desk/repository-policy';
import { extensionRuleId } from '../desk/run-extensions';

const customSchema = {
  id: 'custom-schema',
  title: 'A resource of another kind fits the definition of its kind',
  source: 'CustomResourceDefinitions of this repository, or of your configuration folder',
} as const;

const sources = new Map([...allRules, policyRule, customSchema].map(({ id, source }) => [id, source]));

export const sourceOfRule = (id: string): string => sources.get(id) ?? 'your own extension';

/** Every rule as this repository applies it, and what cannot be decided from files. */
export function describeRules(
  policy: Policy,
  { loaded }: Pick<Extensions, 'loaded'>,
): {
  rules: RuleDescription[];
  notOffline: { numbers: number[]; why: string }[];
} {
  const effective = (id: string, severity: RuleDescription['severity']): RuleDescription['effective'] =>
    policy.severities[id] ?? severity;
  const own = [policyRule, customSchema].map((rule): RuleDescription => ({
    ...rule,
    severity: 'error',
    effective: rule === policyRule ? 'error' : effective(rule.id, 'error'),
    kinds: [],
    numbers: [],
    looksAt: 'document',
  }));
  const theirs = loaded.flatMap((extension) =>
    extension.rules.map((rule): RuleDescription => {
      const id = extensionRuleId(extension, rule);
      return {
        id,
        title: rule.title,
        severity: rule.severity,
        effective: effective(id, rule.severity),
        source: `your extension ${extension.name}`,
        kinds: rule.kinds ?? [],
        numbers: [],
        looksAt: 'extension',
      };
    }),
  );
  const rules = allRules.map((rule): RuleDescription => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    effective: effective(rule.id, rule.severity),
    source: rule.source,
    kinds: [...rule.kinds],
    numbers: [...rule.numbers],
    looksAt: rule.looksAt,
  }));
  return {
    rules: [...rules, ...own, ...theirs],
    notOffline: notOffline.map(({ numbers, why }) => ({ numbers: [...numbers], why })),
  };
}
