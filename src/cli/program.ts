import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { mergeFileCommand } from './commands/merge-file';
import { restoreCommand } from './commands/restore';
import { statusCommand } from './commands/status';
import { timelineCommand } from './commands/timeline';
import { undoCommand } from './commands/undo';
import type { Terminal } from './end';
import { exitCodes, exitTable } from './exit-codes';

/** Runs one command line (without the program's name) and answers its exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal, version: string): Promise<number> {
  let code: number = exitCodes.done.code;
  const program = createProgram(terminal, version, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
  }
}

function createProgram(terminal: Terminal, version: string, end: (code: number) => void): Command {
  const program = new Command('selvedge')
    .description("Keeps a network fabric's GitOps repository from unravelling.")
    .version(version)
    .option('-C <folder>', 'work on the repository in this folder', '.')
    .addHelpText('afterAll', `\n${exitTable()}`)
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.error(text) })
    .exitOverride()
    .showHelpAfterError('Run with --help for what there is.');
  const shared = (json: boolean | undefined) => ({ repository: program.opts<{ C: string }>().C, json: json === true });
  addReading(program, terminal, shared, end);
  addChanging(program, terminal, shared, end);
  return program;
}

type Shared = (json: boolean | undefined) => { repository: string; json: boolean };
interface Json {
  readonly json?: boolean;
}
const jsonHelp = 'print one JSON object';

function addReading(program: Command, terminal: Terminal, shared: Shared, end: (code: number) => void): void {
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

function addChanging(program: Command, terminal: Terminal, shared: Shared, end: (code: number) => void): void {
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
  program
    .command('merge-file')
    .description('merge three versions of one file; exit code 1 when conflicts are left')
    .requiredOption('--base <file>', 'the common ancestor')
    .requiredOption('--ours <file>', 'our version')
    .requiredOption('--theirs <file>', 'their version')
    .option('--output <file>', 'where the result goes; standard output unless told')
    .option('--name <path>', 'what the file is called in its repository, when the others are temporary')
    .option('--json', jsonHelp)
    .action(async (given: Json & { base: string; ours: string; theirs: string; output?: string; name?: string }) =>
      end(
        await mergeFileCommand(
          { ...given, output: given.output ?? null, name: given.name ?? null, json: given.json === true },
          terminal,
        ),
      ),
    );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000) throw new InvalidArgumentError('a number from 1 to 1000');
  return value;
}
