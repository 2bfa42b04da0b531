import type { Policy } from '../policy/policy';
import type { PolicyProblem } from '../policy/policy-problems';
import { unknownName } from '../policy/policy-problems';
import { allRules } from './all-rules';

/** Rules that are not in the table: of kinds that the repository defines, and of extensions (`name:rule`). */
const known = (id: string): boolean => id === 'custom-schema' || id.includes(':');

/** Rule ids that a policy names but that do not exist: a slip there would silence nothing, without a word. */
export function unknownRules(policy: Policy): PolicyProblem[] {
  const ids = allRules.map((rule) => rule.id);
  return Object.keys(policy.severities)
    .filter((id) => !ids.includes(id) && !known(id))
    .map((id) => ({ path: ['severities', id], message: unknownName(id, 'rule', ids) }));
}
