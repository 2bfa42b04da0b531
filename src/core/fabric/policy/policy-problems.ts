import type { z } from 'zod';
import { closestName } from '../schema/closest-name';
import { showValue } from '../schema/check-value';
import { valueAt } from '../value';

/** A slip in the policy file. The message goes on after the name of the place: `… has to be a number, not "x"`. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Issue = z.core.$ZodIssue;
type Path = PolicyProblem['path'];

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

const plain = (path: readonly PropertyKey[]): Path =>
  path.map((part) => (typeof part === 'symbol' ? String(part) : part));

const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const bound = (origin: string, limit: number | bigint, word: string): string =>
  origin === 'number' || origin === 'int' ? `${limit} or ${word}` : `at least ${limit} long`;

/** What would have been right, as a noun; several for a choice. */
function wanted(issue: Issue): string[] {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map(String);
    case 'invalid_type':
      return [types[issue.expected] ?? issue.expected];
    case 'too_small':
      return [issue.origin === 'string' ? 'a text that is not empty' : bound(issue.origin, issue.minimum, 'more')];
    case 'too_big':
      return [bound(issue.origin, issue.maximum, 'less')];
    case 'invalid_union':
      return [...new Set(issue.errors.flatMap((branch) => branch.flatMap(wanted)))];
    default:
      // The schema's own words for forms: `an address such as 172.30.0.1`.
      return [issue.message];
  }
}

const choicesIn = (issue: Issue): string[] =>
  issue.code === 'invalid_value'
    ? issue.values.map(String)
    : issue.code === 'invalid_union'
      ? issue.errors.flatMap((branch) => branch.flatMap(choicesIn))
      : [];

/** A name that nobody knows, with the one that was probably meant. */
export function unknownName(name: string, what: string, known: readonly string[]): string {
  const near = closestName(name, known);
  return `is no ${what}${near === null ? '' : `; did you mean ${near}?`}`;
}

/** Of a choice between shapes, the slips inside of the shape that was begun; null when none was. */
function deeper(issue: Issue): readonly Issue[] | null {
  if (issue.code !== 'invalid_union') return null;
  return issue.errors.find((branch) => branch.length > 0 && branch.every(({ path }) => path.length > 0)) ?? null;
}

/** What zod found, as sentences of people: the place, what may stand there, what stands there. */
export function policyProblems(
  value: unknown,
  issues: readonly Issue[],
  known: (path: Path) => readonly string[],
  above: Path = [],
): PolicyProblem[] {
  return issues.flatMap((issue): PolicyProblem[] => {
    const path = [...above, ...plain(issue.path)];
    const inside = deeper(issue);
    if (inside) return policyProblems(value, inside, known, path);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: unknownName(key, 'field that the policy knows', known(path)),
      }));
    const here = valueAt(value, path);
    const right = alternatives(wanted(issue));
    if (here === undefined && path.length > 0) return [{ path, message: `is missing; it has to be ${right}` }];
    const near = typeof here === 'string' ? closestName(here, choicesIn(issue)) : null;
    const hint = near === null ? '' : `; did you mean ${near}?`;
    return [{ path, message: `has to be ${right}, not ${showValue(here)}${hint}` }];
  });
}
