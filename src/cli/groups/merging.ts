import { mergeFileCommand } from '../commands/merge-file';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

interface MergeFileGiven extends Json {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly output?: string;
  readonly name?: string;
  readonly policy?: string;
}

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
    .option('--policy <file>', 'a policy file, as .selvedge/policy.yaml')
    .option('--json', jsonHelp)
    .action(async (given: MergeFileGiven) =>
      end(
        await mergeFileCommand(
          {
            ...given,
            output: given.output ?? null,
            name: given.name ?? null,
            policy: given.policy ?? null,
            json: given.json === true,
          },
          terminal,
        ),
      ),
    );
}
