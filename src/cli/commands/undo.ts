import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

export interface UndoOptions extends ProjectOptions {
  /** Null: the newest that can be undone. */
  readonly operationId: string | null;
}

/** Takes one operation back, after checking that nothing changed since. */
export function undoCommand(options: UndoOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const { operationId } = options;
    const undone = await engine.calls['operations.undo']({ projectId, operationId }, quietContext());
    if (!undone.ok) return endWithFailure(undone.failure, options, terminal);
    if (options.json) printJson(terminal, { receipt: undone.value });
    else terminal.out(revealCharacters(undone.value.title));
    return exitCodes.done.code;
  });
}
