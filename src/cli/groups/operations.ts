import { acceptAuditCommand, exportAuditCommand, verifyAuditCommand } from '../commands/audit';
import {
  createCheckpointCommand,
  deleteCheckpointCommand,
  listCheckpointsCommand,
  rollBackCommand,
} from '../commands/checkpoints';
import { locksCommand, removeLockCommand } from '../commands/locks';
import {
  listOperationsCommand,
  previewUndoCommand,
  redoCommand,
  revertCommand,
  showOperationCommand,
} from '../commands/operations';
import { undoCommand } from '../commands/undo';
import { wholeNumber } from '../whole-number';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** What Selvedge did and the way back: `operations`, `checkpoint`, `locks`, `audit`. */
export function addOperationCommands(door: CommandDoor): void {
  addOperations(door);
  addCheckpoints(door);
  addLocks(door);
  addAudit(door);
}

function addOperations({ program, terminal, shared, end }: CommandDoor): void {
  const operations = program.command('operations').description('everything that Selvedge changed, and the way back');
  operations
    .command('list')
    .description('newest first')
    .option('--limit <number>', 'operations at most', wholeNumber, 50)
    .option('--json', jsonHelp)
    .action(async ({ json, limit }: Json & { limit: number }) =>
      end(await listOperationsCommand({ ...shared(json), limit }, terminal)),
    );
  operations
    .command('show')
    .description('one operation: its files, branches, outcome')
    .argument('<operation>', 'id of an operation (o-…)')
    .option('--json', jsonHelp)
    .action(async (operationId: string, { json }: Json) =>
      end(await showOperationCommand({ ...shared(json), operationId }, terminal)),
    );
  operations
    .command('undo')
    .description('take the newest operation back, or the one that is named; pushed commits by a new commit')
    .argument('[operation]', 'id of an operation (o-…)')
    .option('--dry-run', 'only say what would be done, and whether it would be a commit')
    .option('--json', jsonHelp)
    .action(async (id: string | undefined, { json, dryRun }: Json & { dryRun?: boolean }) => {
      const options = { ...shared(json), operationId: id ?? null };
      end(await (dryRun === true ? previewUndoCommand(options, terminal) : undoCommand(options, terminal)));
    });
  operations
    .command('redo')
    .description('take the newest undo back')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) => end(await redoCommand(shared(json), terminal)));
  operations
    .command('revert')
    .description('take back what one older operation did to files, and keep what was done since')
    .argument('<operation>', 'id of an operation (o-…)')
    .option('--json', jsonHelp)
    .action(async (operationId: string, { json }: Json) =>
      end(await revertCommand({ ...shared(json), operationId }, terminal)),
    );
}

function addCheckpoints({ program, terminal, shared, end }: CommandDoor): void {
  const checkpoint = program
    .command('checkpoint')
    .description('named states of everything: files, what is staged, branches, tags, stashes');
  checkpoint
    .command('create')
    .description('make one; it stays until it is deleted')
    .argument('<name>', 'what it is called')
    .option('--json', jsonHelp)
    .action(async (name: string, { json }: Json) =>
      end(await createCheckpointCommand({ ...shared(json), name }, terminal)),
    );
  checkpoint
    .command('list')
    .description('newest first')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) => end(await listCheckpointsCommand(shared(json), terminal)));
  checkpoint
    .command('delete')
    .description('take one off the list; its backup stays until the retention rules let it go')
    .argument('<checkpoint>', 'id (b-…) or name')
    .option('--json', jsonHelp)
    .action(async (wanted: string, { json }: Json) =>
      end(await deleteCheckpointCommand({ ...shared(json), checkpoint: wanted }, terminal)),
    );
  checkpoint
    .command('rollback')
    .description('go back to one, and say what was compared afterwards; itself an operation that can be undone')
    .argument('<checkpoint>', 'id (b-…) or name')
    .option('--dry-run', 'only say what would change')
    .option('--json', jsonHelp)
    .action(async (wanted: string, { json, dryRun }: Json & { dryRun?: boolean }) =>
      end(await rollBackCommand({ ...shared(json), checkpoint: wanted, dryRun: dryRun === true }, terminal)),
    );
}

function addLocks({ program, terminal, shared, end }: CommandDoor): void {
  program
    .command('locks')
    .description('who holds what: the lock of Selvedge, and the lock files of git')
    .option('--remove <lock>', 'put a lock of git aside that nobody holds any more; refused unless that is proven')
    .option('--json', jsonHelp)
    .action(async ({ json, remove }: Json & { remove?: string }) =>
      end(
        remove === undefined
          ? await locksCommand(shared(json), terminal)
          : await removeLockCommand({ ...shared(json), path: remove }, terminal),
      ),
    );
}

function addAudit({ program, terminal, shared, end }: CommandDoor): void {
  const audit = program.command('audit').description('the trail of every operation and refusal');
  audit
    .command('verify')
    .description('say exactly what is proven and what is not; exit code 3 when the trail is not whole')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) => end(await verifyAuditCommand(shared(json), terminal)));
  audit
    .command('accept')
    .description(
      'show what is wrong with the trail and the operations log; with --yes let it rest, in a record that names it',
    )
    .option('--yes', 'do it')
    .option('--json', jsonHelp)
    .action(async ({ json, yes }: Json & { yes?: boolean }) =>
      end(await acceptAuditCommand({ ...shared(json), yes: yes === true }, terminal)),
    );
  audit
    .command('export')
    .description('write the trail and the operations log into two new files in a folder')
    .argument('<folder>', 'outside of the repository')
    .option('--json', jsonHelp)
    .action(async (folder: string, { json }: Json) =>
      end(await exportAuditCommand({ ...shared(json), folder }, terminal)),
    );
}
