import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Checkpoint, CheckpointPreview, CheckpointReturn } from '../../contract/checkpoints';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import type { Engine } from '../../engine/index';
import { answer } from '../answer';
import { columns } from '../columns';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';
import { bytes, counted, second, wayBack } from '../words';

export function createCheckpointCommand(
  options: ProjectOptions & { readonly name: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'checkpoints.create',
    input: () => ({ name: options.name }),
    words: ({ backupId, name, fileCount, leftOut = [] }) =>
      [
        `${backupId}: “${name}”, ${counted(fileCount, 'file')}`,
        ...leftOut.map((path) =>
          path.endsWith('/')
            ? `Not in it (a repository of its own): ${path}`
            : `Not in it (too large, or not readable): ${path}`,
        ),
      ]
        .map(revealCharacters)
        .join('\n'),
    json: (checkpoint) => ({ checkpoint }),
  });
}

export function listCheckpointsCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'checkpoints.list',
    input: () => ({}),
    words: (checkpoints) =>
      checkpoints.length === 0
        ? 'There are no checkpoints. “selvedge checkpoint create NAME” makes one.'
        : columns(
            checkpoints.map(({ backupId, at, fileCount, sizeBytes, name, removedTree }) => [
              backupId,
              second(at),
              counted(fileCount, 'file'),
              bytes(sizeBytes),
              name,
              removedTree === undefined ? '' : `of the working tree “${removedTree}”, which is gone`,
            ]),
          ),
    json: (checkpoints) => ({ checkpoints }),
  });
}

/** By id or name. Fails with `bad-input` where several have the name, `backup-missing` where none has. */
async function findCheckpoint(engine: Engine, projectId: string, wanted: string): Promise<Result<Checkpoint>> {
  const listed = await engine.calls['checkpoints.list']({ projectId }, quietContext());
  if (!listed.ok) return listed;
  const named = listed.value.filter(({ backupId, name }) => backupId === wanted || name === wanted);
  const [found] = named;
  if (found === undefined) {
    // One of another working tree is not in the list; asking for it says where it was made.
    const elsewhere = /^b-[0-9a-z]+-[0-9a-f]+$/.test(wanted)
      ? await engine.calls['checkpoints.preview']({ projectId, backupId: wanted }, quietContext())
      : null;
    if (elsewhere?.ok === false && elsewhere.failure.code === 'rollback-refused') return elsewhere;
    return fail({ code: 'backup-missing', id: wanted });
  }
  if (named.length === 1) return ok(found);
  const ids = named.map(({ backupId }) => backupId).join(', ');
  const problem = `${named.length} checkpoints have this name; name one by its id: ${ids}`;
  return fail({ code: 'bad-input', where: wanted, problem });
}

interface DeleteOptions extends ProjectOptions {
  /** Id or name; a name that several have is refused. */
  readonly checkpoint: string;
}

/** Takes a checkpoint off the list; says how to have it back. */
export function deleteCheckpointCommand(options: DeleteOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const found = await findCheckpoint(engine, projectId, options.checkpoint);
    // One of another working tree is refused by the deletion itself, which says where it can be deleted.
    const elsewhere = !found.ok && found.failure.code === 'rollback-refused';
    if (!found.ok && !elsewhere) return endWithFailure(found.failure, options, terminal);
    const input = { projectId, backupId: found.ok ? found.value.backupId : options.checkpoint };
    const deleted = await engine.calls['checkpoints.delete'](input, quietContext());
    if (!deleted.ok) return endWithFailure(deleted.failure, options, terminal);
    const { name, backupId } = deleted.value;
    if (options.json) printJson(terminal, { deleted: deleted.value });
    else
      terminal.out(
        revealCharacters(
          `Checkpoint “${name}” deleted. Its backup stays until the retention rules let it go; ` +
            `until then this brings it back: selvedge backup pin ${backupId}`,
        ),
      );
    return exitCodes.done.code;
  });
}

interface RollBackOptions extends ProjectOptions {
  /** Id or name; a name that several have is refused. */
  readonly checkpoint: string;
  readonly dryRun: boolean;
}

/** Exit code 3 when something came out different from the checkpoint. */
export function rollBackCommand(options: RollBackOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const found = await findCheckpoint(engine, projectId, options.checkpoint);
    if (!found.ok) return endWithFailure(found.failure, options, terminal);
    const input = { projectId, backupId: found.value.backupId };
    if (options.dryRun) {
      const preview = await engine.calls['checkpoints.preview'](input, quietContext());
      if (!preview.ok) return endWithFailure(preview.failure, options, terminal);
      if (options.json) printJson(terminal, { preview: preview.value });
      else terminal.out(previewInWords(preview.value));
      return exitCodes.done.code;
    }
    const done = await engine.calls['checkpoints.roll-back'](input, quietContext());
    if (!done.ok) return endWithFailure(done.failure, options, terminal);
    if (options.json) printJson(terminal, done.value);
    else terminal.out(returnInWords(done.value));
    return exitCodes[done.value.different.length === 0 ? 'done' : 'failed'].code;
  });
}

function previewInWords({ files, refs, headMoves, stagedChanges }: CheckpointPreview): string {
  const short = (id: string | null): string => id?.slice(0, 12) ?? 'nothing';
  const lines = [
    ...(files.length === 0 ? [] : [columns(files.map(({ path, effect }) => [effect, path]))]),
    ...(refs.length === 0
      ? []
      : [columns(refs.map(({ name, now, then }) => [name, `${short(now)} → ${short(then)}`]))]),
    ...(headMoves ? ['HEAD moves.'] : []),
    ...(stagedChanges ? ['What is staged changes.'] : []),
  ];
  return lines.length === 0 ? 'Everything is as it was then.' : lines.join('\n');
}

function returnInWords({ receipt, compared, different }: CheckpointReturn): string {
  const { files, refs, stateFiles } = compared;
  const what = `Compared afterwards: ${counted(files, 'file')}, ${counted(refs, 'branch, tag or stash', 'branches, tags and stashes')}, ${counted(stateFiles, 'file')} of git’s state, HEAD, what is staged.`;
  return [
    `${receipt.title}${wayBack(receipt)}`,
    what,
    different.length === 0 ? 'All of it is as it was then.' : `Different: ${different.join(', ')}`,
  ]
    .map(revealCharacters)
    .join('\n');
}
