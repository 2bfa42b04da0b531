import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ProjectPath } from '../../contract/basics';
import type { VersionSource } from '../../contract/history';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

export interface RestoreOptions extends ProjectOptions {
  readonly paths: readonly string[];
  /** A revision, the id of a backup (`b-…`) or of an operation (`o-…`, its state before). */
  readonly from: string;
  readonly dryRun: boolean;
}

/** Puts files back as they were at one moment; one operation that `selvedge undo` takes back. */
export function restoreCommand(options: RestoreOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId, root }) => {
    const paths = options.paths.map((path) => projectPath(path, root));
    const input = { projectId, source: sourceOf(options.from), paths };
    const preview = await engine.calls['history.preview-restore'](input, quietContext());
    if (!preview.ok) return endWithFailure(preview.failure, options, terminal);
    if (options.dryRun) {
      if (options.json) printJson(terminal, { wouldChange: preview.value });
      else
        terminal.out(
          preview.value.map(({ path, effect }) => `${effect.padEnd(9)} ${revealCharacters(path)}`).join('\n'),
        );
      return exitCodes.done.code;
    }
    const restored = await engine.calls['history.restore'](input, quietContext());
    if (!restored.ok) return endWithFailure(restored.failure, options, terminal);
    if (options.json) printJson(terminal, { receipt: restored.value, effects: preview.value });
    else terminal.out(`${revealCharacters(restored.value.title)} (undo with: selvedge undo)`);
    return exitCodes.done.code;
  });
}

/** Paths on the command line are relative to the current folder, as with git. */
function projectPath(path: string, root: string): ProjectPath {
  const absolute = isAbsolute(path) ? path : resolve(path);
  return relative(root, absolute).split(sep).join('/') as ProjectPath;
}

function sourceOf(from: string): VersionSource {
  if (/^b-[0-9a-z]+-[0-9a-f]+$/.test(from)) return { kind: 'backup', backupId: from };
  if (/^o-[0-9a-z]+-[0-9a-f]+$/.test(from)) return { kind: 'operation', operationId: from, side: 'pre' };
  return { kind: 'commit', commit: from };
}
