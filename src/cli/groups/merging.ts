import { mergeFileCommand } from '../commands/merge-file';
import { rehearseCommand } from '../commands/rehearse';
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
export function addMergeCommands(door: CommandDoor): void {
  addMergeFile(door);
  addRehearse(door);
}

function addRehearse({ program, terminal, shared, end }: CommandDoor): void {
  program
    .command('rehearse')
    .description('what a merge would do, without touching anything; exit code 1 when somebody would be asked')
    .argument('<ours>', 'the branch or commit to merge into')
    .argument('[theirs]', 'the branch or commit to merge')
    .option('--all', 'against every open branch')
    .option('--rules', 'ask the rules of the fabric about the result (a pair is asked unless --no-rules)')
    .option('--no-rules', 'do not ask the rules of the fabric')
    .option('--json', jsonHelp)
    .action(async (ours: string, theirs: string | undefined, given: Json & { all?: boolean; rules?: boolean }) => {
      if ((theirs === undefined) !== (given.all === true))
        program.error('rehearse wants a second branch, or --all', { exitCode: 2 });
      end(
        await rehearseCommand(
          { ours, theirs: theirs ?? null, rules: given.rules ?? null, ...shared(given.json) },
          terminal,
        ),
      );
    });
}

function addMergeFile({ program, terminal, end }: CommandDoor): void {
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
