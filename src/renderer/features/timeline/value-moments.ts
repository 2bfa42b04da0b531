import type { OutputOf } from '../../../contract/index';
import { fullTimeWords } from '../../ui/relative-time-words';

export type ValueAnswer = OutputOf<'history.search'>;
export type ValueMoment = ValueAnswer['entries'][number];

/** One resource can set the same value in two places in one commit. */
export const momentKey = ({ commit, change, value }: ValueMoment): string => `${commit} ${change.key} ${value.at}`;

/** "VPC vpc-1, spec.subnets.default.vlan: 1001 → 1002". */
const placeOf = ({ change, value }: ValueMoment): string =>
  `${change.kind} ${change.name}, ${value.at}: ${value.before ?? 'nothing'} → ${value.after ?? 'nothing'}`;

export const momentWords = (moment: ValueMoment): string =>
  `${moment.event === 'came' ? 'Came' : 'Went'}${moment.inside ? ' inside' : ''}: ${placeOf(moment)}`;

/** The answer to "when was this first used?", as one would say it. */
export function answerWords({ field, value, first, total }: ValueAnswer): string {
  const what = field === null ? `“${value}”` : `“${field} ${value}”`;
  if (first === null) {
    return total === 0
      ? `No commit on the way to this one ever set ${what}.`
      : `${what} was there before the first commit that is known.`;
  }
  const how = first.inside ? 'first lay inside of a range or prefix' : 'was first used';
  return `${what} ${how} on ${fullTimeWords(first.at)}, by ${first.author.name}, in “${first.title}”. ${placeOf(first)}.`;
}
