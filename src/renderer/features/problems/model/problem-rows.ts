import type { Problem } from '../../../../contract/problems';

export type Grouping = 'severity' | 'file' | 'rule';

/** One line of the list: a head that can be closed, or a problem. */
export type ProblemLine =
  | {
      readonly type: 'group';
      readonly key: string;
      readonly title: string;
      readonly severity: Problem['severity'] | null;
      readonly isPath: boolean;
      readonly count: number;
    }
  | { readonly type: 'problem'; readonly key: string; readonly problem: Problem };

const severityTitles: Readonly<Record<Problem['severity'], string>> = {
  error: 'Errors',
  warning: 'Warnings',
  note: 'Notes',
};
const severityOrder: readonly Problem['severity'][] = ['error', 'warning', 'note'];

const byPlace = (one: Problem, other: Problem): number =>
  (one.path < other.path ? -1 : one.path > other.path ? 1 : 0) || one.line - other.line || one.column - other.column;

const weight = ({ severity }: Problem): number => severityOrder.indexOf(severity);

function groupName(problem: Problem, grouping: Grouping): string {
  switch (grouping) {
    case 'severity':
      return problem.severity;
    case 'file':
      return problem.path;
    case 'rule':
      return problem.rule;
  }
}

/** Words in message, path, rule or resource; all of them must be there. */
export function fitsText(problem: Problem, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { message, path, rule, resource } = problem;
  const whole =
    `${message} ${path} ${rule} ${resource === null ? '' : `${resource.kind} ${resource.name}`}`.toLowerCase();
  return words.every((word) => whole.includes(word));
}

/** The lines of the list: heads by weight or name, problems by place. */
export function problemLines(
  problems: readonly Problem[],
  grouping: Grouping,
  closed: ReadonlySet<string>,
): readonly ProblemLine[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const name = groupName(problem, grouping);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [problem]);
    else known.push(problem);
  }
  const names = [...groups.keys()];
  const worst = (name: string): number => Math.min(...(groups.get(name) ?? []).map(weight));
  names.sort((one, other) => {
    const heavier = grouping === 'file' ? 0 : worst(one) - worst(other);
    return heavier || (one < other ? -1 : 1);
  });
  return names.flatMap((name): ProblemLine[] => {
    const members = [...(groups.get(name) ?? [])].sort(
      (one, other) => (grouping === 'file' ? 0 : weight(one) - weight(other)) || byPlace(one, other),
    );
    const first = members[0];
    if (first === undefined) return [];
    const key = `${grouping}:${name}`;
    const head: ProblemLine = {
      type: 'group',
      key,
      title: grouping === 'severity' ? severityTitles[first.severity] : name,
      severity: grouping === 'file' ? null : first.severity,
      isPath: grouping === 'file',
      count: members.length,
    };
    if (closed.has(key)) return [head];
    return [
      head,
      ...members.map((problem): ProblemLine => ({ type: 'problem', key: `${key} ${problem.id}`, problem })),
    ];
  });
}

export const nameOfResource = ({ resource }: Problem): string =>
  resource === null
    ? ''
    : `${resource.kind} ${resource.namespace === 'default' ? '' : `${resource.namespace}/`}${resource.name}`;

/** The whole line in words, for those who listen. */
export function lineInWords(line: ProblemLine): string {
  if (line.type === 'group') return `${line.title}, ${line.count}`;
  const { problem } = line;
  const of = nameOfResource(problem);
  return `${problem.severity}: ${problem.message}${of === '' ? '' : `, ${of}`}, ${problem.path} line ${problem.line + 1}${problem.fix === null ? '' : ', has a fix'}`;
}
