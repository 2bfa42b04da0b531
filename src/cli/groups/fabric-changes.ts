import type { Command } from 'commander';
import {
  createStructureCommand,
  deleteCommand,
  disableCommand,
  enableCommand,
  ingestCommand,
  moveCommand,
  renameCommand,
  structureCommand,
} from '../commands/plans';
import type { PlanOptions } from '../commands/plans';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

interface Given extends Json {
  readonly fabric?: string;
  readonly dryRun?: boolean;
}

const documents = 'Kind/name, or path#2 for the second document of a file';

/** Adds the options that every plan has. */
const planned = (command: Command): Command =>
  command
    .option('--dry-run', 'only say what would change')
    .option('--fabric <folder>', 'the fabric directory that is meant; needed only where there are several')
    .option('--json', jsonHelp);

/** Changes of documents, each one operation that `selvedge undo` takes back: sort, repair, rename, move, disable, delete. */
export function addFabricChanges(door: CommandDoor): void {
  const optionsOf = (given: Given): PlanOptions => ({
    ...door.shared(given.json),
    fabric: given.fabric ?? null,
    dryRun: given.dryRun === true,
  });
  addFolders(door, optionsOf);
  addRenaming(door, optionsOf);
  addDocuments(door, optionsOf);
}

type OptionsOf = (given: Given) => PlanOptions;

function addFolders({ program, terminal, end }: CommandDoor, optionsOf: OptionsOf): void {
  planned(program.command('ingest'))
    .description('sort raw/ into managed/, one resource a file; exit code 1 when something is left')
    .option('--from-root', 'also what lies beside the known folders')
    .action(async (given: Given & { fromRoot?: boolean }) =>
      end(await ingestCommand({ ...optionsOf(given), fromRoot: given.fromRoot === true }, terminal)),
    );
  const structure = program.command('structure').description('the folders of a fabric directory');
  planned(structure.command('create'))
    .description('make the folders and the manifest of a fabric directory')
    .argument('<folder>', 'where')
    .action(async (folder: string, given: Given) =>
      end(await createStructureCommand({ ...optionsOf(given), folder }, terminal)),
    );
  planned(structure.command('validate'))
    .description('say what is missing or stands in the wrong file; exit code 1 when anything is')
    .action(async (given: Given) =>
      end(await structureCommand({ ...optionsOf(given), dryRun: true, moves: true }, terminal)),
    );
  planned(structure.command('repair'))
    .description('make what is missing')
    .option('--moves', 'also move what stands in the wrong file of managed/')
    .action(async (given: Given & { moves?: boolean }) =>
      end(await structureCommand({ ...optionsOf(given), moves: given.moves === true }, terminal)),
    );
}

function addRenaming({ program, terminal, end }: CommandDoor, optionsOf: OptionsOf): void {
  planned(program.command('rename'))
    .description('rename a resource, or Kind/name/part, and everything that names it')
    .argument('<resource>', 'Kind/name, or VPC/name/subnet')
    .argument('<to>', 'the new name')
    .action(async (resource: string, to: string, given: Given) =>
      end(await renameCommand({ ...optionsOf(given), resource, to }, terminal)),
    );
  planned(program.command('move'))
    .description('move documents to another file, or each to a file of its own in a folder')
    .argument('<resource...>', documents)
    .requiredOption('--to <path>', 'a file (.yaml) or a folder')
    .action(async (resources: string[], given: Given & { to: string }) =>
      end(await moveCommand({ ...optionsOf(given), resources, to: given.to }, terminal)),
    );
}

function addDocuments({ program, terminal, end }: CommandDoor, optionsOf: OptionsOf): void {
  planned(program.command('disable'))
    .description('comment documents out')
    .argument('<resource...>', documents)
    .option('--reason <text>', 'written above the comment', '')
    .action(async (resources: string[], given: Given & { reason: string }) =>
      end(await disableCommand({ ...optionsOf(given), resources, reason: given.reason }, terminal)),
    );
  planned(program.command('enable'))
    .description('bring a commented-out resource back')
    .argument('<resource>', 'Kind/name')
    .action(async (resource: string, given: Given) =>
      end(await enableCommand({ ...optionsOf(given), resource }, terminal)),
    );
  planned(program.command('delete'))
    .description('delete documents, and say who would name them still')
    .argument('<resource...>', documents)
    .option('--with-referrers', 'also everything that names them, in the safe order')
    .action(async (resources: string[], given: Given & { withReferrers?: boolean }) =>
      end(
        await deleteCommand({ ...optionsOf(given), resources, withReferrers: given.withReferrers === true }, terminal),
      ),
    );
}
