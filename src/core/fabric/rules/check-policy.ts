import { closestName } from '../schema/closest-name';
import type { Policy, PolicyProblem } from '../policy/policy';
import { allRules } from './all-rules';

/** Rules that are not in the table: of kinds that the repository defines, and of extensions (`name:rule`). */
const known = (id: string): boolean => id === 'custom-schema' || id.includes(':');

/** Rule ids that a policy names but that do not exist: a slip there would silence nothing, without a word. */
export function unknownRules(policy: Policy): PolicyProblem[] {
  const ids = allRules.map((rule) => rule.id);
  return Object.keys(policy.severities)
    .filter((id) => !ids.includes(id) && !known(id))
    .map((id) => {
      const near = closestName(id, ids);
      return {
        path: ['severities', id],
        message: `there is no rule ${id}${near === null ? '' : `; did you mean ${near}?`}`,
      };
    });
}
