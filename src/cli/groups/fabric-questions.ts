import type { Command } from 'commander';
import { Option } from 'commander';
import {
  duplicatesCommand,
  freeThings,
  nextFreeCommand,
  refsCommand,
  resourcesCommand,
} from '../commands/fabric-lists';
import { doctorCommand } from '../commands/doctor';
import { historyCommand, searchHistoryCommand } from '../commands/history';
import { clearDuplicatesCommand } from '../commands/plans';
import { topologyCommand } from '../commands/topology';
import { validateCommand } from '../commands/validate';
import type { ProblemFormat } from '../fabric/problem-formats';
import { problemFormats } from '../fabric/problem-formats';
import { prefixLength, wholeNumber } from '../whole-number';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

interface OfFabric extends Json {
  readonly fabric?: string;
}

const fabricHelp = 'the fabric directory that is meant; needed only where there are several';

/** What can be asked about a fabric: problems, resources, references, history, topology, free values. */
export function addFabricQuestions(door: CommandDoor): void {
  addValidate(door);
  addLists(door);
  addDuplicates(door);
  addHistory(door);
  addTopology(door);
  addDoctor(door);
}

const versionOf = (program: Command): string => program.version() ?? 'development';

function addValidate({ program, terminal, shared, end }: CommandDoor): void {
  interface Given extends Json {
    readonly against?: string;
    readonly onlyNew?: boolean;
    readonly strict?: boolean;
    readonly format: ProblemFormat;
    readonly policy?: string;
  }
  program
    .command('validate')
    .description('judge a repository, or a plain folder, by every rule; exit code 1 when there are errors')
    .argument('[path...]', 'only what stands in these files and folders')
    .option('--against <revision>', 'also what the rules about changes say since then')
    .option('--only-new', 'with --against: only problems that were not there then')
    .option('--strict', 'exit code 1 for warnings too')
    .addOption(new Option('--format <format>', 'how problems are printed').choices(problemFormats).default('text'))
    .option('--policy <file>', 'judge by this policy file, not by the repository’s')
    .option('--json', 'the same as --format json')
    .action(async (paths: string[], given: Given) =>
      end(
        await validateCommand(
          {
            ...shared(given.json === true || given.format === 'json'),
            paths,
            against: given.against ?? null,
            onlyNew: given.onlyNew === true,
            strict: given.strict === true,
            format: given.json === true ? 'json' : given.format,
            policy: given.policy ?? null,
            version: versionOf(program),
          },
          terminal,
        ),
      ),
    );
}

function addLists({ program, terminal, shared, end }: CommandDoor): void {
  program
    .command('resources')
    .description('the documents of the fabric; FILTER as in the window: words, kind:VPC, is:disabled, vlan:1002')
    .argument('[filter...]', 'all of it must fit')
    .option('--all', 'foreign kinds, templates and empty documents too')
    .option('--fabric <folder>', fabricHelp)
    .option('--json', jsonHelp)
    .action(async (filter: string[], given: OfFabric & { all?: boolean }) =>
      end(
        await resourcesCommand(
          { ...shared(given.json), fabric: given.fabric ?? null, filter: filter.join(' '), all: given.all === true },
          terminal,
        ),
      ),
    );
  program
    .command('refs')
    .description('what a resource names, and who names it; exit code 1 when something that it names is missing')
    .argument('<resource>', 'Kind/name')
    .option('--fabric <folder>', fabricHelp)
    .option('--json', jsonHelp)
    .action(async (resource: string, given: OfFabric) =>
      end(await refsCommand({ ...shared(given.json), fabric: given.fabric ?? null, resource }, terminal)),
    );
  program
    .command('next-free')
    .description('free values with the reason; exit code 1 when there is none')
    .addOption(new Option('--count <number>', 'how many').default(1).argParser(wholeNumber))
    .option('--bits <number>', 'of a subnet: the length of its prefix', prefixLength, 24)
    .addArgument(program.createArgument('<what>', 'what is wanted').choices(freeThings))
    .argument('[of]', 'the namespace of vlan and subnet, the switch of port, the external attachment of seq')
    .option('--fabric <folder>', fabricHelp)
    .option('--json', jsonHelp)
    .action(
      async (
        what: (typeof freeThings)[number],
        of: string | undefined,
        given: OfFabric & { count: number; bits: number },
      ) =>
        end(
          await nextFreeCommand(
            {
              ...shared(given.json),
              fabric: given.fabric ?? null,
              what,
              of: of ?? null,
              bits: given.bits,
              count: given.count,
            },
            terminal,
          ),
        ),
    );
}

const duplicateActions = { 'comment-out': 'disable', move: 'move', archive: 'archive', delete: 'delete' } as const;

function addDuplicates({ program, terminal, shared, end }: CommandDoor): void {
  interface Given extends OfFabric {
    readonly apply?: 'policy' | keyof typeof duplicateActions;
    readonly dryRun?: boolean;
  }
  program
    .command('duplicates')
    .description('resources that stand more than once, which copy counts and why; exit code 1 when any are left')
    .addOption(
      new Option('--apply <action>', 'clear them up: what happens to copies that do not count').choices([
        'policy',
        ...Object.keys(duplicateActions),
      ]),
    )
    .option('--dry-run', 'with --apply: only say what would change')
    .option('--fabric <folder>', fabricHelp)
    .option('--json', jsonHelp)
    .action(async (given: Given) => {
      const options = { ...shared(given.json), fabric: given.fabric ?? null, dryRun: given.dryRun === true };
      const { apply } = given;
      if (apply === undefined) return end(await duplicatesCommand(options, terminal));
      const action = apply === 'policy' ? undefined : duplicateActions[apply];
      return end(await clearDuplicatesCommand({ ...options, action }, terminal));
    });
}

function addHistory({ program, terminal, shared, end }: CommandDoor): void {
  interface Given extends OfFabric {
    readonly search?: string;
    readonly limit: number;
  }
  program
    .command('history')
    .description('what happened to a resource or one of its values, through moves and renames: when, who, what')
    .argument('[resource]', 'Kind/name, or Kind/name.field.path')
    .option('--search <value>', 'when a value came into use and went: 1002, "vlan 1002"')
    .option('--limit <number>', 'commits at most', wholeNumber, 50)
    .option('--fabric <folder>', 'only what happened in this fabric directory')
    .option('--json', jsonHelp)
    .action(async (resource: string | undefined, given: Given, command: Command) => {
      const options = { ...shared(given.json), fabric: given.fabric ?? null, limit: given.limit };
      if (given.search !== undefined && resource === undefined)
        return end(await searchHistoryCommand({ ...options, value: given.search }, terminal));
      if (resource === undefined || given.search !== undefined)
        return command.error('error: name a resource, or a value with --search');
      return end(await historyCommand({ ...options, resource }, terminal));
    });
}

function addTopology({ program, terminal, shared, end }: CommandDoor): void {
  interface Given extends OfFabric {
    readonly svg?: boolean;
    readonly output?: string;
    readonly at?: string;
    readonly against?: string;
  }
  program
    .command('topology')
    .description('switches, servers, gateways, externals and their cables, as a list, as data or as a picture')
    .option('--svg', 'a picture')
    .option('--output <file>', 'where the picture goes; standard output unless told')
    .option('--at <revision>', 'as it was then')
    .option('--against <revision>', 'mark what came and went since then')
    .option('--fabric <folder>', fabricHelp)
    .option('--json', jsonHelp)
    .action(async (given: Given) =>
      end(
        await topologyCommand(
          {
            ...shared(given.json),
            fabric: given.fabric ?? null,
            svg: given.svg === true,
            output: given.output ?? null,
            at: given.at ?? null,
            against: given.against ?? null,
          },
          terminal,
        ),
      ),
    );
}

function addDoctor({ program, terminal, end }: CommandDoor): void {
  program
    .command('doctor')
    .description('test this installation on a scratch repository; exit code 1 when a test failed')
    .option('--json', jsonHelp)
    .action(async ({ json }: Json) =>
      end(await doctorCommand({ json: json === true, version: versionOf(program) }, terminal)),
    );
}
