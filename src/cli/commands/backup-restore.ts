import type { ProjectPath } from '../../contract/basics';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { columns } from '../columns';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { namedPath } from '../named-path';
import { type ProjectOptions, withProject } from '../with-project';
import { counted, wayBack } from '../words';

export interface BackupRestoreOptions extends ProjectOptions {
  readonly backupId: string;
  /** Files and folders of the backup; none: everything that it has. */
  readonly paths: readonly string[];
  readonly dryRun: boolean;
}

/** Puts files of a backup back, all or none; each is read back afterwards. `selvedge undo` takes it back. */
export function restoreBackupCommand(options: BackupRestoreOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId, root }) => {
    const { backupId, dryRun } = options;
    const shown = await engine.calls['vault.show']({ projectId, backupId }, quietContext());
    if (!shown.ok) return endWithFailure(shown.failure, options, terminal);
    const wanted = await Promise.all(options.paths.map((path) => namedPath(path, options.repository, root)));
    const known = shown.value.files.filter(({ kind }) => kind !== 'directory').map(({ path }) => path);
    const paths = wanted.length === 0 ? known : known.filter((path) => wanted.some((one) => isAtOrBelow(path, one)));
    const missing = wanted.find((one) => !known.some((path) => isAtOrBelow(path, one)));
    if (missing !== undefined || paths.length === 0)
      return endWithFailure({ code: 'backup-missing', id: missing ?? backupId }, options, terminal);
    const input = { projectId, source: { kind: 'backup' as const, backupId }, paths };
    const preview = await engine.calls['history.preview-restore'](input, quietContext());
    if (!preview.ok) return endWithFailure(preview.failure, options, terminal);
    const effects = preview.value;
    const changes = effects.filter(({ effect }) => effect !== 'unchanged');
    if (dryRun || changes.length === 0) {
      if (options.json) printJson(terminal, { receipt: null, effects });
      else if (changes.length === 0) terminal.out('Everything is already like this.');
      else terminal.out(columns(effects.map(({ path, effect }) => [effect, path])));
      return exitCodes.done.code;
    }
    const restored = await engine.calls['history.restore'](input, quietContext());
    if (!restored.ok) return endWithFailure(restored.failure, options, terminal);
    if (options.json) printJson(terminal, { receipt: restored.value, effects });
    else
      terminal.out(
        revealCharacters(
          `${restored.value.title}: ${counted(changes.length, 'file')} changed, each read back and compared${wayBack(restored.value)}`,
        ),
      );
    return exitCodes.done.code;
  });
}

const isAtOrBelow = (path: ProjectPath, wanted: ProjectPath): boolean =>
  wanted === '' || path === wanted || path.startsWith(`${wanted}/`);
