import { Option } from 'commander';
import { gitConfigCommand } from '../commands/git-config';
import { mergetoolCommand } from '../commands/mergetool';
import { mergeDriver } from '../driver/merge-driver';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** What git itself starts, and what makes git know it. */
export function addGitDoors(door: CommandDoor): void {
  addMergeDriver(door);
  addMergetool(door);
  addGitConfig(door);
}

/** The program's first lines take this way without commander; here it stands for the help and for tests. */
function addMergeDriver({ program, terminal, end }: CommandDoor): void {
  program
    .command('merge-driver')
    .description("git's merge driver: %O %A %B %L %P (%S %X %Y); writes the result to %A")
    .argument('<base>', '%O, the common ancestor')
    .argument('<ours>', '%A, our version; gets the result')
    .argument('<theirs>', '%B, their version')
    .argument('[length]', '%L, how long conflict markers are at least', '7')
    .argument('[path]', '%P, what the file is called')
    .argument('[labels...]', '%S %X %Y, names of the three versions')
    .addOption(new Option('--virtual', 'for common ancestors among each other').hideHelp())
    .action(
      async (
        base: string,
        ours: string,
        theirs: string,
        length: string,
        path: string | undefined,
        labels: string[],
        given: { virtual?: boolean },
      ) =>
        end(
          await mergeDriver(
            [...(given.virtual === true ? ['--virtual'] : []), base, ours, theirs, length, path ?? ours, ...labels],
            terminal,
          ),
        ),
    );
}

function addMergetool({ program, terminal, end }: CommandDoor): void {
  program
    .command('mergetool')
    .description("git's merge tool: LOCAL BASE REMOTE MERGED; waits until MERGED is resolved in the window")
    .argument('<local>', 'our version, as git lays it beside; the questions come from the index')
    .argument('<base>', 'the common ancestor')
    .argument('<remote>', 'their version')
    .argument('<merged>', 'the file in the working tree')
    .action(async (local: string, _base: string, remote: string, merged: string) =>
      end(await mergetoolCommand({ local, remote, merged }, terminal)),
    );
}

interface GitConfigGiven extends Json {
  readonly global?: boolean;
  readonly local?: boolean;
  readonly gitattributes?: boolean;
  readonly dryRun?: boolean;
  readonly program?: string;
}

function addGitConfig({ program, terminal, shared, end }: CommandDoor): void {
  const group = program.command('git-config').description('make Selvedge known to git, or take it away again');
  for (const action of ['install', 'uninstall'] as const) {
    const command = group
      .command(action)
      .description(
        action === 'install'
          ? 'use Selvedge as merge driver for YAML and as merge tool; shows every line'
          : 'take exactly those lines away again',
      )
      .addOption(new Option('--local', 'for this clone alone (the default)').conflicts('global'))
      .option('--global', 'for all repositories of this person')
      .option('--gitattributes', "in the repository's own .gitattributes instead of a file that is not tracked")
      .option('--dry-run', 'only show the lines')
      .option('--json', jsonHelp);
    if (action === 'install') command.option('--program <path>', 'what git shall start; the launcher unless told');
    command.action(async (given: GitConfigGiven) =>
      end(
        await gitConfigCommand(
          {
            action,
            scope: given.global === true ? 'global' : 'local',
            tracked: given.gitattributes === true,
            dryRun: given.dryRun === true,
            program: given.program ?? null,
            ...shared(given.json),
          },
          terminal,
        ),
      ),
    );
  }
}
