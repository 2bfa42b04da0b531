import { setFlagsFromString } from 'node:v8';
import type { Rehearsal, RehearsalRow, RehearsedFile } from '../../contract/rehearsal';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { columns } from '../columns';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

export interface RehearseOptions extends ProjectOptions {
  /** The branch that would be merged into. */
  readonly ours: string;
  /** Null: every open branch. */
  readonly theirs: string | null;
  /** Null: asked about a pair, not about a matrix. */
  readonly rules: boolean | null;
}

/**
 * Bytecode to run before a function is compiled for speed, V8's default being 135,168. The command lives for seconds, and
 * each of its threads compiles for itself: a fifth of the processor time of a large rehearsal went into that.
 */
const compileLater = '--interrupt-budget=600000';

/** What a merge would do, without doing it. Exit code 1 when somebody would be asked. */
export function rehearseCommand(options: RehearseOptions, terminal: Terminal): Promise<number> {
  setFlagsFromString(compileLater);
  return withProject(options, terminal, async (engine, { projectId }) => {
    const { ours, theirs } = options;
    if (theirs === null) {
      const rules = options.rules ?? false;
      const matrix = await engine.calls['rehearsal.matrix']({ projectId, branch: ours, rules }, quietContext());
      if (!matrix.ok) return endWithFailure(matrix.failure, options, terminal);
      const { rows, skipped } = matrix.value;
      if (options.json) printJson(terminal, matrix.value);
      else {
        terminal.out(
          rows.length === 0 ? `${revealCharacters(ours)} has everything that is open.` : columns(rows.map(row)),
        );
        if (skipped > 0)
          terminal.error(`selvedge: ${counted(skipped, 'older branch was', 'older branches were')} left out.`);
      }
      return rows.some(isAsking) ? exitCodes.conflicts.code : exitCodes.done.code;
    }
    const rules = options.rules ?? true;
    const pair = await engine.calls['rehearsal.pair']({ projectId, ours, theirs, rules }, quietContext());
    if (!pair.ok) return endWithFailure(pair.failure, options, terminal);
    if (options.json) printJson(terminal, pair.value);
    else tell(pair.value, terminal);
    return isAsking(pair.value) ? exitCodes.conflicts.code : exitCodes.done.code;
  });
}

const isAsking = ({ counts }: Pick<Rehearsal, 'counts'>): boolean => counts.asking + counts.combined > 0;

const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

function summary({ relation, depth, counts }: Pick<Rehearsal, 'relation' | 'depth' | 'counts'>): string {
  if (relation === 'same') return 'the same commit';
  if (relation === 'contains') return 'already merged';
  const conflicts =
    counts.gitConflicts === 0
      ? 'no conflict by lines'
      : `${counted(counts.gitConflicts, 'conflict')} by lines, ${counts.settled} of them settled`;
  const asks =
    counts.asking === 0
      ? 'nobody is asked'
      : `${counted(counts.questions, 'question')} in ${counted(counts.asking, 'file')}`;
  const broken =
    counts.combined === 0 ? [] : [`${counted(counts.combined, 'rule is', 'rules are')} broken by the combination`];
  const strangers =
    relation === 'unrelated' ? ['no common ancestor in this clone, so git refuses (--allow-unrelated-histories)'] : [];
  return [relation === 'fast-forward' ? 'fast-forward' : depth, ...strangers, conflicts, asks, ...broken].join('; ');
}

const row = (pair: RehearsalRow): string[] => [
  pair.theirs.revision,
  pair.problem === null ? summary(pair) : `could not be rehearsed (${pair.problem})`,
];

function tell(pair: Rehearsal, terminal: Terminal): void {
  terminal.out(revealCharacters(`${pair.theirs.revision} into ${pair.ours.revision}: ${summary(pair)}`));
  for (const file of pair.files) tellFile(file, terminal);
  for (const { sentence, path, rule } of pair.combined)
    terminal.out(revealCharacters(`  combined  ${path}: ${sentence} (${rule})`));
  if (pair.rulesSkipped !== null) terminal.error(`selvedge: the rules were not asked: ${pair.rulesSkipped}`);
}

function tellFile({ path, git, outcome, questions, reason, notices }: RehearsedFile, terminal: Terminal): void {
  const by = git === 'conflict' ? 'conflict by lines' : 'clean by lines';
  const why = reason === null ? '' : ` (${reason})`;
  terminal.out(revealCharacters(`  ${outcome.padEnd(8)}  ${path}: ${by}${why}`));
  for (const question of questions) {
    const place = [question.resource ?? '', question.path.join('.')].filter((word) => word !== '').join(' ');
    terminal.out(revealCharacters(`              ${place}: ${question.why}`));
  }
  for (const notice of notices) terminal.out(revealCharacters(`              note: ${notice}`));
}
