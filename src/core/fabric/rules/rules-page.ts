import { allRules } from './all-rules';
import { notOffline } from './not-offline';
import type { Rule } from './rule';

const when: Readonly<Record<Rule['looksAt'], string>> = {
  document: 'each document',
  resource: 'each resource',
  links: 'a resource and what it names',
  fabric: 'the whole fabric',
  change: 'two moments, before and after',
  installation: 'the installer’s file and its neighbours',
};

const line = (rule: Rule): string => {
  const numbers = rule.numbers.length > 0 ? `upstream ${rule.numbers.join(', ')}; ` : '';
  const kinds = rule.kinds.length > 0 ? rule.kinds.join(', ') : 'every kind';
  return `- **${rule.id}** (${rule.severity}): ${rule.title}.\n  For ${kinds}; looks at ${when[rule.looksAt]}; ${numbers}source: ${rule.source}.`;
};

/** The page of all rules, for the guide and for `selvedge validate --rules`. Markdown. */
export function rulesPage(): string {
  const gaps = notOffline.map(({ numbers, why }) => `- ${numbers.join(', ')}: ${why}`);
  return [
    '# Rules',
    'Made from the rules themselves; a test compares. A policy file (`.selvedge/policy.yaml`, `severities`) can raise, lower or silence each by its id. Numbers are those of our list of upstream checks.',
    ...allRules.map(line),
    '## What cannot be decided from files',
    ...gaps,
  ].join('\n\n');
}
