import { restoreCommand } from '../commands/restore';
import { statusCommand } from '../commands/status';
import { timelineCommand } from '../commands/timeline';
import { undoCommand } from '../commands/undo';
import { wholeNumber } from '../whole-number';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** The repository as it is and was: status, timeline, restore, undo. */
export function addRepositoryCommands(door: CommandDoor): void {
  addReading(door);
  addChanging(door);
}

function addReading({ program, terminal, shared, end }: CommandDoor): void {
  program
    .command('status')
    .description('what state the repository is in; exit code 1 when conflicts are open')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) => end(await statusCommand(shared(json), terminal)));
  program
    .command('timeline')
    .description('commits, backups and operations in one stream, newest first')
    .option('--path <path>', 'only what touched this file, also under its former names')
    .option('--text <text>', 'only entries that contain this text', '')
    .option('--limit <number>', 'entries at most', wholeNumber, 50)
    .option('--unfolded', 'show every timestamp-only commit')
    .option('--json', jsonHelp)
    .action(async (given: Json & { path?: string; text: string; limit: number; unfolded?: boolean }) =>
      end(
        await timelineCommand(
          {
            ...shared(given.json),
            path: given.path ?? null,
            text: given.text,
            limit: given.limit,
            unfolded: given.unfolded === true,
          },
          terminal,
        ),
      ),
    );
}

function addChanging({ program, terminal, shared, end }: CommandDoor): void {
  program
    .command('restore')
    .description('put files back as they were; the bytes they have now are backed up first')
    .argument('<path...>', 'files; relative ones count from the folder of -C')
    .requiredOption('--from <source>', 'a revision, a backup (b-…) or an operation (o-…, the state before it)')
    .option('--dry-run', 'only say what would change')
    .option('--json', jsonHelp)
    .action(async (paths: string[], given: Json & { from: string; dryRun?: boolean }) =>
      end(
        await restoreCommand(
          { ...shared(given.json), paths, from: given.from, dryRun: given.dryRun === true },
          terminal,
        ),
      ),
    );
  program
    .command('undo')
    .description('take the newest operation back, or the one that is named')
    .argument('[operation]', 'id of an operation (o-…)')
    .option('--json', jsonHelp)
    .action(async (operationId: string | undefined, { json }: Json) =>
      end(await undoCommand({ ...shared(json), operationId: operationId ?? null }, terminal)),
    );
}
