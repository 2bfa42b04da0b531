import type { Problem } from '../../contract/problems';
import { columns } from '../columns';
import { counted } from '../words';

export type ProblemFormat = 'text' | 'json' | 'sarif' | 'github';
export const problemFormats = ['text', 'json', 'sarif', 'github'] as const;

const place = ({ path, line, column }: Problem): string => `${path}:${line + 1}:${column + 1}`;

/** One line a problem, as compilers print them, and a count at the end. */
export function problemsAsText(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'No problems were found.';
  const rows = columns(problems.map((problem) => [place(problem), problem.severity, problem.rule, problem.message]));
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return `${rows}\n${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('note'), 'note')}`;
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const words = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** GitHub Actions' workflow commands: each problem becomes an annotation at its line. */
export const problemsAsGitHub = (problems: readonly Problem[]): string =>
  problems
    .map((problem) => {
      const at = [
        `file=${property(problem.path)}`,
        `line=${problem.line + 1}`,
        `endLine=${problem.endLine + 1}`,
        `col=${problem.column + 1}`,
        `title=${property(problem.rule)}`,
      ];
      return `::${words[problem.severity]} ${at.join(',')}::${escaped(problem.message)}`;
    })
    .join('\n');
