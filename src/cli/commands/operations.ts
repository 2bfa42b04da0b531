import type { OperationShown } from '../../contract/operations';
import { revealCharacters } from '../../core/text/reveal-characters';
import { answer } from '../answer';
import { columns } from '../columns';
import type { Terminal } from '../end';
import type { ProjectOptions } from '../with-project';
import { counted, second, wayBack } from '../words';

export function listOperationsCommand(
  options: ProjectOptions & { readonly limit: number },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'operations.list',
    input: () => ({ limit: options.limit, before: null }),
    notices: ({ damage }) => damage ?? [],
    words: ({ operations, damage = [] }) =>
      operations.length === 0
        ? damage.length > 0
          ? 'No operation can be read.'
          : 'Selvedge has changed nothing here yet.'
        : columns(
            operations.map(({ operationId, at, outcome, actor, title, pathCount }) => [
              operationId,
              second(at),
              outcome,
              actor,
              counted(pathCount, 'file'),
              title,
            ]),
          ),
    json: (listed) => listed,
  });
}

export function showOperationCommand(
  options: ProjectOptions & { readonly operationId: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'operations.show',
    input: () => ({ operationId: options.operationId }),
    words: shownInWords,
    json: (shown) => shown,
  });
}

function shownInWords({ operation, files, refs, stagedChanged }: OperationShown): string {
  const { title, at, actor, outcome, notUndoableBecause, backupId } = operation;
  const short = (id: string | null): string => id?.slice(0, 12) ?? 'nothing';
  const effect = (before: string, after: string): string =>
    before === 'absent' ? 'created' : after === 'absent' ? 'deleted' : 'changed';
  return [
    columns([
      ['what', title],
      ['when', second(at)],
      ['by', actor],
      ['outcome', outcome],
      ['undo', notUndoableBecause ?? 'can be undone'],
      ['backup', backupId ?? 'none was needed'],
    ]),
    ...(files.length === 0
      ? []
      : [columns(files.map(({ path, before, after }) => [effect(before.kind, after.kind), path]))]),
    ...(refs.length === 0
      ? []
      : [columns(refs.map(({ name, before, after }) => [name, `${short(before)} → ${short(after)}`]))]),
    ...(stagedChanged ? ['What was staged changed.'] : []),
  ].join('\n');
}

interface UndoChoice extends ProjectOptions {
  readonly operationId: string | null;
}

/** Says what an undo would do, and whether it would be a commit. */
export function previewUndoCommand(options: UndoChoice, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'operations.preview-undo',
    input: () => ({ operationId: options.operationId }),
    words: ({ title, sentence, operationId }) => revealCharacters(`${operationId}: ${title}\n${sentence}`),
    json: (preview) => ({ preview }),
  });
}

export function redoCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'operations.redo',
    input: () => ({}),
    words: ({ title }) => revealCharacters(title),
    json: (receipt) => ({ receipt }),
  });
}

export function revertCommand(
  options: ProjectOptions & { readonly operationId: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'operations.revert',
    input: () => ({ operationId: options.operationId }),
    words: ({ title, changedPaths, operationId, undoable }) =>
      revealCharacters(
        `${title}: ${counted(changedPaths.length, 'file')} changed${wayBack({ undoable, operationId })}`,
      ),
    json: (receipt) => ({ receipt }),
  });
}
