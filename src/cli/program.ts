import { Command, CommanderError } from 'commander';
import type { Terminal } from './end';
import { endWithBug, endWithUsage } from './end';
import { exitCodes, exitTable } from './exit-codes';
import { addBackupCommands } from './groups/backups';
import type { CommandDoor } from './groups/command-door';
import { addFabricChanges } from './groups/fabric-changes';
import { addFabricQuestions } from './groups/fabric-questions';
import { addGitDoors } from './groups/git-doors';
import { addImportedKinds } from './groups/imported-kinds';
import { addMergeCommands } from './groups/merging';
import { addOperationCommands } from './groups/operations';
import { addRepositoryCommands } from './groups/repository';

/** Each adds the commands of one subject. */
const groups = [
  addRepositoryCommands,
  addMergeCommands,
  addGitDoors,
  addBackupCommands,
  addOperationCommands,
  addFabricQuestions,
  addFabricChanges,
  addImportedKinds,
] as const;

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
    if (!(error instanceof CommanderError)) return endWithBug(error, args, terminal);
    if (error.exitCode === 0) return exitCodes.done.code;
    const problem = error.code === 'commander.help' ? 'A command is missing' : error.message.replace(/^error: /, '');
    return endWithUsage(problem, args, terminal);
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
  const door: CommandDoor = {
    program,
    terminal,
    shared: (json) => ({ repository: program.opts<{ C: string }>().C, json: json === true }),
    end,
  };
  for (const add of groups) add(door);
  return program;
}
