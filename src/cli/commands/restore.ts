import type { ProjectPath } from '../../contract/basics';
import type { Failure } from '../../contract/failure';
import type { VersionSource } from '../../contract/history';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { columns } from '../columns';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { namedPath } from '../named-path';
import { type ProjectOptions, withProject } from '../with-project';
import { wayBack } from '../words';

export interface RestoreOptions extends ProjectOptions {
  readonly paths: readonly string[];
  /** A revision, the id of a backup (`b-…`) or of an operation (`o-…`, its state before). */
  readonly from: string;
  readonly dryRun: boolean;
}

/** Puts files back as they were at one moment; one operation that `selvedge undo` takes back. */
export function restoreCommand(options: RestoreOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId, root }) => {
    const paths = await Promise.all(options.paths.map((path) => namedPath(path, options.repository, root)));
    const whole = options.paths[paths.indexOf('' as ProjectPath)];
    if (whole !== undefined) return endWithFailure(wholeRepository(whole), options, terminal);
    const input = { projectId, source: sourceOf(options.from), paths };
    const preview = await engine.calls['history.preview-restore'](input, quietContext());
    if (!preview.ok) return endWithFailure(asMeant(preview.failure, options.from), options, terminal);
    const effects = preview.value;
    if (options.dryRun || effects.every(({ effect }) => effect === 'unchanged')) {
      if (options.json) printJson(terminal, { receipt: null, effects });
      else terminal.out(columns(effects.map(({ path, effect }) => [effect, path])));
      return exitCodes.done.code;
    }
    const restored = await engine.calls['history.restore'](input, quietContext());
    if (!restored.ok) return endWithFailure(restored.failure, options, terminal);
    if (options.json) printJson(terminal, { receipt: restored.value, effects });
    else {
      terminal.out(revealCharacters(`${restored.value.title}${wayBack(restored.value)}`));
    }
    return exitCodes.done.code;
  });
}

const wholeRepository = (where: string): Failure => ({
  code: 'bad-input',
  where,
  problem: 'this is the whole repository; name files, or go back to a checkpoint',
});

/** What looks like an id and is no revision was meant as an id. */
function asMeant(failure: Failure, from: string): Failure {
  if (failure.code !== 'unknown-revision') return failure;
  if (from.startsWith('o-')) return { code: 'operation-missing', operationId: from };
  return from.startsWith('b-') ? { code: 'backup-missing', id: from } : failure;
}

function sourceOf(from: string): VersionSource {
  if (/^b-[0-9a-z]+-[0-9a-f]+$/.test(from)) return { kind: 'backup', backupId: from };
  if (/^o-[0-9a-z]+-[0-9a-f]+$/.test(from)) return { kind: 'operation', operationId: from, side: 'pre' };
  return { kind: 'commit', commit: from };
}
