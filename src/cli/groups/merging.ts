import { mergeFileCommand } from '../commands/merge-file';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** Merging without a window. */
export function addMergeCommands({ program, terminal, end }: CommandDoor): void {
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
