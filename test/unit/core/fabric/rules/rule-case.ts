/** One line of a table: with `good` the rule is silent, with `bad` it says `says`. Patches of the base fabric. */
export interface RuleCase {
  readonly rule: string;
  readonly good?: string;
  readonly bad: string;
  readonly says: readonly string[];
  readonly policy?: string;
}

export const when = (
  rule: string,
  bad: string,
  says: string | readonly string[],
  good?: string,
  policy?: string,
): RuleCase => ({
  rule,
  bad,
  says: typeof says === 'string' ? [says] : says,
  ...(good === undefined ? {} : { good }),
  ...(policy === undefined ? {} : { policy }),
});
