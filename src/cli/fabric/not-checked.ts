import type { RuleDescription } from '../../contract/problems';
import { columns } from '../columns';

/** Upstream checks that a run says nothing about, by their numbers in the list of the guide, and why. */
export interface NotChecked {
  readonly numbers: readonly number[];
  /** The rules of ours that were left out; none where we have none. */
  readonly rules?: readonly string[];
  readonly why: string;
}

const leftOut = (rules: readonly RuleDescription[], why: string): NotChecked[] =>
  rules.length === 0
    ? []
    : [
        {
          numbers: [...new Set(rules.flatMap(({ numbers }) => numbers))].sort((a, b) => a - b),
          rules: rules.map(({ id }) => id),
          why,
        },
      ];

/** Everything that a run did not check, so that no silence is taken for consent. */
export const whatIsNotChecked = (
  { rules, notOffline }: { readonly rules: readonly RuleDescription[]; readonly notOffline: readonly NotChecked[] },
  compared: boolean,
): NotChecked[] => [
  ...notOffline,
  ...leftOut(
    compared ? [] : rules.filter(({ looksAt }) => looksAt === 'change'),
    'They compare two moments: ask with --against <revision>.',
  ),
  ...leftOut(
    rules.filter(({ effective }) => effective === 'off'),
    'The policy of this repository switches them off.',
  ),
];

export const notCheckedAsText = (entries: readonly NotChecked[]): string =>
  `Not checked:\n${columns(entries.map(({ numbers, rules = [], why }) => ['  ', numbers.length > 0 ? numbers.join(', ') : rules.join(', '), why]))}`;
